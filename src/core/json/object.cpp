// SPDX-License-Identifier: Apache-2.0
#include "core/json/object.hpp"

#include <algorithm>

namespace snapseal::json {

Object::Object(const Document& document, Index at) : document_(&document), at_(at) {
  if (document.node(at).kind != Document::Kind::object) {
    throw Error(Errc::malformed_json, "the JSON text is not an object");
  }
}

std::optional<Object::Index> Object::value_of(std::string_view name) const {
  const auto names = document_->sorted_names(at_);
  const auto found = std::lower_bound(
      names.begin(), names.end(), name,
      [this](Index at, std::string_view wanted) { return document_->characters(at) < wanted; });
  return found != names.end() && document_->characters(*found) == name ? std::optional(*found + 1)
                                                                       : std::nullopt;
}

std::optional<Object::Index> Object::find(std::string_view name) const {
  const auto value = value_of(name);
  return value && document_->node(*value).kind != Document::Kind::null ? value : std::nullopt;
}

std::optional<std::string_view> Object::string(std::string_view name) const {
  const auto value = value_of(name);
  return value && document_->node(*value).kind == Document::Kind::string
             ? std::optional(document_->characters(*value))
             : std::nullopt;
}

std::string_view Object::required_string(Literal name) const {
  const auto value = value_of(name.view());
  if (!value) {
    throw Error(Errc::missing_member, "the JSON object has no such member", name);
  }
  return string_at(*value, name);
}

std::string_view Object::string_or_empty(Literal name) const {
  const auto value = find(name.view());
  return value ? string_at(*value, name) : std::string_view();
}

std::string_view Object::string_at(Index value, Literal name) const {
  if (document_->node(value).kind != Document::Kind::string) {
    throw Error(Errc::wrong_member_type, "must be a string", name);
  }
  return document_->characters(value);
}

}  // namespace snapseal::json
