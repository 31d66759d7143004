// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include <snapseal/core/secret.hpp>

namespace snapseal::json {

/// A value of the outermost object. Only scalars keep their text.
struct Value {
  enum class Type { null, boolean, number, string, array, object };

  Type type = Type::null;
  SecretString text;  // of a string or number; it may be a secret
};

/// The members of one JSON object, asked for by name. What nobody asks for is passed over, but no
/// name may stand twice in one object, at any depth.
class Members {
 public:
  /// Throws what `Reader` throws, and `Errc::malformed_json` unless the text is an object.
  Members(std::string_view text, std::size_t depth_limit);

  /// Whether it is there, be it null.
  [[nodiscard]] bool contains(std::string_view name) const { return values_.contains(name); }
  /// Nothing if it is not there or null.
  [[nodiscard]] const Value* find(std::string_view name) const;

 private:
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace snapseal::json
