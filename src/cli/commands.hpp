// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

namespace snapseal::cli {

/// Each adds a command with its options to the program; the command runs as its callback and ends
/// by throwing a `Failure` or a library error if it cannot do its job.
void add_decrypt(CLI::App& program);
void add_encrypt(CLI::App& program);
void add_inspect(CLI::App& program);
void add_keygen(CLI::App& program);
void add_pubkey(CLI::App& program);

}  // namespace snapseal::cli
