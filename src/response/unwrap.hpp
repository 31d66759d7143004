// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <snapseal/keys/key_ring.hpp>
#include <snapseal/response/shared_key.hpp>

namespace snapseal::response {

struct Unwrapped {
  SharedKey shared_key;
  std::size_t key_index;
};

/// RSAES-OAEP-DECRYPT of the encrypted shared key. Tries every key whose modulus fits, even after
/// one succeeds, and returns the first result that is as long as an AES key; else a random key, see
/// `SharedKey::from_unwrapped`. If no modulus fits, throws as `PrivateKey::unwrap` does.
[[nodiscard]] Unwrapped unwrap_or_random(const KeyRing& keys,
                                         std::span<const std::uint8_t> encrypted_shared_key);

}  // namespace snapseal::response
