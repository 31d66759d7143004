// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <snapseal/core/secret.hpp>

namespace snapseal::response {

/// AES-OCB (RFC 7253) with a 16-byte tag and no associated data. `key` has 16, 24 or 32 bytes,
/// `nonce` 1 to 15.
struct OcbSealed {
  std::vector<std::uint8_t> ciphertext;
  std::vector<std::uint8_t> tag;
};
[[nodiscard]] OcbSealed ocb_encrypt(std::span<const std::uint8_t> key,
                                    std::span<const std::uint8_t> nonce,
                                    std::span<const std::uint8_t> plaintext);

/// The plaintext, or nothing if the tag does not hold. `tag` has 16 bytes.
[[nodiscard]] std::optional<SecretBytes> ocb_decrypt(std::span<const std::uint8_t> key,
                                                     std::span<const std::uint8_t> nonce,
                                                     std::span<const std::uint8_t> ciphertext,
                                                     std::span<const std::uint8_t> tag);

}  // namespace snapseal::response
