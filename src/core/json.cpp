// SPDX-License-Identifier: Apache-2.0
#include "core/json.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

namespace snapseal::json {

namespace {

// nlohmann's SAX parser keeps its own stack on the heap, so depth costs no recursion.
class Sax final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Sax(std::size_t depth_limit, Events& events) : depth_limit_(depth_limit), events_(events) {}

  [[nodiscard]] std::size_t error_position() const { return error_position_; }

  bool null() override {
    events_.null();
    return true;
  }
  bool boolean(bool value) override {
    events_.boolean(value);
    return true;
  }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override {
    return number(text);
  }
  bool binary(binary_t& /*value*/) override { return false; }  // JSON text has none
  bool string(string_t& value) override {
    events_.string(std::move(value));
    return true;
  }

  bool start_object(std::size_t /*members*/) override {
    open();
    names_.emplace_back(std::in_place);
    events_.begin_object();
    return true;
  }
  bool key(string_t& name) override {
    if (!names_.back()->insert(name).second) {
      throw Error(Errc::duplicate_member, "the JSON text has a member twice in one object",
                  events_.field_of(name));
    }
    events_.name(name);
    return true;
  }
  bool end_object() override {
    names_.pop_back();
    events_.end_object();
    return true;
  }
  bool start_array(std::size_t /*elements*/) override {
    open();
    names_.emplace_back();
    events_.begin_array();
    return true;
  }
  bool end_array() override {
    names_.pop_back();
    events_.end_array();
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::json::exception& /*error*/) override {
    error_position_ = position == 0 ? 0 : position - 1;  // nlohmann counts what it has read
    return false;
  }

 private:
  bool number(const std::string& text) {
    events_.number(text);
    return true;
  }
  void open() const {
    if (names_.size() == depth_limit_) {
      throw Error(Errc::json_too_deep, "the JSON text is nested too deeply");
    }
  }

  std::size_t depth_limit_;
  Events& events_;
  // One entry per open array (empty) or object (the names seen in it).
  std::vector<std::optional<std::set<std::string>>> names_;
  std::size_t error_position_ = 0;
};

}  // namespace

void read(std::string_view text, std::size_t depth_limit, Events& events) {
  // nlohmann takes a NUL byte for the end of the text and skips a byte-order mark.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    throw Error(Errc::malformed_json, "not valid JSON: a NUL byte", "", nul);
  }
  if (text.starts_with("\xef\xbb\xbf")) {
    throw Error(Errc::malformed_json, "not valid JSON: it starts with a byte-order mark", "", 0);
  }
  Sax sax(depth_limit, events);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &sax)) {
    throw Error(Errc::malformed_json, "not valid JSON", "", sax.error_position());
  }
}

}  // namespace snapseal::json
