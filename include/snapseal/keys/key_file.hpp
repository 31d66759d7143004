// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/keys/public_key.hpp>

namespace snapseal {

/// The kinds of private key files that `PrivateKey::parse` reads.
enum class KeyFormat {
  pkcs1,    ///< RFC 8017 appendix A.1.2, "RSA PRIVATE KEY".
  pkcs8,    ///< RFC 5958, "PRIVATE KEY" and "ENCRYPTED PRIVATE KEY".
  openssh,  ///< openssh-key-v1 (PROTOCOL.key of OpenSSH), "OPENSSH PRIVATE KEY".
  putty,    ///< PuTTY's .ppk, versions 2 and 3.
  jwk,      ///< RFC 7517, kty "RSA".
};

/// "PKCS#1", "PKCS#8", "OpenSSH", "PuTTY", "JWK".
[[nodiscard]] SNAPSEAL_API std::string_view to_string(KeyFormat format) noexcept;

/// What a private key file tells without its passphrase.
struct KeyFileReport {
  KeyFormat format = KeyFormat::pkcs8;
  /// How the file is encrypted, for people: "Bcrypt-PBKDF(24), aes256-ctr". Empty if it is not.
  std::string encryption;
  /// `nullopt` if the file encrypts it along with the private numbers: PKCS#1 and PKCS#8.
  std::optional<PublicKey> public_key;
};

/// Where `PrivateKey::parse` takes a passphrase from. Asked once, and only for an encrypted file
/// whose encryption is one that is read. `nullopt` means that there is no passphrase.
using PassphraseSource = std::function<std::optional<SecretString>(const KeyFileReport& file)>;

/// Tells what a private key file is. Never asks for a passphrase; so of an encrypted file only what
/// is in the clear is checked. Throws what `PrivateKey::parse` throws.
[[nodiscard]] SNAPSEAL_API KeyFileReport inspect_key_file(std::string_view text,
                                                          const Limits& limits = {});

}  // namespace snapseal
