// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal {

/// An RSA public key: what a partner registers for a user, and what encrypts a response. A value;
/// modulus of 1024 to 16384 bits, odd exponent from 3 up to 256 bits. One that was moved from may
/// only be assigned to or destroyed.
class SNAPSEAL_API PublicKey {
 public:
  /// Reads the content of a key file: an "ssh-rsa" line (RFC 4253 section 6.6, as in OpenSSH's .pub
  /// files, or with the options of authorized_keys), SubjectPublicKeyInfo (RFC 5280) in PEM
  /// ("PUBLIC KEY", RFC 7468) or DER, a JWK (RFC 7517), or a JWK Set with one RSA key. Throws
  /// `Errc::input_too_large`, `unrecognized_key_format`, `unsupported_key_format`,
  /// `unsupported_key_algorithm`, `not_a_public_key`, `malformed_key`, `unsupported_key_size`,
  /// `unsupported_public_exponent`, `inconsistent_key`.
  [[nodiscard]] static PublicKey parse(std::string_view text, const Limits& limits = {});

  /// The key of modulus n and public exponent e, big-endian; leading zeros do not count. Throws
  /// `Errc::unsupported_key_size`, `unsupported_public_exponent`, `inconsistent_key`.
  [[nodiscard]] static PublicKey from_numbers(std::span<const std::uint8_t> modulus,
                                              std::span<const std::uint8_t> public_exponent);

  /// "ssh-rsa BASE64" and, if there is one, a space and the comment; no line feed. This is the
  /// API's `rsaPublicKey`. Throws `Errc::invalid_argument` if the comment has a line end or a NUL.
  [[nodiscard]] std::string to_openssh(std::string_view comment = {}) const;
  /// SubjectPublicKeyInfo as PEM, "PUBLIC KEY".
  [[nodiscard]] std::string to_spki_pem() const;
  /// The same as DER.
  [[nodiscard]] std::vector<std::uint8_t> to_spki_der() const;
  /// A JWK (RFC 7518 section 6.3.1) with its members e, kty, n and no other.
  [[nodiscard]] std::string to_jwk() const;
  /// The JWK thumbprint (RFC 7638) with SHA-256: 43 characters of base64url.
  [[nodiscard]] std::string jwk_thumbprint_sha256() const;
  /// "SHA256:" and 43 characters, as `ssh-keygen -l` prints it.
  [[nodiscard]] std::string fingerprint_sha256() const;

  /// The length of the modulus in bits, and in bytes (rounded up): the latter is the length of
  /// every RSA ciphertext under this key.
  [[nodiscard]] std::size_t modulus_bits() const noexcept;
  [[nodiscard]] std::size_t modulus_bytes() const noexcept { return modulus_.size(); }

  /// Big-endian, without leading zeros.
  [[nodiscard]] std::span<const std::uint8_t> modulus() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return modulus_;
  }
  [[nodiscard]] std::span<const std::uint8_t> public_exponent() const noexcept
      SNAPSEAL_LIFETIMEBOUND {
    return public_exponent_;
  }

  [[nodiscard]] friend bool operator==(const PublicKey&, const PublicKey&) = default;

 private:
  PublicKey(std::vector<std::uint8_t> modulus, std::vector<std::uint8_t> public_exponent) noexcept
      : modulus_(std::move(modulus)), public_exponent_(std::move(public_exponent)) {}

  std::vector<std::uint8_t> modulus_;
  std::vector<std::uint8_t> public_exponent_;
};

}  // namespace snapseal
