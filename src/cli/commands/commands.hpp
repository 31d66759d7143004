// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "files.hpp"

/// The commands, each with what the command line tells it. They end by throwing a `Failure` or a
/// library error if they cannot do their job.
namespace snapseal::cli {

struct DecryptCommand {
  std::vector<std::string> keys;
  std::optional<std::string> passphrase_file;
  bool no_legacy_nonce = false;
  bool skip_whitespace_in_base64 = false;
  bool raw = false;  ///< On a terminal, too.
  std::string response = std::string(standard_stream);
  bool ndjson = false;
  std::size_t threads = 0;
  bool quiet = false;
  std::optional<std::string> out;
};
void decrypt(const DecryptCommand& options);
/// `decrypt --ndjson`: many responses, a line each.
void decrypt_lines(const DecryptCommand& options);

struct EncryptOptions {
  std::string to;
  bool legacy_nonce = false;
  std::size_t nonce_bytes = 15;
  std::optional<std::string> out;
  std::string plaintext = std::string(standard_stream);
};
void encrypt(const EncryptOptions& options);

struct InspectOptions {
  std::optional<std::string> passphrase_file;
  bool skip_whitespace_in_base64 = false;
  bool json = false;
  std::string file = std::string(standard_stream);
};
void inspect(const InspectOptions& options);

}  // namespace snapseal::cli
