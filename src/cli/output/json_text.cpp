// SPDX-License-Identifier: Apache-2.0
#include "output/json_text.hpp"

#include "output/characters.hpp"

namespace snapseal::cli {

std::size_t json_plain_size(std::string_view text) {
  std::size_t plain = 0;
  while (plain < text.size() && text[plain] != '"' && text[plain] != '\\') {
    const Character next = first_character(text.substr(plain));
    if (!is_harmless(next)) {
      break;
    }
    plain += next.size;
  }
  return plain;
}

std::string take_json_escape(std::string_view& text) {
  constexpr std::string_view hex = "0123456789abcdef";
  constexpr std::uint32_t replacement_character = 0xfffd;
  const Character next = first_character(text);
  text.remove_prefix(next.size);
  if (next.code_point == '"' || next.code_point == '\\') {
    return {'\\', static_cast<char>(next.code_point)};
  }
  const std::uint32_t code_point = next.is_utf8 ? next.code_point : replacement_character;
  std::string escape = "\\u";  // what is not harmless is in the plane of four digits
  for (int shift = 12; shift >= 0; shift -= 4) {
    escape += hex[(code_point >> shift) & 0x0fU];
  }
  return escape;
}

std::string json_string(std::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const std::size_t plain = json_plain_size(text);
    json += text.substr(0, plain);
    text.remove_prefix(plain);
    if (!text.empty()) {
      json += take_json_escape(text);
    }
  }
  return json + '"';
}

}  // namespace snapseal::cli
