// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <snapseal/core/json_object.hpp>

#include "core/json/document.hpp"
#include "core/json/object.hpp"
#include "core/json/scanner.hpp"

namespace snapseal {

using json::Document;
using json::Scanner;
using json::Token;

class JsonObject::Content {
 public:
  Content(std::string_view text, std::size_t depth_max)
      : document_(Document::read(text, depth_max, Errc::lone_surrogate)),
        members_(document_),
        depth_max_(depth_max) {}

  [[nodiscard]] const json::Object& members() const noexcept { return members_; }
  [[nodiscard]] Scanner scan() const {
    return {document_.text(), depth_max_, Errc::lone_surrogate};
  }
  [[nodiscard]] std::string_view text() const noexcept { return document_.text(); }

 private:
  Document document_;
  json::Object members_;
  std::size_t depth_max_;
};

namespace {

bool is_begin(Token token) {
  return token == Token::begin_object || token == Token::begin_array;
}

bool is_end(Token token) {
  return token == Token::end_object || token == Token::end_array;
}

/// Passes over a whole value; gives where it begins.
std::size_t skip_value(Scanner& scanner) {
  std::size_t open = is_begin(scanner.next()) ? 1 : 0;
  const std::size_t begin = scanner.begin();
  while (open != 0) {
    const Token token = scanner.next();
    open += is_begin(token) ? 1 : 0;
    open -= is_end(token) ? 1 : 0;
  }
  return begin;
}

}  // namespace

JsonObject::JsonObject(std::string_view text, const Limits& limits)
    : content_(std::make_unique<const Content>(text, limits.json_depth)) {}
JsonObject::JsonObject(JsonObject&& other) noexcept = default;
JsonObject& JsonObject::operator=(JsonObject&& other) noexcept = default;
JsonObject::~JsonObject() = default;

bool JsonObject::contains(std::string_view name) const {
  return content_->members().contains(name);
}

std::optional<std::string_view> JsonObject::string(std::string_view name) const {
  return content_->members().string(name);
}

std::string_view JsonObject::required_string(Literal name) const {
  return content_->members().required_string(name);
}

std::optional<std::string_view> JsonObject::json(std::string_view name) const {
  if (!contains(name)) {
    return std::nullopt;
  }
  Scanner scanner = content_->scan();
  static_cast<void>(scanner.next());  // the object's own bracket
  for (;;) {
    static_cast<void>(scanner.next());  // a name: all members are passed over, up to this one
    const bool found = scanner.characters() == name;
    const std::size_t begin = skip_value(scanner);
    if (found) {
      return content_->text().substr(begin, scanner.position() - begin);
    }
  }
}

}  // namespace snapseal
