// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include <snapseal/core/secret.hpp>

#include "keys/rsa/numbers.hpp"

namespace snapseal::keys {

/// RSAES-OAEP with SHA-1 over one key in memory, callable from many threads at once.
class RsaDecryptor {
 public:
  RsaDecryptor() = default;
  RsaDecryptor(const RsaDecryptor&) = delete;
  RsaDecryptor& operator=(const RsaDecryptor&) = delete;
  virtual ~RsaDecryptor() = default;

  /// `ciphertext` is as long as the modulus and below it. `nullopt` if the padding is wrong. Throws
  /// `Errc::crypto_unavailable`.
  [[nodiscard]] virtual std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const = 0;
};

// The numbers have passed `check` and `make_shareable`, and outlive the decryptor.

/// Throws `Errc::crypto_unavailable`.
[[nodiscard]] std::unique_ptr<const RsaDecryptor> make_botan_decryptor(
    const RsaPrivateNumbers& numbers);

/// Whether OpenSSL is built in.
[[nodiscard]] bool has_openssl() noexcept;
/// Throws `Errc::crypto_unavailable`, as it does without `has_openssl()`.
[[nodiscard]] std::unique_ptr<const RsaDecryptor> make_openssl_decryptor(
    const RsaPrivateNumbers& numbers);

}  // namespace snapseal::keys
