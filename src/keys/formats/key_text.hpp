// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>

namespace snapseal::keys {

/// Without a byte-order mark and leading spaces.
[[nodiscard]] std::string_view without_leading_blanks(std::string_view text);

/// The text of a key file as it was when it was made. On its way to a program it may have become an
/// environment variable or a JSON string: line ends and quotation marks are then spelled out, once
/// or twice, there are quotation marks around it, or the whole file is base64. Or a mail quoted it,
/// with a > before each line.
class KeyText {
 public:
  /// `file` must outlive this. Throws `Errc::unrecognized_key_format` for UTF-16.
  explicit KeyText(std::string_view file);
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;

  [[nodiscard]] std::string_view text() const noexcept { return text_; }

 private:
  void become(SecretString text);
  void unescape();
  void unwrap();
  bool decode();

  std::string_view text_;
  SecretString copy_;  // what `text_` is a view of, if the file was not as it should be
};

/// What a word processor or a chat program did to a key file's text: dashes in place of hyphens,
/// spaces that are not ASCII, characters that cannot be seen, typographic quotation marks. Nothing
/// if there is none of these where a key would be.
[[nodiscard]] std::optional<Literal> typographic_change(std::string_view text);

}  // namespace snapseal::keys
