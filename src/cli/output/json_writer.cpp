// SPDX-License-Identifier: Apache-2.0
#include "output/json_writer.hpp"

namespace snapseal::cli {

void JsonWriter::begin_value() {
  if (comma_) {
    text_.append(",");
  }
  comma_ = true;
}

JsonWriter& JsonWriter::open(std::string_view bracket) {
  begin_value();
  text_.append(bracket);
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(std::string_view bracket) {
  text_.append(bracket);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::name(std::string_view name) {
  begin_value();
  text_.append_json(name);
  text_.append(":");
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  begin_value();
  text_.append_json(text);
  return *this;
}

JsonWriter& JsonWriter::json(std::string_view text) {
  begin_value();
  text_.append(text);
  return *this;
}

JsonWriter& JsonWriter::base64(std::string_view bytes) {
  begin_value();
  text_.append("\"");
  text_.append_base64(bytes);
  text_.append("\"");
  return *this;
}

JsonWriter& JsonWriter::end_line() {
  text_.append("\n");
  comma_ = false;
  return *this;
}

JsonWriter& write_error(JsonWriter& json, const Error& error, std::string_view field) {
  json.open_object()
      .member("code", to_string(error.code()))
      .member("field", error.field().empty() ? field : error.field())
      .member("message", error.message());
  if (error.offset()) {
    json.member("offset", *error.offset());
  }
  return json.close_object();
}

}  // namespace snapseal::cli
