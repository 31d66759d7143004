// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

namespace snapseal::cli {

/// The first line of the file, without its line end. `what` says what it is: "passphrase".
[[nodiscard]] SecretString read_first_line(const std::string& path, std::string_view what);
[[nodiscard]] SecretString read_passphrase_file(const std::string& path);

/// Warns, with the command that helps, if a file with a secret can be read by others.
void warn_if_others_can_use(const std::string& path, std::string_view what = "a private key");

/// Loads `--key KEY`, a file or the URI of a key on a token. The passphrase, or PIN, if one is
/// needed, comes from `passphrase_file`, or, if there is none, from the terminal.
[[nodiscard]] PrivateKey load_private_key(const std::string& path,
                                          const std::optional<std::string>& passphrase_file);

}  // namespace snapseal::cli
