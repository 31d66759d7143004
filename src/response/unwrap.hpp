// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <snapseal/keys/private_key.hpp>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/shared_key.hpp>

namespace snapseal::response {

/// RSAES-OAEP-DECRYPT of the encrypted shared key; nothing if the padding or the length is wrong.
/// Throws what `PrivateKey::rsaes_oaep_decrypt` throws.
[[nodiscard]] std::optional<SharedKey> unwrap(const PrivateKey& key,
                                              const EncryptedResponse& response);

/// The same, with a new random key of 32 bytes in place of nothing (RFC 7516 section 11.5). The
/// random key is drawn either way.
[[nodiscard]] SharedKey unwrap_or_random(const PrivateKey& key, const EncryptedResponse& response);

struct RingUnwrapped {
  SharedKey shared_key;
  std::size_t key_index;
};

/// `unwrap_or_random` over several keys, all of them tried; of several that open it the first
/// counts. Throws `Errc::invalid_encrypted_shared_key_length` or
/// `encrypted_shared_key_out_of_range` if that is so for each.
[[nodiscard]] RingUnwrapped unwrap_or_random(std::span<const PrivateKey> keys,
                                             const EncryptedResponse& response);

}  // namespace snapseal::response
