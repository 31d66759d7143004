// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include <snapseal/core/error.hpp>

#include "core/json/scanner.hpp"

/// Names JSON that people give by mistake in place of an encrypted response.
namespace snapseal::response {

/// For a JSON text that is not an object. `first` is its first token; `characters` are those of a
/// string.
[[nodiscard]] Literal name_of_other_value(json::Token first, std::string_view characters) noexcept;

/// Looks at the names of an object's members, to tell what it is if it is not an encrypted
/// response.
class OtherObject {
 public:
  /// `depth` is 1 for a member of the outermost object.
  void see(std::string_view name, std::size_t depth) noexcept;

  /// What to say of `encryptedSharedKey` or `encryptedMessageData`, if both are missing.
  [[nodiscard]] Literal message() const noexcept;

 private:
  bool is_plain_answer_ = false;
  bool is_error_ = false;
  bool is_message_data_ = false;
  bool is_outside_ = false;  // around an encrypted response
};

}  // namespace snapseal::response
