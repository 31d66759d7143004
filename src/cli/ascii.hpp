// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Letters and whitespace of ASCII, for the program, which uses the library's public headers only.
namespace snapseal::cli {

/// Capital letters as their small ones; other characters stay.
[[nodiscard]] std::string lower(std::string_view text);

/// In any letter case.
[[nodiscard]] bool are_same_caseless(std::string_view a, std::string_view b);

/// Whitespace within a line: spaces, tabs and carriage returns.
inline constexpr std::string_view line_whitespace = " \t\r";

/// Without spaces, tabs, carriage returns and line feeds at both ends.
[[nodiscard]] std::string_view without_whitespace_around(std::string_view text);
/// Without `line_whitespace` at both ends.
[[nodiscard]] std::string_view without_line_whitespace_around(std::string_view text);

}  // namespace snapseal::cli
