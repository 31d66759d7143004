// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

void add_cold(const std::string& name, const Recipient& recipient, const Message& message) {
  add(
      "open-cold/" + name + "/snapseal",
      [&] {
        return snapseal::decrypt_response(snapseal::PrivateKey::parse(recipient.pem), message.json);
      },
      is_opened(message.plaintext));
  add(
      "open-cold/" + name + "/yardstick",
      [&] { return yardstick::open_response(yardstick::Key(recipient.pem), message.json); },
      is_text(message.plaintext));
}

void add_warm(const std::string& name, const Recipient& recipient, const Message& message,
              const std::shared_ptr<const yardstick::Key>& yardstick_key) {
  const auto snapseal_opens = [&] {
    return snapseal::decrypt_response(recipient.key, message.json);
  };
  const auto yardstick_opens = [yardstick_key, &message] {
    return yardstick::open_response(*yardstick_key, message.json);
  };
  add("open-warm/" + name + "/snapseal", snapseal_opens, is_opened(message.plaintext));
  add("open-warm/" + name + "/yardstick", yardstick_opens, is_text(message.plaintext));
  // All threads share one key.
  add("open-warm-2-threads/" + name + "/snapseal", snapseal_opens, is_opened(message.plaintext))
      ->Threads(2);
  add("open-warm-2-threads/" + name + "/yardstick", yardstick_opens, is_text(message.plaintext))
      ->Threads(2);
}

}  // namespace

void add_response(const Inputs& inputs) {
  for (const Recipient& recipient : inputs.recipients) {
    const auto yardstick_key = std::make_shared<const yardstick::Key>(recipient.pem);
    for (const Message& message : recipient.messages) {
      const std::string name = recipient.name + "/" + message.size;
      add_cold(name, recipient, message);
      add_warm(name, recipient, message, yardstick_key);
    }
  }
}

}  // namespace bench
