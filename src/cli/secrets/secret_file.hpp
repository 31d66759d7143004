// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/secret.hpp>
#include <string_view>

#include "file_name.hpp"

namespace snapseal::cli {

/// A kind of secret that stands in a file.
struct SecretKind {
  std::string_view name;      ///< "user secret"
  std::string_view with_a;    ///< "a user secret"
  bool is_ascii = true;       ///< Whether all of its kind are ASCII.
  bool may_be_json = false;   ///< Whether what stands around it, such as JSON, is taken off.
  bool may_be_empty = false;  ///< Whether an empty one can be meant.
  bool is_url_part = false;   ///< Whether what a URL cannot have is refused afterwards.
};
inline constexpr SecretKind passphrase_secret{
    .name = "passphrase", .with_a = "a passphrase", .is_ascii = false, .may_be_empty = true};
inline constexpr SecretKind consumer_key_secret{.name = "consumer key", .with_a = "a consumer key"};
inline constexpr SecretKind user_secret{.name = "user secret", .with_a = "a user secret"};
inline constexpr SecretKind access_token_secret{
    .name = "access token", .with_a = "an access token", .may_be_json = true};
/// It may have a user secret in it.
inline constexpr SecretKind query_secret{
    .name = "query", .with_a = "a query", .may_be_empty = true, .is_url_part = true};

/// Whether the secret is for reading something, or a new key is made with it.
enum class SecretUse { read, make };

/// A line of a file, and what ended it: "\n", "\r\n", "\r", or nothing at the end of the file.
struct FirstLine {
  SecretString text;
  std::string_view end;
};

/// The first line of a file, checked by `check_secret`. Further lines are noted: they are not read.
/// Fails, with the file's name, if the line is empty and none of its kind is, or a new key is made
/// with it, or further lines follow.
[[nodiscard]] FirstLine read_secret_line(const FileName& name, const SecretKind& kind,
                                         SecretUse use = SecretUse::read);

/// The one check of all files with secrets that are not empty. Fails if the text is UTF-16. Warns
/// of what looks pasted badly (a byte order mark, quotation marks, spaces), and of a file that
/// others can use. If a new key is made, a byte order mark and characters that cannot be seen fail,
/// as nobody can type them.
void check_secret(const FileName& name, const SecretKind& kind, std::string_view text,
                  SecretUse use = SecretUse::read);

/// Warns, with the command that helps, if a file with a secret can be read or changed by others.
void warn_if_others_can_use(const FileName& name, std::string_view what = "a private key");

}  // namespace snapseal::cli
