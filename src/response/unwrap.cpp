// SPDX-License-Identifier: Apache-2.0
#include "response/unwrap.hpp"

#include "core/botan.hpp"
#include "keys/ciphertext.hpp"

namespace snapseal::response {

std::optional<SharedKey> unwrap(const PrivateKey& key,
                                std::span<const std::uint8_t> encrypted_shared_key) {
  auto bytes = key.unwrap(encrypted_shared_key);
  if (!bytes || !SharedKey::is_valid_size(bytes->size())) {
    return std::nullopt;
  }
  return SharedKey(std::move(*bytes));
}

Unwrapped unwrap_or_random(std::span<const PrivateKey> keys,
                           std::span<const std::uint8_t> encrypted_shared_key) {
  SecretBytes random(32);
  botan::randomize(random.expose());
  std::optional<SharedKey> first;
  std::size_t key_index = 0;
  std::optional<Error> misfit;
  bool any_fits = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const auto error = snapseal::keys::misfit(keys[i].public_key(), encrypted_shared_key)) {
      // A modulus of the right length says more than one of another.
      if (!misfit || error->code() == Errc::encrypted_shared_key_out_of_range) {
        misfit = error;
      }
      continue;
    }
    any_fits = true;
    std::optional<SharedKey> unwrapped = unwrap(keys[i], encrypted_shared_key);
    if (unwrapped && !first) {
      first = std::move(unwrapped);
      key_index = i;
    }
  }
  if (!any_fits && misfit) {
    throw Error(*misfit);
  }
  return {first ? std::move(*first) : SharedKey(std::move(random)), key_index};
}

}  // namespace snapseal::response
