// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "benchmarks.hpp"
#include "botan_peer.hpp"
#include "gcrypt_peer.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

using SharedKey = std::shared_ptr<const snapseal::SharedKey>;
using Encrypted = std::shared_ptr<const snapseal::EncryptedMessage>;

template <typename Open>
void add_peer(const std::string& name, const std::string& plaintext, const SharedKey& key,
              const Encrypted& message, Open open) {
  add(
      name,
      [key, message, open] {
        return open(key->expose(), message->ciphertext(), message->tag(), message->nonce());
      },
      is_text(plaintext));
}

void add_message(const std::string& name, const std::string& plaintext, const SharedKey& key,
                 const Encrypted& message) {
  add(
      name + "/snapseal", [key, message] { return snapseal::decrypt_message(*key, *message); },
      is_opened(plaintext));
  add_peer(name + "/yardstick", plaintext, key, message, yardstick::open_message);
  add_peer(name + "/botan", plaintext, key, message, botan_peer::open_message);
  if (gcrypt_peer::is_built_in()) {
    add_peer(name + "/libgcrypt", plaintext, key, message, gcrypt_peer::open_message);
  }
}

}  // namespace

void add_ocb(const Inputs& inputs) {
  const auto key = std::make_shared<const snapseal::SharedKey>(snapseal::SharedKey::generate());
  std::vector<std::uint8_t> nonce(snapseal::EncryptedMessage::nonce_bytes_max);
  for (const Message& message : inputs.recipients.front().messages) {
    for (const auto form : {snapseal::NonceForm::rfc7253, snapseal::NonceForm::legacy15}) {
      ++nonce.front();
      add_message("ocb/" + message.size + "/" + std::string(to_string(form)), message.plaintext,
                  key,
                  std::make_shared<const snapseal::EncryptedMessage>(
                      snapseal::encrypt_message(*key, message.plaintext, nonce, form)));
    }
  }
}

}  // namespace bench
