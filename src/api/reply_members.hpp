// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>

namespace snapseal::api {

/// The members of one JSON object whose names are given. All else in the object must be JSON, and
/// is passed over: nothing of it is kept, so that time grows with the length of the text alone and
/// memory with what was asked for. A member that nobody asked for may stand twice. (Not a
/// `json::Document`: a reply may be long, and what was told once must not be lost for a fault
/// elsewhere.)
class ReplyMembers {
 public:
  /// Throws what `json::Scanner` throws, and `Errc::malformed_json` unless the text is an object.
  ReplyMembers(std::string_view text, std::size_t depth_max, std::initializer_list<Literal> names);

  /// Whether it is there and not null.
  [[nodiscard]] bool has(std::string_view name) const;

  /// A string that is needed. Throws `Errc::missing_member`, `wrong_member_type`,
  /// `duplicate_member`, naming it.
  [[nodiscard]] SecretString secret(Literal name) const;

  /// For what is not needed: the characters of a string, or the digits of a number as they came.
  /// Empty if it is not there, stands twice, or is anything else.
  [[nodiscard]] std::string text_or_empty(std::string_view name) const;
  /// The same of a number alone, and of a string alone.
  [[nodiscard]] std::string_view number_or_empty(std::string_view name) const;
  [[nodiscard]] std::string_view string_or_empty(std::string_view name) const;
  [[nodiscard]] bool is_string(std::string_view name) const;
  /// Whether it is there once, and true.
  [[nodiscard]] bool is_true(std::string_view name) const;

 private:
  enum class Type { absent, null, true_, string, number, other };

  struct Member {
    Literal name;
    Type type = Type::absent;
    bool twice = false;
    SecretString text = {};  // of a string or number
  };

  [[nodiscard]] const Member& at(std::string_view name) const;
  static void store(Member& member, Type type, std::string_view text);

  std::vector<Member> members_;
};

}  // namespace snapseal::api
