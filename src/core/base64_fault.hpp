// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>

/// Says why a text is not canonical base64. For texts that were refused: it costs more than
/// decoding does.
namespace snapseal::base64 {

enum class Fault : std::uint8_t {
  line_feed,
  carriage_return,
  space,
  tab,
  space_for_plus,  ///< Spaces alone, where plus signs would make it base64.
  url_safe,
  hex_digits,
  percent_encoded,
  quotation_marks,
  backslash,
  foreign_character,
  misplaced_padding,
  missing_padding,
  cut_off,
  tail_bits,
};

/// Line feed, carriage return, space or tab: what encoders put between lines of base64.
[[nodiscard]] constexpr bool is_whitespace(char c) noexcept {
  return c == '\n' || c == '\r' || c == ' ' || c == '\t';
}
[[nodiscard]] std::string without_whitespace(std::string_view text);

/// Whether `decode` takes it.
[[nodiscard]] bool is_canonical(std::string_view text) noexcept;

/// Whether it is 16 hexadecimal digits or more, and perhaps colons. Such a text can be base64 by
/// chance once in 10 million times at most.
[[nodiscard]] bool looks_like_hex(std::string_view text) noexcept;

/// `text` is not canonical. A character that is foreign counts before the length.
[[nodiscard]] Fault fault_of(std::string_view text);

[[nodiscard]] Literal message_of(Fault fault) noexcept;

}  // namespace snapseal::base64
