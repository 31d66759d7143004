// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <snapseal/core/limits.hpp>
#include <snapseal/keys/key_file.hpp>

#include "keys/passphrase.hpp"
#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

struct PrivateKeyFile {
  KeyFormat format;
  RsaPrivateNumbers numbers;
};

/// Finds out what a key file is, by its labels and structure, and reads it. The numbers are not
/// checked. Throws what `PrivateKey::parse` throws, except what `check` finds.
[[nodiscard]] PrivateKeyFile read_private_key_file(std::string_view file,
                                                   const KeyReading& reading);

/// The same for public keys: an "ssh-rsa" line, SubjectPublicKeyInfo in PEM or DER, or a JWK.
[[nodiscard]] RsaPublicNumbers read_public_key_file(std::string_view file, const Limits& limits);

}  // namespace snapseal::keys
