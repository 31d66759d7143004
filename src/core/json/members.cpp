// SPDX-License-Identifier: Apache-2.0
#include "core/json/members.hpp"

#include <snapseal/core/error.hpp>
#include <utility>

#include "core/json/reader.hpp"

namespace snapseal::json {

Members::Members(std::string_view text, std::size_t depth_limit) {
  Reader reader(text, depth_limit);
  if (reader.next() != Token::begin_object) {
    throw Error(Errc::malformed_json, "the JSON text is not an object", "", reader.begin());
  }
  std::string name;
  const auto give = [&](std::size_t depth, Value::Type type) {
    if (reader.depth() == depth) {
      const bool has_text = type == Value::Type::string || type == Value::Type::number;
      values_.insert_or_assign(
          std::move(name),
          Value{type, has_text ? SecretString::copy_of(reader.characters()) : SecretString()});
    }
  };
  for (;;) {
    switch (reader.next()) {
      case Token::name:
        if (reader.depth() == 1) {
          name = reader.characters();
        }
        break;
      case Token::begin_object: give(2, Value::Type::object); break;
      case Token::begin_array: give(2, Value::Type::array); break;
      case Token::string: give(1, Value::Type::string); break;
      case Token::integer:
      case Token::real: give(1, Value::Type::number); break;
      case Token::true_:
      case Token::false_: give(1, Value::Type::boolean); break;
      case Token::null: give(1, Value::Type::null); break;
      case Token::end_object:
      case Token::end_array: break;
      case Token::end: return;
    }
  }
}

const Value* Members::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.type == Value::Type::null ? nullptr
                                                                           : &found->second;
}

}  // namespace snapseal::json
