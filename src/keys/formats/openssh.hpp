// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <snapseal/core/secret.hpp>

#include "keys/passphrase.hpp"
#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// openssh-key-v1 (PROTOCOL.key of OpenSSH): the RSA key in it, the first if there are several.
/// Beyond that the numbers are not checked. Throws `Errc::malformed_key`,
/// `unsupported_key_algorithm`, `unsupported_key_encryption`, `key_encryption_too_costly`,
/// `passphrase_required`, `wrong_passphrase`, `inconsistent_key`, and what `check` of the public
/// numbers throws.
[[nodiscard]] RsaPrivateNumbers read_openssh_private_key(std::span<const std::uint8_t> blob,
                                                         const KeyReading& reading);

/// The same structure with one key; with a passphrase, which is not empty, encrypted as ssh-keygen
/// does: aes256-ctr, and bcrypt-pbkdf with 24 rounds and a salt of 16 bytes.
[[nodiscard]] SecretBytes write_openssh_private_key(const RsaPrivateNumbers& key,
                                                    std::string_view comment,
                                                    std::optional<std::string_view> passphrase);

}  // namespace snapseal::keys
