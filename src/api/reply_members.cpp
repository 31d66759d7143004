// SPDX-License-Identifier: Apache-2.0
#include "api/reply_members.hpp"

#include <algorithm>

#include "core/json/scanner.hpp"

namespace snapseal::api {

ReplyMembers::ReplyMembers(std::string_view text, std::size_t depth_max,
                           std::initializer_list<Literal> names) {
  members_.reserve(names.size());
  for (const Literal name : names) {
    members_.push_back({.name = name});
  }
  json::Scanner scanner(text, depth_max, Errc::malformed_json);
  if (scanner.next() != json::Token::begin_object) {
    throw Error(Errc::malformed_json, "the JSON text is not an object");
  }
  std::size_t depth = 1;
  Member* wanted = nullptr;  // whose value comes next
  const auto give = [&](Type type, std::string_view characters = {}) {
    if (wanted != nullptr) {
      store(*wanted, type, characters);
      wanted = nullptr;
    }
  };
  for (;;) {
    switch (scanner.next()) {
      case json::Token::name:
        if (depth == 1) {
          const auto found = std::find_if(
              members_.begin(), members_.end(),
              [&](const Member& member) { return member.name.view() == scanner.characters(); });
          wanted = found == members_.end() ? nullptr : &*found;
        }
        break;
      case json::Token::begin_object:
      case json::Token::begin_array:
        give(Type::other);
        ++depth;
        break;
      case json::Token::end_object:
      case json::Token::end_array: --depth; break;
      case json::Token::string: give(Type::string, scanner.characters()); break;
      case json::Token::integer:
      case json::Token::real: give(Type::number, scanner.characters()); break;
      case json::Token::true_: give(Type::true_); break;
      case json::Token::false_: give(Type::other); break;
      case json::Token::null: give(Type::null); break;
      case json::Token::end: return;
    }
  }
}

void ReplyMembers::store(Member& member, Type type, std::string_view text) {
  member.twice = member.type != Type::absent;
  member.type = type;
  if (!member.twice) {  // else nobody gets it, and a million of them cost nothing
    member.text = SecretString::copy_of(text);
  }
}

const ReplyMembers::Member& ReplyMembers::at(std::string_view name) const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& member) { return member.name.view() == name; });
  if (found == members_.end()) {
    throw Error(Errc::invalid_argument, "the member was not asked for when the text was read");
  }
  return *found;
}

bool ReplyMembers::has(std::string_view name) const {
  const Member& member = at(name);
  return member.twice || (member.type != Type::absent && member.type != Type::null);
}

SecretString ReplyMembers::secret(Literal name) const {
  const Member& member = at(name.view());
  if (member.twice) {
    throw Error(Errc::duplicate_member, "the JSON object has this member twice", name);
  }
  if (member.type == Type::absent) {
    throw Error(Errc::missing_member, "the JSON object has no such member", name);
  }
  if (member.type != Type::string) {
    throw Error(Errc::wrong_member_type, "must be a string", name);
  }
  return member.text.clone();
}

std::string ReplyMembers::text_or_empty(std::string_view name) const {
  const std::string_view text = string_or_empty(name);
  return std::string(text.empty() ? number_or_empty(name) : text);
}

std::string_view ReplyMembers::number_or_empty(std::string_view name) const {
  const Member& member = at(name);
  return member.type == Type::number && !member.twice ? member.text.expose() : std::string_view();
}

std::string_view ReplyMembers::string_or_empty(std::string_view name) const {
  const Member& member = at(name);
  return member.type == Type::string && !member.twice ? member.text.expose() : std::string_view();
}

bool ReplyMembers::is_string(std::string_view name) const {
  return at(name).type == Type::string;
}

bool ReplyMembers::is_true(std::string_view name) const {
  const Member& member = at(name);
  return member.type == Type::true_ && !member.twice;
}

}  // namespace snapseal::api
