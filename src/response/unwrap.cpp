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

}  // namespace snapseal::response
