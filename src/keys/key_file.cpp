// SPDX-License-Identifier: Apache-2.0
#include <snapseal/keys/key_file.hpp>

#include "keys/formats/read_key_file.hpp"

namespace snapseal {

std::string_view to_string(KeyFormat format) noexcept {
  switch (format) {
    case KeyFormat::pkcs1: return "PKCS#1";
    case KeyFormat::pkcs8: return "PKCS#8";
    case KeyFormat::openssh: return "OpenSSH";
    case KeyFormat::putty: return "PuTTY";
    case KeyFormat::jwk: return "JWK";
  }
  return "unknown";
}

KeyFileReport inspect_key_file(std::string_view text, const Limits& limits) {
  std::optional<KeyFileReport> encrypted;
  const PassphraseSource none = [&encrypted](const KeyFileReport& file) {
    encrypted = file;
    return std::optional<SecretString>();
  };
  try {
    const keys::PrivateKeyFile file = keys::read_private_key_file(text, {none, limits});
    keys::check(file.numbers);
    return {file.format, {}, keys::to_public_key({file.numbers.n, file.numbers.e})};
  } catch (const Error& error) {
    if (encrypted && error.code() == Errc::passphrase_required) {
      return std::move(*encrypted);
    }
    throw;
  }
}

}  // namespace snapseal
