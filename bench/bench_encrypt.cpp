// SPDX-License-Identifier: Apache-2.0
#include "benchmarks.hpp"

namespace bench {

void add_encrypt(const Inputs& inputs) {
  for (const Recipient& recipient : inputs.recipients) {
    for (const Message& message : recipient.messages) {
      if (&message != &recipient.messages.front() && &recipient != &inputs.recipients.front()) {
        continue;  // all sizes with one key, all keys with one size
      }
      add(
          "encrypt/" + recipient.name + "/" + message.size + "/snapseal",
          [&] { return snapseal::encrypt_response(recipient.key.public_key(), message.plaintext); },
          [&](const snapseal::EncryptedResponse& response) {
            return is_opened(message.plaintext)(
                snapseal::decrypt_response(recipient.key, response));
          });
    }
  }
}

}  // namespace bench
