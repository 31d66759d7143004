// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/core/error.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/keys/key_file.hpp>
#include <utility>

namespace snapseal::keys {

inline constexpr Literal wrong_passphrase_message =
    "the passphrase does not open the key file (or the file is damaged)";

inline constexpr Literal line_end_in_passphrase_message =
    "the passphrase does not open the key file (or the file is damaged); it ends in a line end, "
    "which counts as part of it: secret_from_file_text takes that off";

/// What every reader of a key file is given beside the file.
struct KeyReading {
  const PassphraseSource& passphrase;
  const Limits& limits;
};

/// The passphrase of an encrypted file. Called last before it is used: a file that cannot be read
/// anyway must not make people type. Throws `Errc::passphrase_required` if there is none,
/// `invalid_argument` above 4096 bytes.
[[nodiscard]] SecretString ask_passphrase(const KeyReading& reading, const KeyFileReport& file);

/// Throws `Errc::invalid_argument` above 4096 bytes.
void require_passphrase_size(std::string_view passphrase);

/// Calls what reads a key file, given a source of the passphrase that is watched. If the passphrase
/// is wrong and ends in a line end, the error says so: it was read from a file, and its line end
/// was not taken off.
template <typename Read>
auto watch_passphrase(const PassphraseSource& source, Read&& read) {
  bool ends_in_line_end = false;
  PassphraseSource watched;
  if (source) {
    watched = [&](const KeyFileReport& file) {
      std::optional<SecretString> passphrase = source(file);
      ends_in_line_end = passphrase && (passphrase->expose().ends_with('\n') ||
                                        passphrase->expose().ends_with('\r'));
      return passphrase;
    };
  }
  try {
    return std::forward<Read>(read)(watched);
  } catch (const Error& error) {
    if (error.code() == Errc::wrong_passphrase && ends_in_line_end) {
      throw Error(Errc::wrong_passphrase, line_end_in_passphrase_message);
    }
    throw;
  }
}

/// Calls what reads a text that was decrypted without an integrity check: one wrong passphrase in
/// 256 leaves what looks like padding, and then noise.
template <typename Read>
auto read_decrypted(Read&& read) {
  try {
    return std::forward<Read>(read)();
  } catch (const Error& error) {
    if (error.code() == Errc::malformed_key) {
      throw Error(Errc::wrong_passphrase, wrong_passphrase_message);
    }
    throw;
  }
}

}  // namespace snapseal::keys
