// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <snapseal/core/secret.hpp>

#include "core/botan.hpp"
#include "keys/passphrase.hpp"

namespace snapseal::keys {

/// PBES2 (RFC 8018 section 6.2) with PBKDF2 or scrypt (RFC 7914) and AES, Camellia or triple DES in
/// CBC, or AES in GCM. The passphrase is asked for when all else is in order, and taken byte for
/// byte. Throws `Errc::passphrase_required`, `wrong_passphrase`, `unsupported_key_encryption`,
/// `key_encryption_too_costly`, `malformed_key`, `crypto_unavailable`.
[[nodiscard]] SecretBytes decrypt_pbes2(const Botan::AlgorithmIdentifier& algorithm,
                                        std::span<const std::uint8_t> ciphertext,
                                        const KeyReading& reading);

struct Pbes2Encrypted {
  Botan::AlgorithmIdentifier algorithm;
  std::vector<std::uint8_t> ciphertext;
};

/// With PBKDF2-HMAC-SHA-256, 600,000 iterations, a salt of 16 bytes, and AES-256-CBC: what every
/// tool that reads PBES2 reads.
[[nodiscard]] Pbes2Encrypted encrypt_pbes2(std::span<const std::uint8_t> plaintext,
                                           std::string_view passphrase);

}  // namespace snapseal::keys
