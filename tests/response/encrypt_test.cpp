// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypt.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

const PrivateKey& rsa1024() {
  static const PrivateKey key = vector_key("rsa1024.pem");
  return key;
}

}  // namespace

TEST_CASE("what is encrypted opens again, in both forms, at every length up to 300", "[response]") {
  std::string text;
  for (std::size_t size = 0; size <= 300; ++size) {
    for (const NonceForm form : {NonceForm::rfc7253, NonceForm::legacy15}) {
      const SharedKey key = SharedKey::generate(size % 3 == 0 ? 16 : size % 3 == 1 ? 24 : 32);
      const Bytes nonce(15, static_cast<std::uint8_t>(size));
      const DecryptedResponse opened =
          decrypt_message(key, encrypt_message(key, text, nonce, form));
      CHECK(opened.text.expose() == text);
      CHECK(opened.nonce_form == form);
    }
    text.push_back(static_cast<char>(size * 31));
  }
}

TEST_CASE("an encrypted response has the API's shape", "[response]") {
  for (const char* name : {"rsa1024", "rsa2047", "rsa2048", "rsa3072", "rsa4096"}) {
    const PrivateKey key = vector_key(std::string(name) + ".pem");
    const EncryptedResponse response = encrypt_response(key.public_key(), "text");
    CHECK(response.encrypted_shared_key().size() == key.public_key().modulus_bytes());
    CHECK(response.message().nonce().size() == 15);
    CHECK(response.message().ciphertext().size() == 4);
    CHECK(decrypt_response(key, response.to_json()).text.expose() == "text");
  }
}

TEST_CASE("the nonce has the asked length, from 1 byte to 15", "[response]") {
  for (std::size_t size = 1; size <= 15; ++size) {
    const EncryptedResponse response =
        encrypt_response(rsa1024().public_key(), "text", {.nonce_bytes = size});
    CHECK(response.message().nonce().size() == size);
    CHECK(decrypt_response(rsa1024(), response).nonce_form == NonceForm::rfc7253);
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{16}}) {
    CHECK(outcome_of([&] {
            return encrypt_response(rsa1024().public_key(), "text", {.nonce_bytes = size});
          }) == "invalid_nonce_length");
  }
  CHECK(outcome_of([] {
          return encrypt_response(rsa1024().public_key(), "text",
                                  {.nonce_form = NonceForm::legacy15, .nonce_bytes = 12});
        }) == "invalid_nonce_length");
}

TEST_CASE("the shared key has the asked size and is text", "[response]") {
  for (const std::size_t size : {std::size_t{16}, std::size_t{24}, std::size_t{32}}) {
    const EncryptedResponse response =
        encrypt_response(rsa1024().public_key(), "x", {.shared_key_bytes = size});
    const SharedKey key = unwrap_shared_key(rsa1024(), response);
    CHECK(key.size() == size);
    for (const std::uint8_t byte : key.expose()) {
      CHECK(byte < 0x80);
    }
  }
  CHECK(outcome_of([] { return SharedKey::generate(20); }) == "invalid_shared_key_length");
  CHECK(outcome_of([] {
          return encrypt_response(rsa1024().public_key(), "x", {.shared_key_bytes = 0});
        }) == "invalid_shared_key_length");
}

TEST_CASE("a shared key uses all of its 64 characters", "[response]") {
  std::set<std::uint8_t> seen;
  for (int i = 0; i < 60; ++i) {  // 1920 draws: each character is missing with chance 1e-13
    const SharedKey key = SharedKey::generate();
    seen.insert(key.expose().begin(), key.expose().end());
  }
  CHECK(seen.size() == 64);
}

TEST_CASE("no two responses share a key, a nonce or a ciphertext", "[response]") {
  std::set<std::string> keys;
  std::set<std::string> nonces;
  std::set<std::string> ciphertexts;
  for (int i = 0; i < 50; ++i) {
    const EncryptedResponse response = encrypt_response(rsa1024().public_key(), "the same text");
    keys.emplace(text_of(unwrap_shared_key(rsa1024(), response).expose()));
    nonces.emplace(text_of(response.message().nonce()));
    ciphertexts.emplace(text_of(response.message().ciphertext()));
    CHECK(response.to_json().find("the same text") == std::string::npos);
  }
  CHECK(keys.size() == 50);
  CHECK(nonces.size() == 50);
  CHECK(ciphertexts.size() == 50);
}

TEST_CASE("the legacy form needs a nonce of exactly 15 bytes", "[response]") {
  const SharedKey key = SharedKey::generate();
  for (std::size_t size = 0; size <= 17; ++size) {
    const Bytes nonce(size);
    CHECK(outcome_of([&] { return encrypt_message(key, "x", nonce, NonceForm::legacy15); }) ==
          (size == 15 ? "ok" : "invalid_nonce_length"));
    CHECK(outcome_of([&] { return encrypt_message(key, "x", nonce); }) ==
          (size >= 1 && size <= 15 ? "ok" : "invalid_nonce_length"));
  }
}

TEST_CASE("in the legacy form the last byte of the nonce does not matter", "[response]") {
  const SharedKey key = SharedKey::generate();
  Bytes nonce(15, 9);
  const EncryptedMessage first = encrypt_message(key, "text", nonce, NonceForm::legacy15);
  nonce[14] = 200;
  const EncryptedMessage second = encrypt_message(key, "text", nonce, NonceForm::legacy15);
  CHECK(copy(first.ciphertext()) == copy(second.ciphertext()));
  CHECK(copy(first.tag()) == copy(second.tag()));
  nonce[13] = 200;
  CHECK_FALSE(copy(encrypt_message(key, "text", nonce, NonceForm::legacy15).tag()) ==
              copy(first.tag()));
}
