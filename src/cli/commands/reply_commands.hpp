// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commands/signing_commands.hpp"

namespace snapseal::cli {

/// `reply OPERATION`: each operation has the options that it can use.
struct ReplyOptions {
  Operation operation = Operation::check_status;
  std::vector<std::string> keys;
  std::optional<std::string> passphrase_file;
  bool no_legacy_nonce = false;
  std::optional<std::string> secret_out;
  std::optional<std::int64_t> now;  ///< Seconds since 1970; the clock without it.
  std::string file = std::string(standard_stream);
};
void read_reply(const ReplyOptions& options);

}  // namespace snapseal::cli
