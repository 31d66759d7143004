// SPDX-License-Identifier: Apache-2.0
#include "output/characters.hpp"

#include "secrets/secret_text.hpp"

namespace snapseal::cli {

namespace {

constexpr std::string_view hex = "0123456789abcdef";

std::uint32_t byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

/// How many bytes the sequence has that begins so, and what the second may be: it is where overlong
/// forms, surrogates and what is past U+10FFFF show. Size 0: none begins so.
struct Sequence {
  std::size_t size;
  std::uint32_t low = 0x80;
  std::uint32_t high = 0xbf;
};
Sequence sequence_of(std::uint32_t first) {
  if (first < 0x80) {
    return {1};
  }
  if (first >= 0xc2 && first <= 0xdf) {
    return {2};
  }
  if (first >= 0xe0 && first <= 0xef) {
    return {3, first == 0xe0 ? 0xa0U : 0x80U, first == 0xed ? 0x9fU : 0xbfU};
  }
  if (first >= 0xf0 && first <= 0xf4) {
    return {4, first == 0xf0 ? 0x90U : 0x80U, first == 0xf4 ? 0x8fU : 0xbfU};
  }
  return {0};
}

std::string escape_of(const Character& character) {
  switch (character.code_point) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  const bool is_byte = character.size == 1;
  std::string escape = is_byte ? "\\x" : "\\u";
  for (int shift = is_byte ? 4 : 12; shift >= 0; shift -= 4) {
    escape += hex[(character.code_point >> shift) & 0x0fU];
  }
  return escape;
}

/// Gives the text to `append` piece by piece. `stays` says what stays as it is though it is not
/// harmless: it gets the text from there on.
template <typename Stays, typename Append>
void append_visible(std::string_view text, const Stays& stays, const Append& append) {
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size()) {
      const Character next = first_character(text.substr(plain));
      if (!is_harmless(next) && !stays(text.substr(plain))) {
        break;
      }
      plain += next.size;
    }
    append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) {
      const Character next = first_character(text);
      append(escape_of(next));
      text.remove_prefix(next.size);
    }
  }
}

}  // namespace

Character first_character(std::string_view text) {
  const std::uint32_t first = byte_at(text, 0);
  const Sequence sequence = sequence_of(first);
  if (sequence.size == 0) {
    return {1, first, false};
  }
  if (sequence.size == 1) {
    return {1, first, true};
  }
  std::uint32_t code_point = first & (0x7fU >> sequence.size);
  for (std::size_t i = 1; i < sequence.size; ++i) {
    const std::uint32_t byte = byte_at(text, i);
    if (byte < (i == 1 ? sequence.low : 0x80U) || byte > (i == 1 ? sequence.high : 0xbfU)) {
      return {1, first, false};
    }
    code_point = code_point << 6 | (byte & 0x3fU);
  }
  return {sequence.size, code_point, true};
}

bool is_harmless(const Character& character) {
  const std::uint32_t c = character.code_point;
  const bool is_control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
  const bool is_separator = c == 0x2028 || c == 0x2029;
  const bool turns_text = c == 0x061c || c == 0x200e || c == 0x200f ||
                          (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return character.is_utf8 && !is_control && !is_separator && !turns_text;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Character next = first_character(text);
    if (!next.is_utf8) {
      return false;
    }
    text.remove_prefix(next.size);
  }
  return true;
}

std::string visible(std::string_view text) {
  std::string shown;
  append_visible(
      text, [](std::string_view) { return false; },
      [&shown](std::string_view piece) { shown += piece; });
  return shown;
}

SecretString visible_lines(std::string_view text) {
  SecretText shown;
  append_visible(
      text,
      [](std::string_view rest) {
        return rest.front() == '\n' || rest.front() == '\t' || rest.starts_with("\r\n");
      },
      [&shown](std::string_view piece) { shown.append(piece); });
  return SecretString::copy_of(shown.view());
}

}  // namespace snapseal::cli
