// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace snapseal::base64 {

/// Decodes from the front with the processor's widest instructions that are known here, and returns
/// how many characters it has done: a multiple of 4, and 0 where there are none. Stops at the
/// latest before a character outside the alphabet. `out` has three quarters of the text's length at
/// least.
[[nodiscard]] std::size_t decode_wide(std::string_view text, std::span<std::uint8_t> out) noexcept;

}  // namespace snapseal::base64
