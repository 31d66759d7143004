// SPDX-License-Identifier: Apache-2.0
#include "keys/ciphertext.hpp"

#include <algorithm>

namespace snapseal::keys {

std::optional<Error> modulus_mismatch(const PublicKey& key,
                                      std::span<const std::uint8_t> ciphertext) {
  constexpr Literal field = "encryptedSharedKey";
  const auto modulus = key.modulus();
  if (ciphertext.size() != modulus.size()) {
    return Error(
        Errc::invalid_encrypted_shared_key_length,
        "must be exactly as long as the modulus of the private key: is this the right key?", field);
  }
  // Both are public, and of one length: the order of the bytes is the order of the numbers.
  if (!std::lexicographical_compare(ciphertext.begin(), ciphertext.end(), modulus.begin(),
                                    modulus.end())) {
    return Error(Errc::encrypted_shared_key_out_of_range,
                 "must be a number below the modulus of the private key: is this the right key?",
                 field);
  }
  return std::nullopt;
}

}  // namespace snapseal::keys
