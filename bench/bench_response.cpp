// SPDX-License-Identifier: Apache-2.0
#include "benchmarks.hpp"

namespace bench {

namespace {

auto holds(const Message& message) {
  return [&message](const Opened& opened) { return opened.view() == message.plaintext; };
}

void add_cold(const std::string& name, const Opener& opener, const Recipient& recipient,
              const Message& message) {
  add(
      "open-cold/" + name,
      [&] {
        const Open open = opener.load(recipient.pem);
        return open(message.json);
      },
      holds(message));
}

void add_warm(const std::string& name, const Open& open, const Message& message) {
  add(
      "open-warm/" + name, [open, &message] { return open(message.json); }, holds(message));
}

/// The threads share one key.
void add_two_threads(const std::string& name, const Open& open, const Message& message) {
  add(
      "open-warm-2-threads/" + name, [open, &message] { return open(message.json); },
      holds(message))
      ->Threads(2);
}

}  // namespace

void add_response(const Inputs& inputs) {
  for (const Recipient& recipient : inputs.recipients) {
    for (const Opener& opener : openers()) {
      const Open open = opener.load(recipient.pem);
      for (const Message& message : recipient.messages) {
        const std::string name = recipient.name + "/" + message.size + "/" + opener.who;
        const bool is_small = &message == &recipient.messages.front();
        // All sizes with one key, all keys with one size; the whole square for two.
        const bool is_axis = is_small || &recipient == &inputs.recipients.front();
        if (is_axis || opener.is_main) {
          add_warm(name, open, message);
        }
        if (is_axis && opener.is_main) {
          add_two_threads(name, open, message);
        }
        if (is_small) {
          add_cold(name, opener, recipient, message);
        }
      }
    }
  }
}

}  // namespace bench
