// SPDX-License-Identifier: Apache-2.0
#include "core/json/reader.hpp"

#include "core/json/names.hpp"

namespace snapseal::json {

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
  const auto itself = [](std::string_view name) { return name; };
  sort_names(first, names_.end(), itself, text_, depth_max_, scanner_.position());
  names_.erase(first, names_.end());
}

}  // namespace snapseal::json
