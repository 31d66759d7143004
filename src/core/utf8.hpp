// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace snapseal {

/// U+FEFF, which some editors write before a text.
inline constexpr std::string_view utf8_byte_order_mark = "\xef\xbb\xbf";

/// Without one byte-order mark at the beginning, if there is one.
[[nodiscard]] constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept {
  text.remove_prefix(text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0);
  return text;
}

enum class Surrogates { refused, allowed };

/// The length of the UTF-8 sequence at the beginning of `text` (RFC 3629: no overlong form, nothing
/// above U+10FFFF, no surrogate unless allowed), or 0 if there is none.
[[nodiscard]] std::size_t utf8_sequence(std::string_view text,
                                        Surrogates surrogates = Surrogates::refused) noexcept;

[[nodiscard]] bool is_utf8(std::string_view text,
                           Surrogates surrogates = Surrogates::refused) noexcept;

/// The code point of a sequence that `utf8_sequence` has found.
[[nodiscard]] std::uint32_t utf8_decode(std::string_view sequence) noexcept;

void utf8_append(std::string& out, std::uint32_t code_point);

}  // namespace snapseal
