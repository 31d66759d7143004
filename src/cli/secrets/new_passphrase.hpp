// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/core/secret.hpp>
#include <string>
#include <string_view>

#include "file_name.hpp"

namespace snapseal::cli {

/// The passphrase for a new key file, in the first line of a file that `name` names.
[[nodiscard]] SecretString read_new_passphrase(const FileName& name);

/// Asks for it on the terminal, twice; `shown` is what to call the key file. `nullopt` if it is
/// empty, or if standard input is not a terminal: a script is asked nothing. Fails if the two
/// differ three times.
[[nodiscard]] std::optional<SecretString> ask_new_passphrase(std::string_view shown);

}  // namespace snapseal::cli
