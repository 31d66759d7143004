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
