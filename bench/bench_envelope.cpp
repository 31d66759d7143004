// SPDX-License-Identifier: Apache-2.0
#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

void add_envelope(const Inputs& inputs) {
  for (const Message& message : inputs.recipients.front().messages) {
    const std::string name = "envelope/" + message.size + "/";
    const std::string& json = message.json;
    const snapseal::EncryptedResponse& expected = message.response;

    add(
        name + "snapseal", [&] { return snapseal::EncryptedResponse::parse(json); },
        [&](const snapseal::EncryptedResponse& response) { return response == expected; });
    add(
        name + "yardstick", [&] { return yardstick::parse(json); },
        [&](const yardstick::Response& response) {
          return is_bytes(expected.encrypted_shared_key())(response.encrypted_shared_key) &&
                 is_bytes(expected.message().ciphertext())(response.ciphertext) &&
                 is_bytes(expected.message().tag())(response.tag) &&
                 is_bytes(expected.message().nonce())(response.nonce);
        });
  }
}

}  // namespace bench
