// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "keys/passphrase.hpp"
#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

inline constexpr std::string_view putty_beginning = "PuTTY-User-Key-File-";

/// PuTTY's .ppk (appendix C of its manual), versions 2 and 3, of an RSA key; the MAC is verified.
/// The private numbers are not checked. Throws `Errc::malformed_key`, `unsupported_key_format`,
/// `unsupported_key_algorithm`, `unsupported_key_encryption`, `key_encryption_too_costly`,
/// `passphrase_required`, `wrong_passphrase`, and what `check` of the public numbers throws.
[[nodiscard]] RsaPrivateNumbers read_putty_private_key(std::string_view text,
                                                       const KeyReading& reading);

}  // namespace snapseal::keys
