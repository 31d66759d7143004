// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/rsa.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include <snapseal/core/secret.hpp>

namespace snapseal::keys {

/// RSAES-OAEP with SHA-1 over one key, callable from many threads at once. Botan's decryption
/// operation holds blinding state, so no two threads may share one; making one costs more than
/// using it, so those that are idle are kept.
class DecryptorPool {
 public:
  /// `key` must live as long as the pool.
  explicit DecryptorPool(const Botan::RSA_PrivateKey& key) : key_(key) {}

  /// `ciphertext` is as long as the modulus and below it. Nothing if the padding is wrong.
  [[nodiscard]] std::optional<SecretBytes> decrypt(std::span<const std::uint8_t> ciphertext) const;

 private:
  using Decryptor = std::unique_ptr<Botan::PK_Ops::Decryption>;

  [[nodiscard]] Decryptor take() const;
  void give_back(Decryptor decryptor) const noexcept;

  const Botan::RSA_PrivateKey& key_;
  mutable std::mutex mutex_;
  mutable std::vector<Decryptor> idle_;
};

}  // namespace snapseal::keys
