// SPDX-License-Identifier: Apache-2.0
// Many responses at once, with executors and key services that do what they should not: run a task
// twice, late, never, on a thread, or throw. Each result is that of its text all the same.
#include <array>
#include <atomic>
#include <memory>
#include <new>
#include <snapseal/keys/key_unwrapper.hpp>
#include <snapseal/response/decrypt_responses.hpp>
#include <snapseal/response/encrypt.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;

namespace {

constexpr std::size_t good_texts = 8;

const PublicKey& public_key() {
  static const PublicKey key = PrivateKey::generate(2048).public_key();
  return key;
}

SecretBytes shared_key() {
  return SecretBytes::copy_of(Bytes(32, 9));
}

std::string plaintext_of(std::size_t text) {
  return std::string(text * 7, static_cast<char>('a' + text));
}

/// Responses under one shared key, and two texts that are none.
const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < good_texts; ++i) {
      const Bytes nonce(12, 3);
      made.push_back(EncryptedResponse(Bytes(256, 1), encrypt_message(SharedKey(shared_key()),
                                                                      plaintext_of(i), nonce))
                         .to_json());
    }
    made.emplace_back("{");
    made.emplace_back();
    return made;
  }();
  return all;
}

/// The bytes of the input again and again, for any thread.
class Choices {
 public:
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  unsigned next(unsigned below) { return bytes_[at_++ % bytes_.size()] % below; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::atomic<std::size_t> at_ = 0;
};

std::optional<SecretBytes> unwrap(Choices& choices) {
  switch (choices.next(8)) {
    case 0: throw 5;
    case 1: throw Error(Errc::token_failed, "gone");
    case 2: return std::nullopt;
    case 3: return SecretBytes(17);
    case 4: throw std::runtime_error("gone");
    case 5:
      if (choices.next(16) == 0) {
        throw std::bad_alloc();
      }
      [[fallthrough]];
    default: return shared_key();
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) {
    return 0;
  }
  Choices choices({data, size});
  std::vector<std::size_t> which(choices.next(20));
  std::vector<std::function<void()>> late;
  {
    std::vector<ExactBuffer> copies;
    std::vector<std::string_view> views;
    copies.reserve(which.size());
    for (std::size_t& text : which) {
      text = choices.next(static_cast<unsigned>(texts().size()));
      views.push_back(copies.emplace_back(texts()[text]).view());
    }
    std::vector<PrivateKey> keys;
    for (unsigned i = 0; i <= choices.next(3); ++i) {
      keys.emplace_back(std::make_unique<FunctionUnwrapper>(
          "a service", public_key(), [&choices](auto) { return unwrap(choices); }));
    }
    std::vector<std::thread> threads;
    BatchOptions options;
    options.parallelism = choices.next(9);
    options.executor = [&](std::function<void()> task) {
      switch (choices.next(7)) {
        case 0: task(); break;
        case 1: late.push_back(task); break;
        case 2:
          late.push_back(task);
          late.push_back(task);
          break;
        case 3: throw 3;
        case 4:
          task();
          task();
          break;
        case 5: threads.emplace_back(std::move(task)); break;
        default: break;
      }
    };
    std::vector<DecryptResult> results;
    bool is_out_of_memory = false;
    try {
      results = decrypt_responses(keys, views, options);
    } catch (const std::bad_alloc&) {
      is_out_of_memory = true;
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    FUZZ_CHECK(is_out_of_memory || results.size() == which.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      FUZZ_CHECK(!results[i] ||
                 (which[i] < good_texts && results[i]->text.expose() == plaintext_of(which[i])));
    }
  }
  for (const auto& task : late) {
    task();  // after the call, and after all that it was given
  }
  return 0;
}
