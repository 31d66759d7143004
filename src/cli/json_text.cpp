// SPDX-License-Identifier: Apache-2.0
#include "json_text.hpp"

namespace snapseal::cli {

std::string json_string(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string json = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      json += "\\u00";
      json += hex[byte >> 4];
      json += hex[byte & 0x0f];
    } else {
      json += c;
    }
  }
  return json + '"';
}

}  // namespace snapseal::cli
