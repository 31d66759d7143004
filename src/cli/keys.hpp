// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/snapseal.hpp>
#include <string>

namespace snapseal::cli {

/// The first line of the file, without its line end.
[[nodiscard]] SecretString read_passphrase_file(const std::string& path);

/// Loads `--key FILE`. An encrypted one takes its passphrase from `passphrase_file`, or, if that is
/// empty, from the terminal.
[[nodiscard]] PrivateKey load_private_key(const std::string& path,
                                          const std::string& passphrase_file);

}  // namespace snapseal::cli
