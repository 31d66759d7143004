// SPDX-License-Identifier: Apache-2.0
// soak KEYS together COUNT   COUNT openings at once, each of which waits inside its unwrapping
// until
//                            all are there
// soak KEYS long COUNT       COUNT openings one after the other, one in four of which fails, with
//                            COUNT signatures and webhooks between: memory must not grow
// KEYS is the folder vectors/keys.
#include <pthread.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/bytes.hpp"

namespace {

using namespace snapseal;

/// Opens once all are there.
class Gate {
 public:
  explicit Gate(std::size_t count) : count_(count) {}

  void arrive_and_wait() {
    std::unique_lock lock(mutex_);
    if (++there_ == count_) {
      all_there_.notify_all();
    }
    all_there_.wait(lock, [this] { return there_ == count_; });
  }

 private:
  std::size_t count_;
  std::size_t there_ = 0;
  std::mutex mutex_;
  std::condition_variable all_there_;
};

struct Opening {
  const PrivateKey* key;
  const std::string* json;
  std::atomic<std::size_t>* opened;
};

int together(const PrivateKey& key, std::size_t count) {
  constexpr std::size_t stack_bytes = std::size_t{128} * 1024;
  Gate gate(count);
  const PrivateKey waiting = PrivateKey::from_function(
      "waits", key.public_key(), [&](std::span<const std::uint8_t> ciphertext) {
        auto shared_key = key.unwrap(ciphertext);
        gate.arrive_and_wait();
        return shared_key;
      });
  const std::string json = encrypt_response(key.public_key(), "opened by each").to_json();
  std::atomic<std::size_t> opened = 0;
  Opening opening{&waiting, &json, &opened};
  const auto open = [](void* given) -> void* {
    const auto& [of, text, done] = *static_cast<Opening*>(given);
    if (decrypt_response(*of, *text).text.expose() == "opened by each") {
      ++*done;
    }
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  std::vector<pthread_t> threads(count);
  for (pthread_t& thread : threads) {
    if (pthread_create(&thread, &attributes, open, &opening) != 0) {
      std::puts("the system gives no more threads");
      std::_Exit(77);
    }
  }
  for (const pthread_t thread : threads) {
    pthread_join(thread, nullptr);
  }
  std::printf("%zu of %zu openings at once gave the text\n", opened.load(), count);
  return opened == count ? 0 : 1;
}

/// In KiB.
long resident_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) {
      return std::atol(line.c_str() + 6);
    }
  }
  return 0;
}

int for_long(const PrivateKey& key, std::size_t count) {
  constexpr long growth_max_kib = 512;
  const ConsumerKey consumer_key("a consumer key");
  const std::string body = R"({"eventTimestamp":"2026-01-01T00:00:00Z","webhookSecret":"s"})";
  const auto now = parse_iso8601("2026-01-01T00:00:10Z").value();
  const std::string signature = sign_canonical(consumer_key, canonical_json(body));
  const std::string good = encrypt_response(key.public_key(), std::string(1000, 'x')).to_json();
  std::string bad = good;
  char& in_tag = bad[bad.find("\"tag\":\"") + 10];
  in_tag = in_tag == 'A' ? 'B' : 'A';
  long early = 0;
  std::size_t right = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i == count / 20) {
      early = resident_memory();
    }
    try {
      right += decrypt_response(key, i % 4 == 3 ? bad : good).text.size() == 1000 ? 1U : 0U;
    } catch (const Error& error) {
      right += error.code() == Errc::decryption_failed && i % 4 == 3 ? 1U : 0U;
    }
    static_cast<void>(sign(consumer_key, {"/p", "q=1", body}));
    static_cast<void>(verify_webhook(consumer_key, body, signature, now));
  }
  const long late = resident_memory();
  std::printf(
      "%zu of %zu openings were as they must; %ld KiB of memory after a twentieth, %ld KiB at the "
      "end\n",
      right, count, early, late);
  return right == count && late <= early + growth_max_kib ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    return 2;
  }
  const PrivateKey key = PrivateKey::parse(test::read_file(std::string(argv[1]) + "/rsa1024.pem"));
  const auto count = static_cast<std::size_t>(std::atol(argv[3]));
  return std::string_view(argv[2]) == "together" ? together(key, count) : for_long(key, count);
}
