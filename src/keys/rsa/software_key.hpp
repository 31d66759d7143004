// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include <snapseal/keys/key_unwrapper.hpp>
#include <snapseal/keys/rsa_backend.hpp>

#include "keys/rsa/decryptor.hpp"
#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// A key whose numbers are in memory. What its back end needs is made when it first decrypts: many
/// keys are only looked at, written, or given another back end.
class SoftwareKey final : public KeyUnwrapper {
 public:
  /// The numbers have passed `check`. Throws `Errc::crypto_unavailable` if `backend` is not built
  /// in.
  explicit SoftwareKey(RsaPrivateNumbers numbers, RsaBackend backend);

  [[nodiscard]] std::string_view name() const noexcept override { return to_string(backend_); }
  [[nodiscard]] const PublicKey& public_key() const noexcept override { return public_key_; }
  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override;

  [[nodiscard]] const RsaPrivateNumbers& numbers() const noexcept { return numbers_; }

 private:
  [[nodiscard]] const RsaDecryptor& decryptor() const;

  RsaPrivateNumbers numbers_;
  PublicKey public_key_;
  RsaBackend backend_;
  mutable std::mutex mutex_;
  mutable std::unique_ptr<const RsaDecryptor> owned_;         // behind the lock
  mutable std::atomic<const RsaDecryptor*> ready_ = nullptr;  // the same, once it is there
};

}  // namespace snapseal::keys
