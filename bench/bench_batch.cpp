// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <thread>

#include "benchmarks.hpp"
#include "openssl_yardstick.hpp"

namespace bench {

namespace {

constexpr std::size_t batch_responses = 64;

using Texts = std::vector<std::string_view>;

bool all_hold(const std::vector<snapseal::DecryptResult>& results, std::string_view plaintext) {
  return results.size() == batch_responses && std::ranges::all_of(results, [&](const auto& result) {
           return is_opened(plaintext)(result.value());
         });
}

/// Each thread takes its share of the texts.
std::vector<std::string> open_with_yardstick(const yardstick::Key& key, const Texts& texts,
                                             std::size_t threads) {
  std::vector<std::string> opened(texts.size());
  const auto open_share = [&](std::size_t first) {
    for (std::size_t i = first; i < texts.size(); i += threads) {
      opened[i] = yardstick::open_response(key, texts[i]);
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) {
    others.emplace_back(open_share, i);
  }
  open_share(0);
  others.clear();
  return opened;
}

}  // namespace

void add_batch(const Inputs& inputs) {
  const Recipient& recipient = inputs.recipients.front();
  const Message& message = recipient.messages.front();
  const Texts texts(batch_responses, message.json);
  for (const std::size_t threads : {1, 2}) {
    const std::string name =
        "batch/" + recipient.name + "/" + message.size + "/" + std::to_string(threads) + "/";
    for (const Backend& backend : backends()) {
      const auto key = std::make_shared<const snapseal::PrivateKey>(backend.load(recipient.pem));
      add(
          name + backend.who,
          [key, texts, threads] {
            return snapseal::decrypt_responses(*key, texts, {.parallelism = threads});
          },
          [&](const auto& results) { return all_hold(results, message.plaintext); },
          batch_responses);
    }
    add(
        name + "yardstick",
        [key = std::make_shared<const yardstick::Key>(recipient.pem), texts, threads] {
          return open_with_yardstick(*key, texts, threads);
        },
        [&](const auto& opened) { return std::ranges::all_of(opened, is_text(message.plaintext)); },
        batch_responses);
  }
}

}  // namespace bench
