// SPDX-License-Identifier: Apache-2.0
#include "signing/member_order.hpp"

#include <algorithm>

#include "core/ascii.hpp"
#include "core/utf8.hpp"

namespace snapseal::signing {

namespace {

// The place of an ASCII character among words.
std::size_t collation_place(char c) noexcept {
  constexpr std::string_view order =
      "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";
  const std::size_t at = order.find(ascii::lower(c));
  return at != std::string_view::npos ? at : order.size() + static_cast<unsigned char>(c);
}

}  // namespace

// What is above U+FFFF (in UTF-8 from F0 on) begins with a unit between those of U+D7FF (ED) and
// U+E000 (EE).
bool utf16_less(std::string_view a, std::string_view b) noexcept {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) {
    return y != b.end();
  }
  const auto first = static_cast<unsigned char>(*x);
  const auto second = static_cast<unsigned char>(*y);
  if ((first >= 0xf0) != (second >= 0xf0)) {
    return first >= 0xf0 ? second >= 0xee : first < 0xee;
  }
  return first < second;
}

bool caseless_less(std::string_view a, std::string_view b) noexcept {
  const auto same = [](char x, char y) { return ascii::lower(x) == ascii::lower(y); };
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end(), same);
  if (x == a.end() && y == b.end()) {
    return a < b;
  }
  return x == a.end() || (y != b.end() && static_cast<unsigned char>(ascii::lower(*x)) <
                                              static_cast<unsigned char>(ascii::lower(*y)));
}

bool dictionary_less(std::string_view a, std::string_view b) noexcept {
  const auto same = [](char x, char y) { return ascii::lower(x) == ascii::lower(y); };
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end(), same);
  if (x == a.end() && y == b.end()) {
    const auto [one, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return one != a.end() && !ascii::is_upper(*one) &&
           ascii::is_upper(*other);  // small letters first
  }
  return x == a.end() || (y != b.end() && collation_place(*x) < collation_place(*y));
}

std::uint32_t java_hash(std::string_view utf8) noexcept {
  std::uint32_t hash = 0;
  const auto add = [&hash](std::uint32_t unit) { hash = 31 * hash + unit; };
  while (!utf8.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_sequence(utf8), 1);
    const std::uint32_t point = utf8_decode(utf8.substr(0, length));
    if (point < 0x10000) {
      add(point);
    } else {
      add(0xd7c0 + (point >> 10U));
      add(0xdc00 + (point & 0x3ffU));
    }
    utf8.remove_prefix(length);
  }
  return hash ^ hash >> 16U;
}

std::uint32_t java_buckets(std::size_t members) noexcept {
  std::uint32_t buckets = 16;
  while (members > std::size_t{buckets} / 4 * 3 && buckets < (1U << 30U)) {
    buckets *= 2;
  }
  return buckets;
}

}  // namespace snapseal::signing
