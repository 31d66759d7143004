// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <snapseal/core/secret.hpp>

#include "keys/passphrase.hpp"
#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// PrivateKeyInfo or OneAsymmetricKey (RFC 5958), DER, of an RSA key. The numbers are not checked.
/// Throws `Errc::malformed_key`, `unsupported_key_algorithm`.
[[nodiscard]] RsaPrivateNumbers read_private_key_info(std::span<const std::uint8_t> der);

/// EncryptedPrivateKeyInfo (RFC 5958), DER, of an RSA key. Throws what `read_private_key_info`
/// and `decrypt_pbes2` throw.
[[nodiscard]] RsaPrivateNumbers read_encrypted_private_key_info(std::span<const std::uint8_t> der,
                                                                const KeyReading& reading);

/// EncryptedPrivateKeyInfo, DER, of a PrivateKeyInfo.
[[nodiscard]] SecretBytes write_encrypted_private_key_info(
    std::span<const std::uint8_t> private_key_info, std::string_view passphrase);

}  // namespace snapseal::keys
