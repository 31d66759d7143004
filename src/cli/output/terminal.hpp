// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/core/secret.hpp>
#include <string_view>

namespace snapseal::cli {

[[nodiscard]] bool is_terminal(int descriptor);

/// Asks on the terminal itself, whatever standard input and output are, without showing what is
/// typed. The prompt is shown as `visible` has it. `nullopt` if there is no terminal. Ctrl-D fails.
/// A signal, also one that a key makes, does what it does everywhere, but never leaves the terminal
/// without echo; after one that lets the program go on, it asks again.
[[nodiscard]] std::optional<SecretString> ask_passphrase(std::string_view prompt);

}  // namespace snapseal::cli
