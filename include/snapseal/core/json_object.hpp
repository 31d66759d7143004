// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal {

/// One JSON object (RFC 8259), read as strictly as all JSON here: UTF-8 only, no member twice at
/// any level, nothing after the object. For a program that keeps a response, a request or a webhook
/// in an object of its own, such as a line of NDJSON with an `id`.
///
/// Views go into the text, which must outlive this object, or into memory of its own, which is
/// wiped: they are valid as long as both. An object that was moved from may only be assigned to or
/// destroyed.
class SNAPSEAL_API JsonObject {
 public:
  /// Throws `Errc::malformed_json` (also for JSON that is not an object), `lone_surrogate`,
  /// `duplicate_member`, `json_too_deep` (`Limits::json_depth`), and `input_too_large` from 4 GiB
  /// on. No other limit is applied: the caller has the text already.
  explicit JsonObject(std::string_view text, const Limits& limits = {});
  JsonObject(JsonObject&& other) noexcept;
  JsonObject& operator=(JsonObject&& other) noexcept;
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;
  ~JsonObject();

  /// Whether it has this member, be it null.
  [[nodiscard]] bool contains(std::string_view name) const;
  /// The characters of a member that is a string, escapes resolved; `nullopt` if it is missing or
  /// anything else.
  [[nodiscard]] std::optional<std::string_view> string(std::string_view name) const
      SNAPSEAL_LIFETIMEBOUND;
  /// The same; throws `Errc::missing_member` or `wrong_member_type`, naming it.
  [[nodiscard]] std::string_view required_string(Literal name) const SNAPSEAL_LIFETIMEBOUND;
  /// A member's value as it stands in the text, for example `"a"`, `12` or `{"b": [1]}`; `nullopt`
  /// if it is missing. Reads the text up to there again.
  [[nodiscard]] std::optional<std::string_view> json(std::string_view name) const;

 private:
  class Content;
  std::unique_ptr<const Content> content_;
};

}  // namespace snapseal
