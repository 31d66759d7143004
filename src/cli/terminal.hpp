// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/core/secret.hpp>
#include <string_view>

namespace snapseal::cli {

[[nodiscard]] bool is_terminal(int descriptor);

/// Asks on the terminal itself, whatever standard input and output are, without showing what is
/// typed. Nothing if there is no terminal. Ctrl-C and an end of input fail.
[[nodiscard]] std::optional<SecretString> ask_passphrase(std::string_view prompt);

}  // namespace snapseal::cli
