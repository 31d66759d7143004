// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>

/// Base64 with the standard alphabet and padding (RFC 4648 section 4), in its one canonical form:
/// no spaces or line feeds, no missing padding, no bits set after the last byte. For public data:
/// the time taken may depend on the text.
namespace snapseal::base64 {

/// The bytes that `text` stands for. Throws `Errc::invalid_base64` naming `field`.
[[nodiscard]] SNAPSEAL_API std::vector<std::uint8_t> decode(std::string_view text,
                                                            Literal field = "");

/// The text of `bytes`: 4 * ceil(size / 3) characters.
[[nodiscard]] SNAPSEAL_API std::string encode(std::span<const std::uint8_t> bytes);

}  // namespace snapseal::base64
