// SPDX-License-Identifier: Apache-2.0
#include "json_text.hpp"

namespace snapseal::cli {

bool must_be_escaped(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string json_escape(char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    return {'\\', c};
  }
  return {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 0x0f]};
}

std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    json += must_be_escaped(c) ? json_escape(c) : std::string(1, c);
  }
  return json + '"';
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto byte = [text](std::size_t i) {
      return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned first = byte(0);
    std::size_t size = 1;
    // The second byte is where overlong forms, surrogates and what is past U+10FFFF show.
    unsigned low = 0x80;
    unsigned high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) {
      size = 2;
    } else if (first >= 0xe0 && first <= 0xef) {
      size = 3;
      low = first == 0xe0 ? 0xa0 : low;
      high = first == 0xed ? 0x9f : high;
    } else if (first >= 0xf0 && first <= 0xf4) {
      size = 4;
      low = first == 0xf0 ? 0x90 : low;
      high = first == 0xf4 ? 0x8f : high;
    } else if (first >= 0x80) {
      return false;
    }
    if (size > 1 && (byte(1) < low || byte(1) > high)) {
      return false;
    }
    for (std::size_t i = 2; i < size; ++i) {
      if ((byte(i) & 0xc0U) != 0x80) {
        return false;
      }
    }
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace snapseal::cli
