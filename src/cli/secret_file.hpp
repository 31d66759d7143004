// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/secret.hpp>
#include <string_view>

#include "file_name.hpp"

namespace snapseal::cli {

/// A kind of secret that stands in a file.
struct SecretKind {
  std::string_view name;     ///< "user secret"
  std::string_view with_a;   ///< "a user secret"
  bool is_ascii;             ///< Whether all of its kind are ASCII.
  bool may_be_json = false;  ///< Whether what stands around it, such as JSON, is taken off.
};
inline constexpr SecretKind passphrase_secret{"passphrase", "a passphrase", false};
inline constexpr SecretKind consumer_key_secret{"consumer key", "a consumer key", true};
inline constexpr SecretKind user_secret{"user secret", "a user secret", true};
inline constexpr SecretKind access_token_secret{"access token", "an access token", true, true};

/// Whether the secret is for reading something, or a new key is made with it.
enum class SecretUse { read, make };

/// A line of a file, and what ended it: "\n", "\r\n", "\r", or nothing at the end of the file.
struct FirstLine {
  SecretString text;
  std::string_view end;
};
/// `what` says what it is: "query".
[[nodiscard]] FirstLine read_first_line(const FileName& name, std::string_view what);

/// The first line of a file, checked by `check_secret`. It may be empty.
[[nodiscard]] FirstLine read_secret_line(const FileName& name, const SecretKind& kind,
                                         SecretUse use = SecretUse::read);

/// The one check of all files with secrets that are not empty. Fails if the text is UTF-16. Warns
/// of what looks pasted badly (a byte order mark, quotation marks, blanks), and of a file that
/// others can use. If a new key is made, a byte order mark and characters that cannot be seen fail,
/// as nobody can type them.
void check_secret(const FileName& name, const SecretKind& kind, std::string_view text,
                  SecretUse use = SecretUse::read);

/// Warns, with the command that helps, if a file with a secret can be read or changed by others.
void warn_if_others_can_use(const FileName& name, std::string_view what = "a private key");

}  // namespace snapseal::cli
