// SPDX-License-Identifier: Apache-2.0
#include "ascii.hpp"

#include <algorithm>

namespace snapseal::cli {

namespace {

constexpr char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view without_around(std::string_view text, std::string_view around) {
  const std::size_t first = std::min(text.find_first_not_of(around), text.size());
  return text.substr(first, text.find_last_not_of(around) + 1 - first);
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), small);
  return out;
}

bool are_same_caseless(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return small(x) == small(y); });
}

std::string_view without_whitespace_around(std::string_view text) {
  return without_around(text, " \t\r\n");
}

std::string_view without_line_whitespace_around(std::string_view text) {
  return without_around(text, line_whitespace);
}

}  // namespace snapseal::cli
