// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/core/error.hpp>
#include <string>
#include <string_view>

#include "core/json/document.hpp"

namespace snapseal::json {

/// The members of one object of a document, asked for by name. A view: the document must outlive
/// it.
class Object {
 public:
  using Index = Document::Index;

  /// The object at this node; the whole document by default. Throws `Errc::malformed_json` if it is
  /// not an object.
  explicit Object(const Document& document, Index at = 0);

  /// Whether it has this member, be it null.
  [[nodiscard]] bool contains(std::string_view name) const { return value_of(name).has_value(); }
  /// Whether it has this member, and it is not null.
  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
  /// The node of the member's value; `nullopt` if it is missing or null.
  [[nodiscard]] std::optional<Index> find(std::string_view name) const;
  /// The characters of a member that is a string; `nullopt` if it is missing or anything else.
  [[nodiscard]] std::optional<std::string_view> string(std::string_view name) const;
  /// Throws `Errc::missing_member` or `wrong_member_type`, naming it.
  [[nodiscard]] std::string_view required_string(Literal name) const;
  /// Empty if it is missing or null. Throws `Errc::wrong_member_type`, naming it.
  [[nodiscard]] std::string_view string_or_empty(Literal name) const;

 private:
  [[nodiscard]] std::optional<Index> value_of(std::string_view name) const;
  [[nodiscard]] std::string_view string_at(Index value, Literal name) const;

  const Document* document_;
  Index at_;
};

}  // namespace snapseal::json
