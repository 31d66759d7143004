// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace snapseal::api {

/// Writes a flat JSON object, member by member. Strings are escaped; what is not UTF-8 is found
/// when the body is signed, which also puts it into the canonical form.
class JsonWriter {
 public:
  JsonWriter& add(std::string_view name, std::string_view value) {
    begin(name);
    quote(value);
    return *this;
  }
  JsonWriter& add(std::string_view name, bool value) {
    begin(name);
    text_ += value ? "true" : "false";
    return *this;
  }
  JsonWriter& add(std::string_view name, const char* value) = delete;  // it would be a bool

  /// `nullopt` if no member was added.
  [[nodiscard]] std::optional<std::string> finish() && {
    if (text_.empty()) {
      return std::nullopt;
    }
    return std::move(text_.append("}"));
  }

 private:
  void begin(std::string_view name) {
    text_ += text_.empty() ? '{' : ',';
    quote(name);
    text_ += ':';
  }
  void quote(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    text_ += '"';
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20) {
        text_.append("\\u00");
        text_ += hex[byte >> 4];
        text_ += hex[byte & 15];
        continue;
      }
      if (c == '"' || c == '\\') {
        text_ += '\\';
      }
      text_ += c;
    }
    text_ += '"';
  }

  std::string text_;
};

}  // namespace snapseal::api
