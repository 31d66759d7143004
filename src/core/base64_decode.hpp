// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <snapseal/core/error.hpp>

/// `base64::decode` (snapseal/core/base64.hpp) into memory of the caller's.
namespace snapseal::base64 {

/// How many bytes `text` stands for. Throws `Errc::invalid_base64` naming `field` for a length that
/// canonical base64 has not; the characters are not looked at.
[[nodiscard]] std::size_t decoded_size(std::string_view text, Literal field);

/// `out` has `decoded_size` bytes. Throws `Errc::invalid_base64` naming `field`; what stands in
/// `out` then means nothing.
void decode(std::string_view text, std::span<std::uint8_t> out, Literal field);

}  // namespace snapseal::base64
