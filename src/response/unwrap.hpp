// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <snapseal/keys/private_key.hpp>
#include <snapseal/response/shared_key.hpp>

namespace snapseal::response {

/// RSAES-OAEP-DECRYPT of the encrypted shared key; nothing if the padding or the length is wrong.
/// Throws what `PrivateKey::unwrap` throws.
[[nodiscard]] std::optional<SharedKey> unwrap(const PrivateKey& key,
                                              std::span<const std::uint8_t> encrypted_shared_key);

struct Unwrapped {
  SharedKey shared_key;
  std::size_t key_index;
};

/// The same with each of the keys whose modulus fits, whichever opens it; the first that does
/// counts, and if none does, a new random key of 32 bytes takes its place (RFC 7516 section 11.5).
/// That is drawn either way. If no modulus fits, throws as `PrivateKey::unwrap` does.
[[nodiscard]] Unwrapped unwrap_or_random(std::span<const PrivateKey> keys,
                                         std::span<const std::uint8_t> encrypted_shared_key);

}  // namespace snapseal::response
