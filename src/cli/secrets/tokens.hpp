// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/snapseal.hpp>
#include <string>

#include "secrets/keys.hpp"

namespace snapseal::cli {

/// Whether `--key` is a PKCS#11 URI, not the name of a file.
[[nodiscard]] bool is_token_uri(const std::string& key);

/// What to call `--key` in a message: a URI without its PIN, or the name of the file.
[[nodiscard]] std::string name_of_key(const std::string& key);

/// Opens a key on a token. The PIN is what is given, else the first line of the file that
/// the URI's `pin-source` names, else from the terminal. A PIN in the URI is a usage failure.
[[nodiscard]] PrivateKey open_token_key(const std::string& uri, const GivenPassphrase& given);

}  // namespace snapseal::cli
