// SPDX-License-Identifier: Apache-2.0
#include "c/report.hpp"

namespace snapseal::c {

namespace {

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '"' || c == '\\') {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace

void Report::comma() {
  if (!text_.empty() && text_.back() != '{' && text_.back() != '[' && text_.back() != ':') {
    text_ += ',';
  }
}

void Report::name(std::string_view name) {
  comma();
  append_string(text_, name);
  text_ += ':';
}

void Report::close(char bracket) {
  text_ += bracket;
}

void Report::begin_object() {
  comma();
  text_ += '{';
}

void Report::begin_array(std::string_view name) {
  this->name(name);
  text_ += '[';
}

void Report::object(std::string_view name) {
  this->name(name);
  text_ += '{';
}

void Report::member(std::string_view name, std::string_view text) {
  this->name(name);
  append_string(text_, text);
}

void Report::member(std::string_view name, std::size_t number) {
  this->name(name);
  text_ += std::to_string(number);
}

void Report::member(std::string_view name, bool truth) {
  this->name(name);
  text_ += truth ? "true" : "false";
}

void Report::null(std::string_view name) {
  this->name(name);
  text_ += "null";
}

}  // namespace snapseal::c
