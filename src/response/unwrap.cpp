// SPDX-License-Identifier: Apache-2.0
#include "response/unwrap.hpp"

#include "keys/ciphertext.hpp"

namespace snapseal::response {

Unwrapped unwrap_or_random(const KeyRing& keys,
                           std::span<const std::uint8_t> encrypted_shared_key) {
  std::optional<SecretBytes> first;
  std::size_t key_index = 0;
  std::optional<Error> modulus_mismatch;
  bool any_fits = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto error =
            snapseal::keys::modulus_mismatch(keys[i].public_key(), encrypted_shared_key)) {
      // A modulus of the right length says more than one of another.
      if (!modulus_mismatch || error->code() == Errc::encrypted_shared_key_out_of_range) {
        modulus_mismatch = error;
      }
      continue;
    }
    any_fits = true;
    auto unwrapped = keys[i].unwrap(encrypted_shared_key);
    if (unwrapped && SharedKey::is_valid_size(unwrapped->size()) && !first) {
      first = std::move(unwrapped);
      key_index = i;
    }
  }
  if (!any_fits && modulus_mismatch) {
    throw Error(*modulus_mismatch);
  }
  return {SharedKey::from_unwrapped(std::move(first)), key_index};
}

}  // namespace snapseal::response
