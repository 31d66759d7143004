// SPDX-License-Identifier: Apache-2.0
// Many responses at once.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <snapseal/response/decrypt_responses.hpp>
#include <snapseal/response/encrypt.hpp>
#include <stdexcept>
#include <thread>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

using Tasks = std::vector<std::function<void()>>;

/// Numbered responses for a key; every fifth is not one.
std::vector<std::string> numbered(const PrivateKey& key, std::size_t count) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    texts.push_back(i % 5 == 3 ? "{}"
                               : encrypt_response(key.public_key(), std::to_string(i)).to_json());
  }
  return texts;
}

/// How many results are what `numbered` gives.
std::size_t right_ones(const std::vector<DecryptResult>& results) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (i % 5 == 3) {
      right += !results[i] && results[i].error().code() == Errc::missing_member ? 1 : 0;
    } else {
      right += results[i] && results[i].value().text.expose() == std::to_string(i) ? 1 : 0;
    }
  }
  return right;
}

/// A key whose place does what a function says before it unwraps.
PrivateKey key_that(const PrivateKey& key, const std::function<void()>& does) {
  return PrivateKey(std::make_unique<FunctionUnwrapper>(
      "test", key.public_key(), [&key, does](std::span<const std::uint8_t> ciphertext) {
        does();
        return key.unwrapper().unwrap(ciphertext);
      }));
}

}  // namespace

TEST_CASE("result i is that of text i, however many threads there are", "[response][threads]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const auto texts = numbered(key, 33);
  for (const std::size_t threads : {0, 1, 2, 7, 1000}) {
    CAPTURE(threads);
    const auto results = decrypt_responses(key, texts, {.parallelism = threads});
    CHECK(results.size() == texts.size());
    CHECK(right_ones(results) == texts.size());
  }
  CHECK(right_ones(decrypt_responses(key, texts)) == texts.size());
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  CHECK(right_ones(decrypt_responses(key, views)) == texts.size());
}

TEST_CASE("no responses give no results, and no executor is asked", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  bool asked = false;
  const Executor executor = [&asked](const auto& /*task*/) { asked = true; };
  CHECK(decrypt_responses(key, std::vector<std::string>{}, {.executor = executor}).empty());
  CHECK(decrypt_responses(key, numbered(key, 1), {.parallelism = 8, .executor = executor}).size() ==
        1);
  CHECK_FALSE(asked);
}

TEST_CASE("each response has the error that it has alone", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const PrivateKey other = vector_key("rsa2048-other.pem");
  const PrivateKey larger = vector_key("rsa4096.pem");
  EncryptOptions legacy;
  legacy.nonce_form = NonceForm::legacy15;
  const std::vector<std::string> texts = {
      "",
      "[1]",
      encrypt_response(larger.public_key(), "text").to_json(),
      encrypt_response(other.public_key(), "text").to_json(),
      encrypt_response(key.public_key(), "text", legacy).to_json(),
      encrypt_response(key.public_key(), std::string(5000, 'x')).to_json(),
  };
  DecryptOptions options;
  options.try_legacy_nonce = false;
  ParseOptions parse_options;
  parse_options.limits.response_bytes = 4000;
  const auto results =
      decrypt_responses(key, texts, {.decrypt = options, .parse = parse_options, .parallelism = 3});
  REQUIRE(results.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(i);
    const auto alone =
        error_of([&] { return decrypt_response(key, texts[i], options, parse_options); });
    REQUIRE(alone);
    REQUIRE_FALSE(results[i]);
    CHECK(results[i].error().code() == alone->code());
    CHECK(std::string(results[i].error().what()) == alone->what());
    CHECK(results[i].error().field() == alone->field());
    CHECK(results[i].cause() == nullptr);
  }
}

TEST_CASE("a result that is not looked at before it is used throws", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  auto results = decrypt_responses(key, numbered(key, 4));
  CHECK(results[0].has_value());
  CHECK(outcome_of([&] { return results[0].error().code(); }) == "invalid_argument");
  CHECK(results[0].cause() == nullptr);
  CHECK_FALSE(results[3].has_value());
  CHECK(outcome_of([&] { return results[3].value().key_index; }) == "missing_member");
  CHECK(outcome_of([&] { return std::move(results[3]).value(); }) == "missing_member");
  CHECK(results[0]->text.expose() == "0");
  CHECK((*results[0]).nonce_form == NonceForm::rfc7253);
  CHECK(outcome_of([&] { return results[3]->key_index; }) == "missing_member");
  CHECK(outcome_of([&] { return (*results[3]).key_index; }) == "missing_member");
  CHECK(std::move(results[0]).value().text.expose() == "0");
}

TEST_CASE("a batch for several keys tells for each response which key opened it", "[response]") {
  std::vector<PrivateKey> keys;
  keys.push_back(vector_key("rsa2048.pem"));
  keys.push_back(vector_key("rsa4096.pem"));
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 6; ++i) {
    texts.push_back(encrypt_response(keys[i % 2].public_key(), "text").to_json());
  }
  const auto results = decrypt_responses(keys, texts, {.parallelism = 2});
  REQUIRE(results.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(results[i].value().key_index == i % 2);
  }
  const std::vector<PrivateKey> none;
  CHECK(outcome_of([&] { return decrypt_responses(none, texts); }) == "invalid_argument");
  CHECK(outcome_of([&] { return decrypt_responses(none, std::vector<std::string>{}); }) ==
        "invalid_argument");
  while (keys.size() < 17) {
    keys.push_back(vector_key("rsa2048.pem"));
  }
  CHECK(outcome_of([&] { return decrypt_responses(keys, texts); }) == "invalid_argument");
}

TEST_CASE("an executor may run its tasks at once", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const auto texts = numbered(key, 12);
  int asked = 0;
  const auto results = decrypt_responses(key, texts, {.parallelism = 4, .executor = [&](auto task) {
                                                        ++asked;
                                                        task();
                                                        task();  // once more does no harm
                                                      }});
  CHECK(right_ones(results) == texts.size());
  CHECK(asked == 3);
}

TEST_CASE("an executor that drops its tasks, or throws, costs only speed", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const auto texts = numbered(key, 12);
  CHECK(right_ones(decrypt_responses(
            key, texts, {.parallelism = 4, .executor = [](const auto& /*task*/) {}})) ==
        texts.size());
  int asked = 0;
  const auto results = decrypt_responses(key, texts, {.parallelism = 8, .executor = [&](auto task) {
                                                        if (++asked == 3) {
                                                          throw std::runtime_error("full");
                                                        }
                                                        task();
                                                      }});
  CHECK(right_ones(results) == texts.size());
  CHECK(asked == 3);
}

TEST_CASE("tasks that run after the call do nothing", "[response]") {
  Tasks kept;
  int unwrapped = 0;
  {
    const PrivateKey key = vector_key("rsa2048.pem");
    const PrivateKey counted = key_that(key, [&unwrapped] { ++unwrapped; });
    const auto texts = numbered(key, 12);
    const auto results = decrypt_responses(
        counted, texts,
        {.parallelism = 4, .executor = [&](const auto& task) { kept.push_back(task); }});
    CHECK(right_ones(results) == texts.size());
  }
  CHECK(kept.size() == 3);
  CHECK(unwrapped == 10);
  for (const auto& task : kept) {
    task();  // AddressSanitizer sees it if key or texts are touched
  }
  CHECK(unwrapped == 10);
}

TEST_CASE("a pool all of whose threads call for a batch each does not block",
          "[response][threads]") {
  // A pool of two threads, on which each of two tasks asks the same pool for help.
  const PrivateKey key = vector_key("rsa2048.pem");
  const auto texts = numbered(key, 12);
  std::mutex mutex;
  std::condition_variable more;
  std::deque<std::function<void()>> queue;
  bool ended = false;
  const Executor executor = [&](std::function<void()> task) {
    const std::lock_guard lock(mutex);
    queue.push_back(std::move(task));
    more.notify_one();
  };
  std::atomic<std::size_t> right = 0;
  const auto batch = [&] {
    right += right_ones(decrypt_responses(key, texts, {.parallelism = 3, .executor = executor}));
  };
  executor(batch);
  executor(batch);
  std::vector<std::thread> pool;
  for (int i = 0; i < 2; ++i) {
    pool.emplace_back([&] {
      for (;;) {
        std::unique_lock lock(mutex);
        more.wait(lock, [&] { return ended || !queue.empty(); });
        if (queue.empty()) {
          return;
        }
        const auto task = std::move(queue.front());
        queue.pop_front();
        lock.unlock();
        task();
      }
    });
  }
  {
    const std::lock_guard lock(mutex);
    ended = true;
  }
  more.notify_all();
  for (std::thread& thread : pool) {
    thread.join();
  }
  CHECK(right == 2 * texts.size());
}

TEST_CASE("work goes on on as many threads as are asked for at a time", "[response][threads]") {
  // Each unwrapping waits until three are under way: with fewer threads this would never end.
  const PrivateKey key = vector_key("rsa2048.pem");
  std::mutex mutex;
  std::condition_variable all_here;
  int here = 0;
  const PrivateKey meeting = key_that(key, [&] {
    std::unique_lock lock(mutex);
    ++here;
    all_here.notify_all();
    all_here.wait(lock, [&] { return here >= 3; });
  });
  const std::vector<std::string> texts(3, encrypt_response(key.public_key(), "text").to_json());
  const auto results = decrypt_responses(meeting, texts, {.parallelism = 3});
  CHECK(results[0].has_value());
  CHECK(results[1].has_value());
  CHECK(results[2].has_value());
}

TEST_CASE("a place of the key that throws fails that response alone", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  std::atomic<int> calls = 0;
  const PrivateKey flaky = key_that(key, [&calls] {
    switch (++calls) {
      case 2: throw std::runtime_error("the network is away");
      case 3: throw Error(Errc::token_failed, "the token is gone");
      case 4: throw 17;  // NOLINT(hicpp-exception-baseclass)
      default: break;
    }
  });
  const std::vector<std::string> texts(6, encrypt_response(key.public_key(), "text").to_json());
  const auto results = decrypt_responses(flaky, texts);
  REQUIRE(results.size() == 6);
  for (const std::size_t i : {0, 4, 5}) {
    CHECK(results[i].value().text.expose() == "text");
  }
  CHECK(results[1].error().code() == Errc::key_unwrapper_failed);
  REQUIRE(results[1].cause() != nullptr);
  CHECK_THROWS_WITH(std::rethrow_exception(results[1].cause()), "the network is away");
  CHECK(results[2].error().code() == Errc::token_failed);
  CHECK(results[2].cause() == nullptr);
  CHECK(results[3].error().code() == Errc::key_unwrapper_failed);
  CHECK_THROWS_AS(std::rethrow_exception(results[3].cause()), int);
}

TEST_CASE("if memory runs out the batch ends, and no response is begun any more", "[response]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  int calls = 0;
  const PrivateKey starved = key_that(key, [&calls] {
    if (++calls == 3) {
      throw std::bad_alloc();
    }
  });
  const std::vector<std::string> texts(9, encrypt_response(key.public_key(), "text").to_json());
  Tasks kept;
  const Executor late = [&kept](const auto& task) { kept.push_back(task); };
  CHECK_THROWS_AS(decrypt_responses(starved, texts, {.parallelism = 2, .executor = late}),
                  std::bad_alloc);
  CHECK(calls == 3);
  REQUIRE(kept.size() == 1);
  kept[0]();
  CHECK(calls == 3);
}

TEST_CASE("if memory runs out on one thread the others stop too", "[response][threads]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const auto caller = std::this_thread::get_id();
  std::atomic<bool> failed = false;
  const PrivateKey starved = key_that(key, [&] {
    if (std::this_thread::get_id() != caller) {
      failed = true;
      throw std::bad_alloc();
    }
    while (!failed) {  // so that there is work left for the other thread
      std::this_thread::yield();
    }
  });
  const std::vector<std::string> texts(4, encrypt_response(key.public_key(), "text").to_json());
  CHECK_THROWS_AS(decrypt_responses(starved, texts, {.parallelism = 2}), std::bad_alloc);
}
