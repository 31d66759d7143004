// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snapseal::signing {

/// The longest key that Botan's HMAC takes.
inline constexpr std::size_t hmac_key_bytes_max = 4096;

/// HMAC (RFC 2104) with a hash by Botan's name: "SHA-256".
[[nodiscard]] std::vector<std::uint8_t> hmac(std::string_view hash, std::string_view key,
                                             std::string_view text);

}  // namespace snapseal::signing
