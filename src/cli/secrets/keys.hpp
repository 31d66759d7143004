// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "file_name.hpp"
#include "input/inputs.hpp"

namespace snapseal::cli {

/// What `--passphrase-file` gives: read at once, and once for all keys.
class GivenPassphrase {
 public:
  /// Nothing given.
  GivenPassphrase() = default;
  explicit GivenPassphrase(const std::optional<std::string>& path);

  [[nodiscard]] std::optional<SecretString> get() const {
    return text_ ? std::optional(text_->clone()) : std::nullopt;
  }
  /// It with its line end; `nullopt` if it has none.
  [[nodiscard]] std::optional<SecretString> with_line_end() const;
  /// Whether one was given that is empty.
  [[nodiscard]] bool is_empty() const { return text_ && text_->empty(); }
  /// What to call the file that it came from; empty if nothing was given.
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::optional<SecretString> text_;
  std::string_view line_end_;
};

/// Parses a key file. Where the passphrase does not open it, but does so with the line end after
/// it (a program encrypted it with the whole text of the file), it is opened so, and that is noted.
[[nodiscard]] PrivateKey parse_private_key(const FileName& name, const SecretString& file,
                                           const GivenPassphrase& given,
                                           const PassphraseSource& source);

/// The hint if the passphrase was wrong, or missing.
[[nodiscard]] std::string passphrase_hint(const Error& error, const GivenPassphrase& given);

/// Loads `--key KEY`, a file or the URI of a key on a token. The passphrase, or PIN, if one is
/// needed and none is given, is asked for on the terminal.
[[nodiscard]] PrivateKey load_private_key(const std::string& path, const GivenPassphrase& given);

/// Loads a public key from a file. `giver` is what named it: "--to".
[[nodiscard]] PublicKey load_public_key(const std::string& path, std::string_view giver);

/// Adds the files that the loading of these keys reads.
void add_private_keys(Inputs& inputs, const std::vector<std::string>& keys,
                      const std::optional<std::string>& passphrase_file);

/// Several `--key KEY`, loaded in one step or in two: what is wrong with a file is told before the
/// command waits for its input, and nobody is asked for a passphrase before that input is there.
class KeyLoading {
 public:
  /// Reads nothing yet.
  KeyLoading(const std::vector<std::string>& paths, std::optional<std::string> passphrase_file);
  /// Loads all that needs no answer from a person and no token.
  void begin();
  /// Loads the rest, and gives all. Once.
  [[nodiscard]] std::vector<PrivateKey> finish();

 private:
  struct Key {
    std::string path;
    std::optional<SecretString> file;  // once it is read
    std::optional<PrivateKey> key;
  };
  void read_passphrase();

  std::vector<Key> keys_;
  std::optional<std::string> passphrase_file_;
  std::optional<GivenPassphrase> given_;
};

}  // namespace snapseal::cli
