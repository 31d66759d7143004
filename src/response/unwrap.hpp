// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

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

}  // namespace snapseal::response
