// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <snapseal/core/secret.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "signing/document.hpp"

namespace snapseal::signing {

/// The members of one JSON object, asked for by name. What nobody asks for is passed over, whatever
/// it is: also a number that no type holds. Missing ones throw `Errc::missing_member`, others than
/// asked for `wrong_member_type`, naming the field. Nothing is copied before it is asked for.
class Members {
 public:
  struct Value {
    Document::Kind kind;
    std::string_view text;  ///< Of a string its characters, of a number its digits.
  };

  /// The text that was read must outlive the members. Throws `Errc::malformed_json` unless it is an
  /// object.
  explicit Members(Document document);

  /// Nothing if it is not there or null.
  [[nodiscard]] std::optional<Value> find(std::string_view name) const;

  [[nodiscard]] std::string string(Literal name) const { return std::string(text(name)); }
  [[nodiscard]] SecretString secret(Literal name) const {
    return SecretString::copy_of(text(name));
  }
  /// A view into this object or the text.
  [[nodiscard]] std::string_view text(Literal name) const;
  [[nodiscard]] bool boolean(Literal name) const;
  /// A whole number without fraction and exponent.
  [[nodiscard]] std::int64_t integer(Literal name) const;
  /// Empty if it is not there or null.
  [[nodiscard]] std::string string_or_empty(Literal name) const;

 private:
  [[nodiscard]] Value at(Literal name) const;
  [[nodiscard]] std::optional<Document::Index> index_of(std::string_view name) const;

  Document document_;
};

/// The elements of one JSON array of strings. Throws `Errc::malformed_json` unless it is an array,
/// and `wrong_member_type` unless it holds strings alone.
[[nodiscard]] std::vector<std::string> read_strings(const Document& document);

}  // namespace snapseal::signing
