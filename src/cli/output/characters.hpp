// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <snapseal/core/secret.hpp>
#include <string>
#include <string_view>

/// The one filter for what is shown to a person. Foreign text (a plaintext, a file's name, a
/// token's label) can hold commands for a terminal: it moves the cursor, writes into the clipboard,
/// or shows its letters in another order.
namespace snapseal::cli {

/// The first character of a text that is not empty: UTF-8 (Unicode, table 3-7), or one byte that
/// is none. The code point of a byte is the byte.
struct Character {
  std::size_t size;
  std::uint32_t code_point;
  bool is_utf8;
};
[[nodiscard]] Character first_character(std::string_view text);

/// Whether a terminal shows it, and does nothing else. False for bytes that are not UTF-8, the
/// controls C0, DEL and C1, line and paragraph separators, and what changes the direction of text.
[[nodiscard]] bool is_harmless(const Character& character);

/// Whether it is well-formed: what a JSON string can hold.
[[nodiscard]] bool is_utf8(std::string_view text);

/// For one line: each character that is not harmless is an escape: \n, \x1b (a byte), \u009b (a
/// character beyond ASCII). A backslash stays as it is.
[[nodiscard]] std::string visible(std::string_view text);

/// For many lines: line feeds stay as they are, with the carriage return before them, and so do
/// tabs. The text may be secret.
[[nodiscard]] SecretString visible_lines(std::string_view text);

}  // namespace snapseal::cli
