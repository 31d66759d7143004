// SPDX-License-Identifier: Apache-2.0
#include "log.hpp"

#include <iostream>

namespace sandbox {

std::string visible(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string shown;
  shown.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\') {
      shown += "\\\\";
    } else if (byte < 0x20 || byte > 0x7e) {
      shown.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15U]);
    } else {
      shown += c;
    }
  }
  return shown;
}

void tell(std::string_view line) {
  std::cerr << visible(line) + "\n" << std::flush;
}

std::string shortened(std::string_view text, std::size_t length) {
  return text.size() <= length ? std::string(text) : std::string(text.substr(0, length)) + "...";
}

}  // namespace sandbox
