// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "inputs.hpp"

namespace snapseal::cli {

/// The first line of the file, without its line end. `what` says what it is: "passphrase".
[[nodiscard]] SecretString read_first_line(const std::string& path, std::string_view what);
[[nodiscard]] SecretString read_passphrase_file(const std::string& path);

/// What `--passphrase-file` gives: read at once, and once for all keys.
class GivenPassphrase {
 public:
  /// Nothing given.
  GivenPassphrase() = default;
  explicit GivenPassphrase(const std::optional<std::string>& path);

  [[nodiscard]] std::optional<SecretString> get() const {
    return text_ ? std::optional(text_->clone()) : std::nullopt;
  }
  /// Where it came from; empty if nothing was given.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::optional<SecretString> text_;
};

/// What to tell who got a passphrase wrong, or gave none.
[[nodiscard]] std::string passphrase_hint(const Error& error, const GivenPassphrase& given);

/// Warns, with the command that helps, if a file with a secret can be read or changed by others.
void warn_if_others_can_use(const std::string& path, std::string_view what = "a private key");

/// Loads `--key KEY`, a file or the URI of a key on a token. The passphrase, or PIN, if one is
/// needed and none is given, is asked for on the terminal.
[[nodiscard]] PrivateKey load_private_key(const std::string& path, const GivenPassphrase& given);

/// Adds the files that the loading of these keys reads.
void add_private_keys(Inputs& inputs, const std::vector<std::string>& keys,
                      const std::optional<std::string>& passphrase_file);

/// Loads several `--key KEY`.
[[nodiscard]] std::vector<PrivateKey> load_private_keys(
    const std::vector<std::string>& paths, const std::optional<std::string>& passphrase_file);

}  // namespace snapseal::cli
