// SPDX-License-Identifier: Apache-2.0
#include "core/json_members.hpp"

#include <charconv>

#include "core/json_reader.hpp"

namespace snapseal::json {

namespace {

/// Reads a text whose outermost value begins with `first`, and hands over what stands directly in
/// that, with its name if it has one.
template <typename Store>
void read_outermost(std::string_view text, std::size_t depth_max, Token first, const Store& store) {
  Reader reader(text, depth_max);
  if (reader.next() != first) {
    throw Error(Errc::malformed_json,
                first == Token::begin_object ? Literal("the JSON text is not an object")
                                             : Literal("the JSON text is not an array"),
                "", reader.begin());
  }
  std::string name;
  const auto give = [&](std::size_t depth, Value::Type type, bool flag = false) {
    if (reader.depth() == depth) {
      const bool has_text = type == Value::Type::string || type == Value::Type::number;
      store(std::move(name),
            Value{type, flag,
                  has_text ? SecretString::copy_of(reader.characters()) : SecretString()});
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
      case Token::true_: give(1, Value::Type::boolean, true); break;
      case Token::false_: give(1, Value::Type::boolean, false); break;
      case Token::null: give(1, Value::Type::null); break;
      case Token::end_object:
      case Token::end_array: break;
      case Token::end: return;
    }
  }
}

}  // namespace

Members::Members(std::string_view text, std::size_t depth_limit) {
  read_outermost(text, depth_limit, Token::begin_object, [this](std::string&& name, Value&& value) {
    values_.insert_or_assign(std::move(name), std::move(value));
  });
}

const Value* Members::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.type == Value::Type::null ? nullptr
                                                                           : &found->second;
}

const Value& Members::at(Literal name, Value::Type type) const {
  const auto found = values_.find(name.view());
  if (found == values_.end()) {
    throw Error(Errc::missing_member, "the JSON object has no such member", name);
  }
  if (found->second.type != type) {
    throw Error(Errc::wrong_member_type,
                type == Value::Type::string    ? Literal("must be a string")
                : type == Value::Type::boolean ? Literal("must be true or false")
                                               : Literal("must be a whole number"),
                name);
  }
  return found->second;
}

std::string_view Members::text(Literal name) const {
  return at(name, Value::Type::string).text.expose();
}

SecretString Members::secret(Literal name) const {
  return at(name, Value::Type::string).text.clone();
}

bool Members::boolean(Literal name) const {
  return at(name, Value::Type::boolean).flag;
}

std::int64_t Members::integer(Literal name) const {
  const std::string_view digits = at(name, Value::Type::number).text.expose();
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc() || end != digits.data() + digits.size()) {
    throw Error(Errc::wrong_member_type, "must be a whole number of at most 64 bits", name);
  }
  return value;
}

std::string Members::string_or_empty(Literal name) const {
  return find(name.view()) == nullptr ? std::string() : string(name);
}

std::vector<std::string> read_strings(std::string_view text, std::size_t depth_limit) {
  std::vector<std::string> strings;
  read_outermost(text, depth_limit, Token::begin_array,
                 [&strings](std::string&& /*name*/, Value&& value) {
                   if (value.type != Value::Type::string) {
                     throw Error(Errc::wrong_member_type, "the array must hold strings alone");
                   }
                   strings.emplace_back(value.text.expose());
                 });
  return strings;
}

}  // namespace snapseal::json
