// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <snapseal/core/limits.hpp>

#include "keys/rsa_numbers.hpp"

namespace snapseal::keys {

/// Finds out what a key file is, by its labels and structure, and reads it. The numbers are not
/// checked. Throws what `PrivateKey::parse` throws but for what `check` finds.
[[nodiscard]] RsaPrivateNumbers read_private_key_file(std::string_view file,
                                                      std::optional<std::string_view> passphrase,
                                                      const Limits& limits);

/// The same for public keys: an "ssh-rsa" line, or SubjectPublicKeyInfo in PEM or DER.
[[nodiscard]] RsaPublicNumbers read_public_key_file(std::string_view file, const Limits& limits);

}  // namespace snapseal::keys
