// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "benchmarks.hpp"
#include "botan_peer.hpp"
#include "gcrypt_peer.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

template <typename Peer>
void add_peer(const std::string& name, const Recipient& recipient,
              const std::shared_ptr<const snapseal::SharedKey>& shared_key) {
  const auto ciphertext = recipient.messages.front().response.encrypted_shared_key();
  add(
      name,
      [key = std::make_shared<Peer>(recipient.pem), ciphertext] { return key->unwrap(ciphertext); },
      is_bytes(shared_key->expose()));
}

}  // namespace

void add_oaep(const Inputs& inputs) {
  for (const Recipient& recipient : inputs.recipients) {
    const std::string name = "oaep/" + recipient.name + "/";
    const snapseal::EncryptedResponse& response = recipient.messages.front().response;
    const auto ciphertext = response.encrypted_shared_key();
    const auto shared_key = std::make_shared<const snapseal::SharedKey>(
        snapseal::unwrap_shared_key(recipient.key, response));

    for (const Backend& backend : backends()) {
      const auto key = std::make_shared<const snapseal::PrivateKey>(backend.load(recipient.pem));
      add(
          name + backend.who, [key, ciphertext] { return key->unwrap(ciphertext).value(); },
          [&](const snapseal::SecretBytes& bytes) {
            return is_bytes(shared_key->expose())(bytes.expose());
          });
    }
    add_peer<yardstick::Key>(name + "yardstick", recipient, shared_key);
    add_peer<botan_peer::Reused>(name + "botan-reused", recipient, shared_key);
    add_peer<botan_peer::Naive>(name + "botan-naive", recipient, shared_key);
    if (gcrypt_peer::is_built_in()) {
      add_peer<gcrypt_peer::Key>(name + "libgcrypt", recipient, shared_key);
    }
  }
}

}  // namespace bench
