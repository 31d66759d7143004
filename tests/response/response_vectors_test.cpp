// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <snapseal/core/base64.hpp>
#include <snapseal/response/decrypt.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// Keys are read once: some cost a passphrase hash.
class Keys {
 public:
  const PrivateKey* find(const std::string& file, const std::optional<std::string>& passphrase) {
    const auto name = std::make_pair(file, passphrase);
    auto known = keys_.find(name);
    if (known == keys_.end()) {
      known =
          keys_.emplace(name, PrivateKey::parse(read_file(vectors_dir() / file), passphrase)).first;
    }
    return &known->second;
  }

 private:
  std::map<std::pair<std::string, std::optional<std::string>>, PrivateKey> keys_;
};

/// Opens a whole response and compares. Asks for each member of such a case.
void check_response(VectorCase& vector, Keys& keys) {
  const std::string key_file = vector.text("private_key");
  const auto passphrase = vector.text_or_null("passphrase");
  const std::string json = vector.text("response");
  const auto plaintext = vector.text_or_null("plaintext_base64");
  const auto form = vector.text_or_null("nonce_form");
  const bool legacy = vector.flag_or("legacy_nonce", true);
  const auto decrypt = [&](bool try_legacy_nonce) {
    return decrypt_response(*keys.find(key_file, passphrase), ExactBuffer(json).view(),
                            {.try_legacy_nonce = try_legacy_nonce});
  };
  const std::string expect = vector.text("expect");
  CHECK(outcome_of([&] { return decrypt(legacy); }) == expect);
  if (expect == "ok") {
    const DecryptedResponse opened = decrypt(legacy);
    CHECK(opened.text.expose() == text_of(base64::decode(plaintext.value())));
    CHECK(to_string(opened.nonce_form) == form);
  }
  if (form == "legacy15") {
    CHECK(outcome_of([&] { return decrypt(false); }) == "decryption_failed");
  }
}

}  // namespace

TEST_CASE("every message of the vectors opens in its form or fails as it must",
          "[response][vectors]") {
  for (VectorCase& vector : read_vectors("messages", 250)) {
    CAPTURE(vector.id());
    const auto plaintext = vector.hex_or_null("plaintext");
    const auto form = vector.text_or_null("nonce_form");
    const DecryptOptions options{.try_legacy_nonce = vector.flag_or("legacy_nonce", true)};
    const auto decrypt = [&] {
      const SharedKey key(SecretBytes::copy_of(vector.hex("key")));
      const EncryptedMessage message(vector.hex("ciphertext"), vector.hex("tag"),
                                     vector.hex("nonce"));
      return decrypt_message(key, message, options);
    };
    const std::string expect = vector.text("expect");
    CHECK(outcome_of(decrypt) == expect);
    if (expect == "ok") {
      const DecryptedResponse opened = decrypt();
      CHECK(opened.text.expose() == text_of(plaintext.value()));
      CHECK(to_string(opened.nonce_form) == form);
    }
    for (const char* name : {"key", "ciphertext", "tag", "nonce"}) {
      vector.ignore(name);  // read in the call above unless an earlier one was refused
    }
    vector.finish();
  }
}

TEST_CASE("every shared key of the vectors unwraps or fails as it must", "[response][vectors]") {
  // The other half of the response does not matter here.
  const EncryptedMessage message({}, Bytes(16), Bytes(15));
  Keys keys;
  for (VectorCase& vector : read_vectors("shared_keys", 150)) {
    CAPTURE(vector.id());
    const PrivateKey* key = keys.find(vector.text("private_key"), std::nullopt);
    const Bytes encrypted = vector.hex("encrypted_shared_key");
    const auto expected = vector.hex_or_null("shared_key");
    const auto decrypt = [&] {
      return unwrap_shared_key(*key, EncryptedResponse(encrypted, message));
    };
    const std::string expect = vector.text("expect");
    CHECK(outcome_of(decrypt) == expect);
    if (expect == "ok") {
      CHECK(copy(decrypt().expose()) == expected);
    }
    vector.finish();
  }
}

TEST_CASE("every whole response of the vectors opens or fails as it must", "[response][vectors]") {
  Keys keys;
  for (VectorCase& vector : read_vectors("responses", 350)) {
    CAPTURE(vector.id());
    check_response(vector, keys);
    vector.finish();
  }
}

TEST_CASE("every response that other software made opens or fails as it must",
          "[response][vectors]") {
  Keys keys;
  auto vectors = read_vectors("foreign/responses", 349);
  CHECK(vectors.size() == 349);
  std::set<std::string> sealed_by;
  std::set<std::string> wrapped_by;
  std::map<std::string, std::size_t> faults_of;
  std::map<std::string, std::size_t> results;
  for (VectorCase& vector : vectors) {
    CAPTURE(vector.id());
    check_response(vector, keys);
    sealed_by.insert(vector.text_or_null("ocb_by").value_or("nobody"));
    wrapped_by.insert(vector.text("oaep_by"));
    const std::string expect = vector.text("expect");
    ++results[expect];
    if (vector.has("at_fault")) {
      ++faults_of[vector.text("at_fault")];
      CHECK(expect != "ok");
    }
    vector.finish();
  }
  CHECK(sealed_by.size() == 15);
  CHECK(wrapped_by.size() == 27);
  CHECK(results == std::map<std::string, std::size_t>{{"ok", 190},
                                                      {"decryption_failed", 156},
                                                      {"invalid_encrypted_shared_key_length", 3}});
  CHECK(faults_of == std::map<std::string, std::size_t>{{"asmcrypto.js 2.3.2", 4},
                                                        {"cryptonite 0.30", 4},
                                                        {"node-rsa 1.1.1", 2},
                                                        {"node-rsa 2.0.0", 4}});
}
