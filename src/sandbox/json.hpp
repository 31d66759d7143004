// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sandbox {

/// As much of JSON as the sandbox speaks. Numbers that are no 64-bit integers are `Other`: the
/// sandbox only needs to know that they are something else.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json>;
  struct Other {};

  Json() = default;
  // NOLINTBEGIN(google-explicit-constructor): so that answers can be written down as they look.
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(std::int64_t value) : value_(value) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}
  Json(Other value) : value_(value) {}
  // NOLINTEND(google-explicit-constructor)

  template <typename T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value_);
  }
  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  [[nodiscard]] const auto& value() const { return value_; }

  /// A member of an object; a null pointer if this is none or has none of that name.
  [[nodiscard]] const Json* find(std::string_view name) const;
  /// A member that is a string; nothing if there is none.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;

  /// Nothing if it is not JSON, or is nested deeper than 64 levels.
  [[nodiscard]] static std::optional<Json> parse(std::string_view text);
  [[nodiscard]] std::string dump() const;

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object, Other> value_;
};

}  // namespace sandbox
