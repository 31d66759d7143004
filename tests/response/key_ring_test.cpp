// SPDX-License-Identifier: Apache-2.0
// Several keys at once, while one takes the place of another.
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypt.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// A key that counts how often it is asked to unwrap.
class Counted final : public KeyUnwrapper {
 public:
  Counted(PrivateKey key, int& times) : key_(std::move(key)), times_(times) {}
  [[nodiscard]] std::string_view name() const noexcept override { return "counted"; }
  [[nodiscard]] const PublicKey& public_key() const noexcept override { return key_.public_key(); }
  [[nodiscard]] std::optional<SecretBytes> unwrap(
      std::span<const std::uint8_t> ciphertext) const override {
    ++times_;
    return key_.unwrap(ciphertext);
  }

 private:
  PrivateKey key_;
  int& times_;
};

std::vector<PrivateKey> ring(std::initializer_list<const char*> names) {
  std::vector<PrivateKey> keys;
  for (const char* name : names) {
    keys.push_back(vector_key(name));
  }
  return keys;
}

EncryptedResponse response_for(const char* name) {
  return encrypt_response(vector_key(name).public_key(), "plaintext");
}

}  // namespace

TEST_CASE("a ring opens what was made for any of its keys and tells which", "[response]") {
  const auto names = {"rsa2048.pem", "rsa2048-other.pem", "rsa4096.pem", "rsa2048-e3.pem"};
  const std::vector<PrivateKey> keys = ring(names);
  std::size_t index = 0;
  for (const char* name : names) {
    CAPTURE(name);
    const EncryptedResponse response = response_for(name);
    for (int i = 0; i < 4; ++i) {  // whether it is below the other moduli is chance
      const DecryptedResponse opened = decrypt_response(keys, response);
      CHECK(opened.text.expose() == "plaintext");
      CHECK(opened.key_index == index);
    }
    CHECK(decrypt_response(keys, response.to_json()).key_index == index);
    ++index;
  }
}

TEST_CASE("a ring of one key does what the key does", "[response]") {
  const std::vector<PrivateKey> keys = ring({"rsa2048.pem"});
  CHECK(decrypt_response(keys, response_for("rsa2048.pem")).key_index == 0);
  for (const char* other : {"rsa4096.pem", "rsa2048-other.pem"}) {
    const EncryptedResponse response = response_for(other);
    CHECK(outcome_of([&] { return decrypt_response(keys, response); }) ==
          outcome_of([&] { return decrypt_response(keys[0], response); }));
  }
}

TEST_CASE("the same key twice is the first of them", "[response]") {
  const std::vector<PrivateKey> keys = ring({"rsa2048-other.pem", "rsa2048.pem", "rsa2048.pem"});
  CHECK(decrypt_response(keys, response_for("rsa2048.pem")).key_index == 1);
}

TEST_CASE("a ring unwraps with every key of the right size, whichever opens the response",
          "[response]") {
  constexpr std::size_t count = 4;
  const char* const names[count] = {"rsa2048.pem", "rsa2048-other.pem", "rsa2048-e3.pem",
                                    "composite-p.pem"};
  std::vector<int> times(count, 0);
  std::vector<PrivateKey> keys;
  for (std::size_t i = 0; i < count; ++i) {
    keys.emplace_back(std::make_unique<Counted>(vector_key(names[i]), times[i]));
  }
  for (const char* name : {"rsa2048.pem", "rsa2048-other.pem", "rsa2048-e3.pem"}) {
    CAPTURE(name);
    const EncryptedResponse response = response_for(name);
    std::fill(times.begin(), times.end(), 0);
    static_cast<void>(decrypt_response(keys, response));
    for (std::size_t i = 0; i < count; ++i) {
      // A key whose modulus is below the number is passed over; that much is public.
      const auto modulus = keys[i].public_key().modulus();
      const auto number = response.encrypted_shared_key();
      const bool fits = std::lexicographical_compare(number.begin(), number.end(), modulus.begin(),
                                                     modulus.end());
      CHECK(times[i] == (fits ? 1 : 0));
    }
  }
}

TEST_CASE(
    "no key of a ring fits: that a number is out of range is told before that a length is wrong",
    "[response]") {
  const std::vector<PrivateKey> keys = ring({"rsa3072.pem", "rsa4096.pem"});
  CHECK(outcome_of([&] { return decrypt_response(keys, response_for("rsa2048.pem")); }) ==
        "invalid_encrypted_shared_key_length");
  CHECK(outcome_of([&] { return decrypt_response(keys, response_for("rsa3072.pem")); }) == "ok");

  // As long as the modulus, and above it.
  const EncryptedResponse response = response_for("rsa2048.pem");
  const EncryptedMessage& message = response.message();
  const EncryptedResponse high(
      Bytes(256, 0xff), {copy(message.ciphertext()), copy(message.tag()), copy(message.nonce())});
  const std::vector<PrivateKey> mixed = ring({"rsa4096.pem", "rsa2048.pem", "rsa3072.pem"});
  CHECK(outcome_of([&] { return decrypt_response(mixed, high); }) ==
        "encrypted_shared_key_out_of_range");
}

TEST_CASE("a ring tells nothing of why a response does not open", "[response]") {
  const std::vector<PrivateKey> keys = ring({"rsa2048-other.pem", "rsa2048-e3.pem"});
  const auto wrong_key =
      error_of([&] { return decrypt_response(keys, response_for("rsa2048.pem")); });
  const EncryptedResponse response = response_for("rsa2048-e3.pem");
  const EncryptedMessage& message = response.message();
  Bytes tag = copy(message.tag());
  tag[0] = static_cast<std::uint8_t>(tag[0] ^ 1);
  const EncryptedResponse changed(copy(response.encrypted_shared_key()),
                                  {copy(message.ciphertext()), tag, copy(message.nonce())});
  const auto wrong_tag = error_of([&] { return decrypt_response(keys, changed); });
  REQUIRE(wrong_key);
  REQUIRE(wrong_tag);
  // By chance the number may be above every modulus; then that is told, and is public.
  if (wrong_key->code() == Errc::decryption_failed) {
    CHECK(std::string(wrong_key->what()) == wrong_tag->what());
  }
  CHECK(wrong_tag->code() == Errc::decryption_failed);
}

TEST_CASE("a ring has 1 to 16 keys", "[response]") {
  const EncryptedResponse response = response_for("rsa1024.pem");
  std::vector<PrivateKey> keys;
  CHECK(outcome_of([&] { return decrypt_response(keys, response); }) == "invalid_argument");
  for (std::size_t i = 0; i < KeyRing::size_max; ++i) {
    keys.push_back(vector_key("rsa1024.pem"));
  }
  CHECK(decrypt_response(keys, response).key_index == 0);
  keys.push_back(vector_key("rsa1024.pem"));
  CHECK(outcome_of([&] { return decrypt_response(keys, response); }) == "invalid_argument");
}

TEST_CASE("if a key of a ring throws, the ring throws the same error", "[response]") {
  const auto failing = [](Errc code) {
    std::vector<PrivateKey> keys = ring({"rsa2048.pem"});
    const PublicKey public_key = keys.front().public_key();
    keys.emplace_back(std::make_unique<FunctionUnwrapper>(
        "failing", public_key, [code](std::span<const std::uint8_t>) -> std::optional<SecretBytes> {
          throw Error(code, "as if the place failed");
        }));
    return keys;
  };
  for (const Errc code : {Errc::token_failed, Errc::invalid_encrypted_shared_key_length}) {
    const std::vector<PrivateKey> keys = failing(code);
    CHECK(outcome_of([&] { return decrypt_response(keys, response_for("rsa2048.pem")); }) ==
          to_string(code));
  }
}

TEST_CASE("the old nonce form is tried for a ring as for a key", "[response]") {
  const std::vector<PrivateKey> keys = ring({"rsa2048-other.pem", "rsa2048.pem"});
  const EncryptedResponse response =
      encrypt_response(keys[1].public_key(), "old", {.nonce_form = NonceForm::legacy15});
  const DecryptedResponse opened = decrypt_response(keys, response);
  CHECK(opened.nonce_form == NonceForm::legacy15);
  CHECK(opened.key_index == 1);
  CHECK(outcome_of([&] { return decrypt_response(keys, response, {.try_legacy_nonce = false}); }) ==
        "decryption_failed");
}
