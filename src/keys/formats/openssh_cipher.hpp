// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>

namespace Botan {
class PasswordHash;
}

namespace snapseal::keys {

/// A cipher of OpenSSH's key files.
struct OpensshCipher {
  std::string_view name;   ///< OpenSSH's
  std::string_view botan;  ///< Botan's; empty for chacha20-poly1305@openssh.com
  std::size_t key_bytes;
  std::size_t iv_bytes;
  std::size_t block_bytes;  ///< What the plaintext is padded to.
  std::size_t tag_bytes;    ///< What stands after the ciphertext.
};

inline constexpr std::string_view openssh_default_cipher = "aes256-ctr";

/// Throws `Errc::unsupported_key_encryption`.
[[nodiscard]] const OpensshCipher& find_openssh_cipher(std::string_view name);

/// The bcrypt-pbkdf of a key file: turns a passphrase into key and IV.
class OpensshKdf {
 public:
  /// `options` is string salt, uint32 rounds. Throws `Errc::malformed_key`,
  /// `key_encryption_too_costly`, `crypto_unavailable`.
  OpensshKdf(std::span<const std::uint8_t> options, const Limits& limits);
  ~OpensshKdf();
  OpensshKdf(const OpensshKdf&) = delete;
  OpensshKdf& operator=(const OpensshKdf&) = delete;

  [[nodiscard]] std::string describe() const;
  /// `passphrase` is not empty.
  [[nodiscard]] SecretBytes derive(std::string_view passphrase, std::size_t size) const;

 private:
  std::span<const std::uint8_t> salt_;
  std::unique_ptr<Botan::PasswordHash> hash_;
};

/// The plaintext of ciphertext and tag, one after the other. `key` is key and IV, likewise. Throws
/// `Errc::wrong_passphrase` if there is a tag and it does not hold.
[[nodiscard]] SecretBytes decrypt_openssh(const OpensshCipher& cipher,
                                          std::span<const std::uint8_t> key,
                                          std::span<const std::uint8_t> ciphertext);

/// `cipher` has no tag.
[[nodiscard]] SecretBytes encrypt_openssh(const OpensshCipher& cipher,
                                          std::span<const std::uint8_t> key,
                                          std::span<const std::uint8_t> plaintext);

}  // namespace snapseal::keys
