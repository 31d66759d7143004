// SPDX-License-Identifier: Apache-2.0
#include "response/unwrap.hpp"

#include "core/botan.hpp"

namespace snapseal::response {

std::optional<SharedKey> unwrap(const PrivateKey& key, const EncryptedResponse& response) {
  auto bytes = key.rsaes_oaep_decrypt(response.encrypted_shared_key());
  if (!bytes || !SharedKey::is_valid_size(bytes->size())) {
    return std::nullopt;
  }
  return SharedKey(std::move(*bytes));
}

SharedKey unwrap_or_random(const PrivateKey& key, const EncryptedResponse& response) {
  SecretBytes random(32);
  botan::randomize(random.expose());
  std::optional<SharedKey> unwrapped = unwrap(key, response);
  return unwrapped ? std::move(*unwrapped) : SharedKey(std::move(random));
}

RingUnwrapped unwrap_or_random(std::span<const PrivateKey> keys,
                               const EncryptedResponse& response) {
  SecretBytes random(32);
  botan::randomize(random.expose());
  std::optional<SharedKey> first;
  std::size_t key_index = 0;
  std::optional<Error> unfit;
  bool any_fits = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    try {
      std::optional<SharedKey> unwrapped = unwrap(keys[i], response);
      any_fits = true;
      if (unwrapped && !first) {
        first = std::move(unwrapped);
        key_index = i;
      }
    } catch (const Error& error) {
      // Lengths and moduli are public: that a key does not fit is no secret.
      if (error.code() != Errc::invalid_encrypted_shared_key_length &&
          error.code() != Errc::encrypted_shared_key_out_of_range) {
        throw;
      }
      if (!unfit || unfit->code() == Errc::invalid_encrypted_shared_key_length) {
        unfit = error;
      }
    }
  }
  if (!any_fits && unfit) {
    throw Error(*unfit);
  }
  return {first ? std::move(*first) : SharedKey(std::move(random)), key_index};
}

}  // namespace snapseal::response
