// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypt.hpp>
#include <thread>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("ten threads use one key at once, good and bad responses mixed", "[response][threads]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const std::string good = encrypt_response(key.public_key(), "text").to_json();
  const EncryptedResponse parsed = EncryptedResponse::parse(good);
  const EncryptedResponse bad(
      copy(parsed.encrypted_shared_key()),
      {copy(parsed.message().ciphertext()), Bytes(16, 0), copy(parsed.message().nonce())});
  const std::string bad_json = bad.to_json();

  constexpr int rounds = 25;
  std::atomic<int> opened = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < rounds; ++round) {
        opened += decrypt_response(key, good).text.expose() == "text" ? 1 : 0;
        refused +=
            outcome_of([&] { return decrypt_response(key, bad_json); }) == "decryption_failed" ? 1
                                                                                               : 0;
        opened += key.public_key().to_openssh().empty() ? 100 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(opened == 10 * rounds);
  CHECK(refused == 10 * rounds);
}

TEST_CASE("a key that is moved keeps working", "[response]") {
  PrivateKey first = vector_key("rsa2048.pem");
  const EncryptedResponse response = encrypt_response(first.public_key(), "text");
  CHECK(decrypt_response(first, response).text.expose() == "text");
  const PrivateKey second = std::move(first);
  CHECK(decrypt_response(second, response).text.expose() == "text");
}
