// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <snapseal/core/error.hpp>
#include <snapseal/core/secret.hpp>

namespace snapseal {

/// The AES key of a response: 16, 24 or 32 bytes, used as they are. (The API's sample code treats
/// them as text, never as base64.) Move-only and wiped.
class SNAPSEAL_API SharedKey {
 public:
  /// Throws `Errc::invalid_shared_key_length`.
  explicit SharedKey(SecretBytes bytes);

  /// A new random key of `size` characters out of 64, that is six bits of entropy a byte, since the
  /// API's sample code decodes the key as UTF-8. Throws `Errc::invalid_shared_key_length`.
  [[nodiscard]] static SharedKey generate(std::size_t size = 32);

  /// What a keystore that answers later made of `encryptedSharedKey`: the bytes, or `nullopt` if
  /// the padding was wrong. Where there are no bytes, or not as many as an AES key has, this is a
  /// random key of 32 bytes, with which `decrypt_message` fails as it does for a changed message:
  /// so nobody sees which of the two steps failed (RFC 7516 section 11.5). The random key is drawn
  /// either way.
  [[nodiscard]] static SharedKey from_unwrapped(std::optional<SecretBytes> unwrapped);

  [[nodiscard]] static constexpr bool is_valid_size(std::size_t bytes) noexcept {
    return bytes == 16 || bytes == 24 || bytes == 32;
  }

  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  [[nodiscard]] std::span<const std::uint8_t> expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return bytes_.expose();
  }

 private:
  SecretBytes bytes_;
};

}  // namespace snapseal
