// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>

namespace snapseal::cli {

/// The first line of the file, without its line end.
[[nodiscard]] SecretString read_passphrase_file(const std::string& path);

/// Warns, with the command that helps, if a private key file can be read by others.
void warn_if_others_can_use(const std::string& path);

/// Loads `--key KEY`, a file or the URI of a key on a token. The passphrase, or PIN, if one is
/// needed, comes from `passphrase_file`, or, if there is none, from the terminal.
[[nodiscard]] PrivateKey load_private_key(const std::string& path,
                                          const std::optional<std::string>& passphrase_file);

}  // namespace snapseal::cli
