// SPDX-License-Identifier: Apache-2.0
#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

void add_keys(const Inputs& inputs) {
  for (const Recipient& recipient : inputs.recipients) {
    const std::string name = "key-load/" + recipient.name + "/";
    const Message& message = recipient.messages.front();

    // What a back end needs is made with the first decryption, see open-cold.
    add(
        name + "snapseal", [&] { return snapseal::PrivateKey::parse(recipient.pem); },
        [&](const snapseal::PrivateKey& key) {
          return is_opened(message.plaintext)(snapseal::decrypt_response(key, message.json));
        });
    add(
        name + "yardstick", [&] { return yardstick::Key(recipient.pem); },
        [&](const yardstick::Key& key) {
          return yardstick::open_response(key, message.json) == message.plaintext;
        });
  }
}

}  // namespace bench
