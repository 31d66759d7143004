// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <snapseal/core/error.hpp>
#include <string>
#include <string_view>

#include "secrets/secret_text.hpp"

namespace snapseal::cli {

/// Writes JSON, a value after the other; it sets the commas and escapes what `json_string` escapes.
/// All memory that the text had is wiped, since it may hold a secret: this is why it is not left to
/// a JSON library.
class JsonWriter {
 public:
  JsonWriter& open_object() { return open("{"); }
  JsonWriter& close_object() { return close("}"); }
  JsonWriter& open_array() { return open("["); }
  JsonWriter& close_array() { return close("]"); }

  /// The name of the member whose value comes next.
  JsonWriter& name(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) { return json(truth ? "true" : "false"); }
  template <std::integral Number>
  JsonWriter& value(Number number) {
    return json(std::to_string(number));
  }
  JsonWriter& null() { return json("null"); }
  template <typename Value>
  JsonWriter& value(const std::optional<Value>& value_or_null) {
    return value_or_null ? value(*value_or_null) : null();
  }
  /// A value that is JSON text already.
  JsonWriter& json(std::string_view text);
  /// Bytes as a string of base64.
  JsonWriter& base64(std::string_view bytes);

  template <typename Value>
  JsonWriter& member(std::string_view its_name, const Value& its_value) {
    return name(its_name).value(its_value);
  }

  /// Ends a line: what comes next is another text.
  JsonWriter& end_line();

  [[nodiscard]] std::string_view view() const { return text_.view(); }
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  void clear() { text_.clear(); }

 private:
  JsonWriter& open(std::string_view bracket);
  JsonWriter& close(std::string_view bracket);
  void begin_value();

  SecretText text_;
  bool comma_ = false;  // before what comes next
};

/// What an error is: {"code":..., "field":..., "message":...}, with "offset" if it is known.
/// `field` is written if the error names none.
JsonWriter& write_error(JsonWriter& json, const Error& error, std::string_view field = "");

}  // namespace snapseal::cli
