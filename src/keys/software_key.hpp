// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <botan/rsa.h>

#include <snapseal/keys/key_unwrapper.hpp>

#include "keys/decryptor_pool.hpp"
#include "keys/rsa_numbers.hpp"

namespace snapseal::keys {

/// The back end whose numbers are in memory: Botan's RSA.
class SoftwareKey final : public KeyUnwrapper {
 public:
  /// The numbers have passed `check`.
  explicit SoftwareKey(const RsaPrivateNumbers& numbers);
  explicit SoftwareKey(Botan::RSA_PrivateKey rsa);

  [[nodiscard]] std::string_view name() const noexcept override { return "Botan"; }
  [[nodiscard]] const PublicKey& public_key() const noexcept override { return public_key_; }
  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override {
    return decryptors_.decrypt(ciphertext);
  }

  [[nodiscard]] const Botan::RSA_PrivateKey& rsa() const noexcept { return rsa_; }
  [[nodiscard]] RsaPrivateNumbers numbers() const;

 private:
  Botan::RSA_PrivateKey rsa_;
  PublicKey public_key_;
  DecryptorPool decryptors_;
};

}  // namespace snapseal::keys
