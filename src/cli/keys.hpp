// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>

namespace snapseal::cli {

/// The first line of the file, without its line end.
[[nodiscard]] SecretString read_passphrase_file(const std::string& path);

/// Loads `--key FILE`, or opens `--key pkcs11:...`. A key that needs a passphrase or a PIN takes it
/// from `passphrase_file`, or, if there is none, from the terminal.
[[nodiscard]] PrivateKey load_private_key(const std::string& path,
                                          const std::optional<std::string>& passphrase_file);

}  // namespace snapseal::cli
