// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>

namespace snapseal::json {

/// A value of the outermost object or array. Only scalars keep their text.
struct Value {
  enum class Type { null, boolean, number, string, array, object };

  Type type = Type::null;
  bool flag = false;
  SecretString text;  // of a string or number; it may be a secret
};

/// The members of one JSON object, asked for by name. What nobody asks for is passed over. Missing
/// ones throw `Errc::missing_member`, others than asked for `wrong_member_type`, naming the field.
class Members {
 public:
  /// Throws what `read` throws, and `Errc::malformed_json` unless the text is an object.
  Members(std::string_view text, std::size_t depth_limit);

  /// Whether it is there, be it null.
  [[nodiscard]] bool contains(std::string_view name) const { return values_.contains(name); }
  /// Nothing if it is not there or null.
  [[nodiscard]] const Value* find(std::string_view name) const;

  [[nodiscard]] std::string string(Literal name) const { return std::string(text(name)); }
  [[nodiscard]] SecretString secret(Literal name) const;
  [[nodiscard]] bool boolean(Literal name) const;
  /// A whole number without fraction and exponent.
  [[nodiscard]] std::int64_t integer(Literal name) const;
  /// Empty if it is not there or null.
  [[nodiscard]] std::string string_or_empty(Literal name) const;

 private:
  [[nodiscard]] const Value& at(Literal name, Value::Type type) const;
  [[nodiscard]] std::string_view text(Literal name) const;

  std::map<std::string, Value, std::less<>> values_;
};

/// The elements of one JSON array of strings. Throws what `read` throws, `Errc::malformed_json`
/// unless the text is an array, and `wrong_member_type` unless it holds strings alone.
[[nodiscard]] std::vector<std::string> read_strings(std::string_view text, std::size_t depth_limit);

}  // namespace snapseal::json
