// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// What characters of ASCII are, whatever the locale says. No other byte is a letter or a digit.
namespace snapseal::ascii {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}

[[nodiscard]] constexpr bool is_letter(char c) noexcept {
  return is_upper(c) || (c >= 'a' && c <= 'z');
}

[[nodiscard]] constexpr bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A capital letter as its small one; other characters stay.
[[nodiscard]] constexpr char lower(char c) noexcept {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string lower(std::string_view text);

/// In any letter case.
[[nodiscard]] bool are_same_caseless(std::string_view a, std::string_view b) noexcept;

/// Spaces and tabs, carriage returns and line feeds: the whitespace of JSON (RFC 8259 section 2).
inline constexpr std::string_view whitespace = " \t\r\n";
/// The same within a line: without the line feed.
inline constexpr std::string_view line_whitespace = " \t\r";

/// Without `whitespace` at both ends.
[[nodiscard]] std::string_view without_whitespace_around(std::string_view text) noexcept;
/// Without `line_whitespace` at both ends.
[[nodiscard]] std::string_view without_line_whitespace_around(std::string_view text) noexcept;

}  // namespace snapseal::ascii
