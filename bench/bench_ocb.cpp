// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

using SharedKey = std::shared_ptr<const snapseal::SharedKey>;
using Encrypted = std::shared_ptr<const snapseal::EncryptedMessage>;

void add_message(const std::string& name, const std::string& plaintext, const SharedKey& key,
                 const Encrypted& message) {
  add(
      name + "/snapseal", [key, message] { return snapseal::decrypt_message(*key, *message); },
      is_opened(plaintext));
  add(
      name + "/yardstick",
      [key, message] {
        return yardstick::open_message(key->expose(), message->ciphertext(), message->tag(),
                                       message->nonce());
      },
      is_text(plaintext));
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
