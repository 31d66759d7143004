// SPDX-License-Identifier: Apache-2.0
#include "core/ascii.hpp"

#include <algorithm>

namespace snapseal::ascii {

namespace {

std::string_view without_around(std::string_view text, std::string_view around) noexcept {
  const std::size_t first = std::min(text.find_first_not_of(around), text.size());
  return text.substr(first, text.find_last_not_of(around) + 1 - first);
}

}  // namespace

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return lower(c); });
  return small;
}

bool are_same_caseless(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view without_whitespace_around(std::string_view text) noexcept {
  return without_around(text, whitespace);
}

std::string_view without_line_whitespace_around(std::string_view text) noexcept {
  return without_around(text, line_whitespace);
}

}  // namespace snapseal::ascii
