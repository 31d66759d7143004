// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/secmem.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <snapseal/core/error.hpp>

namespace snapseal::json {

enum class Token : std::uint8_t {
  begin_object,
  end_object,
  begin_array,
  end_array,
  name,
  string,
  integer,
  real,
  true_,
  false_,
  null,
  end  ///< of the text
};

/// Reads one JSON text (RFC 8259) strictly, token by token, in one pass: UTF-8 only, no byte-order
/// mark, no lone surrogates, nothing after the value. Whether a name is there twice is for the
/// caller to see. Nothing recurses, and characters are copied only where there are escapes.
class Scanner {
 public:
  /// `text` must outlive the scanner. The outermost container has the depth 1. `lone_surrogate` is
  /// the code for an escape that is half a surrogate pair.
  Scanner(std::string_view text, std::size_t depth_max, Errc lone_surrogate);

  /// Throws `Errc::malformed_json` and `json_too_deep`, with the position.
  [[nodiscard]] Token next();

  /// Of a name or string its characters, escapes resolved; of a number its text. The view is valid
  /// as long as the text and the scanner, or the owner of what `take_resolved` gave.
  [[nodiscard]] std::string_view characters() const noexcept { return characters_; }

  /// Where next() goes on: after the last token.
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  /// Where the last name or value begins; of a string its quotation mark, of an object or array its
  /// bracket.
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }

  /// Characters whose escapes were resolved; they may be secrets.
  using Resolved = Botan::secure_vector<char>;
  [[nodiscard]] Resolved take_resolved() && noexcept { return std::move(resolved_); }

 private:
  enum class State : std::uint8_t { value, first_element, first_name, colon, behind_value };

  [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) noexcept;
  void skip_blanks() noexcept;

  Token value();
  Token open(Token container, State state);
  Token close() noexcept;
  Token behind_value();
  Token name();
  Token word(std::string_view letters, Token token);
  Token number();
  void digits();
  void string();
  void plain_characters();
  void append(std::size_t from);
  void escape();
  [[noreturn]] void throw_lone_surrogate(std::size_t offset) const;
  std::uint32_t escaped_unit(std::size_t begin);

  std::string_view text_;
  std::size_t depth_max_;
  Errc lone_surrogate_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  State state_ = State::value;
  std::string_view characters_;
  std::vector<bool> open_;  // whether it is an object
  // Reserved once: views into it stay valid. A vector, as a moved string may take its characters
  // with it.
  Resolved resolved_;
};

}  // namespace snapseal::json
