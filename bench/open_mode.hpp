// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace bench {

/// The program as one process among the peers, see README.md. Gives the exit status.
///
///   open WHO KEY RESPONSE           writes the plaintext to standard output
///   serve WHO KEY RESPONSE          for each line "SECONDS" on standard input, opens the response
///                                   again and again for that long, and answers with a line of JSON
///   peak-memory WHO KEY RESPONSE    opens once, and writes the most memory that was resident, in
///                                   bytes; with "none" for WHO, only the files are read
[[nodiscard]] bool is_open_mode(std::span<char* const> arguments);
[[nodiscard]] int run_open_mode(std::span<char* const> arguments);

}  // namespace bench
