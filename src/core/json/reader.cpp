// SPDX-License-Identifier: Apache-2.0
#include "core/json/reader.hpp"

#include <algorithm>

namespace snapseal::json {

// Scans once more. To remember the position of each name would cost every text memory.
std::size_t position_of_second(std::string_view text, std::size_t depth_max, std::size_t end,
                               std::string_view name) {
  struct Open {
    std::size_t count = 0;
    std::size_t second = 0;
  };
  Scanner scanner(text, depth_max, Errc::lone_surrogate);
  std::vector<Open> open;
  for (;;) {
    switch (scanner.next()) {
      case Token::begin_object:
      case Token::begin_array: open.emplace_back(); break;
      case Token::name:
        if (scanner.characters() == name && ++open.back().count == 2) {
          open.back().second = scanner.begin();
        }
        break;
      case Token::end_object:
      case Token::end_array:
        if (scanner.position() == end) {
          return open.back().second;
        }
        open.pop_back();
        break;
      case Token::end: return end;
      default: break;
    }
  }
}

Token Reader::next() {
  const Token token = scanner_.next();
  switch (token) {
    case Token::begin_object:
    case Token::begin_array: open_.push_back(names_.size()); break;
    case Token::name: names_.push_back(scanner_.characters()); break;
    case Token::end_object: forget_names(); [[fallthrough]];
    case Token::end_array: open_.pop_back(); break;
    default: break;
  }
  return token;
}

// Of the object that ends.
void Reader::forget_names() {
  const auto first = names_.begin() + static_cast<std::ptrdiff_t>(open_.back());
  std::sort(first, names_.end());
  if (const auto twice = std::adjacent_find(first, names_.end()); twice != names_.end()) {
    throw Error(Errc::duplicate_member, "the JSON text has a member twice in one object", "",
                position_of_second(text_, depth_max_, scanner_.position(), *twice));
  }
  names_.erase(first, names_.end());
}

}  // namespace snapseal::json
