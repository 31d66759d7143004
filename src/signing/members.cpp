// SPDX-License-Identifier: Apache-2.0
#include "signing/members.hpp"

#include <algorithm>
#include <charconv>

namespace snapseal::signing {

namespace {

using Index = Document::Index;
using Kind = Document::Kind;

bool has_text(Kind kind) {
  return kind == Kind::string || kind == Kind::integer || kind == Kind::real;
}

}  // namespace

Members::Members(Document document) : document_(std::move(document)) {
  if (document_.node(0).kind != Kind::object) {
    throw Error(Errc::malformed_json, "the JSON text is not an object");
  }
}

std::optional<Index> Members::index_of(std::string_view name) const {
  const auto names = document_.sorted_names(0);
  const auto found = std::lower_bound(
      names.begin(), names.end(), name,
      [this](Index at, std::string_view sought) { return document_.characters(at) < sought; });
  return found != names.end() && document_.characters(*found) == name ? std::optional(*found + 1)
                                                                      : std::nullopt;
}

std::optional<Members::Value> Members::find(std::string_view name) const {
  const auto index = index_of(name);
  const Kind kind = index ? document_.node(*index).kind : Kind::null;
  if (kind == Kind::null) {
    return std::nullopt;
  }
  return Value{kind, has_text(kind) ? document_.characters(*index) : std::string_view()};
}

Members::Value Members::at(Literal name) const {
  if (!index_of(name.view())) {
    throw Error(Errc::missing_member, "the JSON object has no such member", name);
  }
  return find(name.view()).value_or(Value{Kind::null, {}});
}

std::string_view Members::text(Literal name) const {
  const Value value = at(name);
  if (value.kind != Kind::string) {
    throw Error(Errc::wrong_member_type, "must be a string", name);
  }
  return value.text;
}

bool Members::boolean(Literal name) const {
  const Value value = at(name);
  if (value.kind != Kind::true_ && value.kind != Kind::false_) {
    throw Error(Errc::wrong_member_type, "must be true or false", name);
  }
  return value.kind == Kind::true_;
}

std::int64_t Members::integer(Literal name) const {
  const Value value = at(name);
  const char* const end = value.text.data() + value.text.size();
  std::int64_t number = 0;
  const auto read = std::from_chars(value.text.data(), end, number);
  if (value.kind != Kind::integer || read.ec != std::errc() || read.ptr != end) {
    throw Error(Errc::wrong_member_type, "must be a whole number of at most 64 bits", name);
  }
  return number;
}

std::string Members::string_or_empty(Literal name) const {
  return find(name.view()) ? string(name) : std::string();
}

std::vector<std::string> read_strings(const Document& document) {
  const Document::Node& root = document.node(0);
  if (root.kind != Kind::array) {
    throw Error(Errc::malformed_json, "the JSON text is not an array");
  }
  std::vector<std::string> strings;
  for (Index at = 1; at != root.end; at = document.node(at).end) {
    if (document.node(at).kind != Kind::string) {
      throw Error(Errc::wrong_member_type, "the array must hold strings alone");
    }
    strings.emplace_back(document.characters(at));
  }
  return strings;
}

}  // namespace snapseal::signing
