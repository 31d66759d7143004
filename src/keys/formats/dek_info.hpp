// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include <snapseal/core/secret.hpp>
#include <snapseal/keys/key_file.hpp>

#include "keys/formats/pem.hpp"
#include "keys/passphrase.hpp"

namespace snapseal::keys {

/// Whether the block's header lines say that its body is encrypted (RFC 1421 section 4.6.1.1).
[[nodiscard]] bool has_dek_info(const PemBlock& block);

/// Undoes OpenSSL's traditional encryption of PEM: AES or triple DES in CBC, as DEK-Info says, with
/// a key made of passphrase and IV by EVP_BytesToKey with MD5. There is no integrity check but the
/// padding: see `read_decrypted`. Throws `Errc::malformed_key`, `unsupported_key_encryption`,
/// `passphrase_required`, `wrong_passphrase`.
[[nodiscard]] SecretBytes decrypt_dek_info(const PemBlock& block, KeyFormat format,
                                           const KeyReading& reading);

}  // namespace snapseal::keys
