// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>

namespace snapseal::json {

/// Told of everything in a JSON text, in order. Strings are handed over to be moved from.
class Events {
 public:
  virtual ~Events() = default;
  virtual void begin_object() = 0;
  virtual void end_object() = 0;
  virtual void begin_array() = 0;
  virtual void end_array() = 0;
  /// A member's name; never one that its object already has.
  virtual void name(const std::string& name) = 0;
  /// What an error calls a member that has just been named twice; a literal, or "".
  [[nodiscard]] virtual Literal field_of(const std::string& /*name*/) const { return ""; }
  virtual void string(std::string&& value) = 0;
  /// Digits as they stand; of what has a fraction or an exponent, its text.
  virtual void number(const std::string& /*text*/) { other(); }
  virtual void boolean(bool /*value*/) { other(); }
  virtual void null() { other(); }
  /// A number, a boolean or null, for those who do not ask which.
  virtual void other() {}
};

/// Reads one JSON text (RFC 8259) strictly: UTF-8 only, no byte-order mark, no lone surrogates, no
/// name twice in an object, nothing behind it. Throws `Errc::malformed_json` (with the position),
/// `json_too_deep`, `duplicate_member`. The only door to the JSON library.
void read(std::string_view text, std::size_t depth_limit, Events& events);

}  // namespace snapseal::json
