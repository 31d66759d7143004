// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <snapseal/core/secret.hpp>
#include <snapseal/export.hpp>

namespace snapseal {

/// The secret that stands in a text file: a passphrase, a consumer key, a user's secret.
///
/// Editors and `echo` end a file with a line end, and some editors begin it with a byte-order mark.
/// Neither belongs to the secret, and with either of them nothing fits: the signature is wrong, or
/// the passphrase. This takes off one byte-order mark (UTF-8) at the beginning and one line end (LF
/// or CRLF) after. Everything else stays, spaces and further lines too. Nothing is checked, and an
/// empty text gives an empty secret. `text` stays the caller's to wipe.
///
///     auto key = PrivateKey::parse(pem, secret_from_file_text(passphrase_file).expose());
///     auto partner = Partner(id, ConsumerKey::from_file_text(key_file));
[[nodiscard]] SNAPSEAL_API SecretString secret_from_file_text(std::string_view text);

}  // namespace snapseal
