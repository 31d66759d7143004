// SPDX-License-Identifier: Apache-2.0
#include "keys/passphrase.hpp"

namespace snapseal::keys {

SecretString ask_passphrase(const KeyReading& reading, const KeyFileReport& file) {
  std::optional<SecretString> passphrase;
  if (reading.passphrase) {
    passphrase = reading.passphrase(file);
  }
  if (!passphrase) {
    throw Error(Errc::passphrase_required, "the key file is encrypted: its passphrase is needed");
  }
  require_passphrase_size(passphrase->expose());
  return std::move(*passphrase);
}

void require_passphrase_size(std::string_view passphrase) {
  constexpr std::size_t passphrase_bytes_max = 4096;  // what Botan's HMAC takes as a key
  if (passphrase.size() > passphrase_bytes_max) {
    throw Error(Errc::invalid_argument, "must not be longer than 4096 bytes", "passphrase");
  }
}

}  // namespace snapseal::keys
