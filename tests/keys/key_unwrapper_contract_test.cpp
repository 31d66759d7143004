// SPDX-License-Identifier: Apache-2.0
// What holds for a private key wherever its RSA step is done. The token joins in under
// tests/pkcs11/with_softhsm, which puts the vectors' keys on it.
#include <array>
#include <cstdlib>
#include <map>
#include <snapseal/snapseal.hpp>
#include <thread>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

PrivateKey from_file(const std::string& name) {
  return PrivateKey::parse(read_file(vectors_dir() / "keys" / (name + ".pem")));
}

PrivateKey in_botan(const std::string& name) {
  return from_file(name).with_backend(RsaBackend::botan);
}

PrivateKey in_openssl(const std::string& name) {
  return from_file(name).with_backend(RsaBackend::openssl);
}

PrivateKey from_function(const std::string& name) {
  auto inner = std::make_shared<PrivateKey>(from_file(name));
  const PublicKey public_key = inner->public_key();
  return PrivateKey(std::make_unique<FunctionUnwrapper>(
      "a function", public_key, [inner](std::span<const std::uint8_t> ciphertext) {
        return inner->unwrapper().unwrap(ciphertext);
      }));
}

PrivateKey from_token(const std::string& name) {
  return PrivateKey(
      open_pkcs11_key("pkcs11:token=main%20token;object=" + name +
                      "?pin-value=1234&module-path=" + std::getenv("SNAPSEAL_SOFTHSM")));
}

struct Place {
  std::string name;
  PrivateKey (*open)(const std::string&);
  bool in_memory;
};

std::vector<Place> places() {
  std::vector<Place> all{{"Botan", in_botan, true}, {"a function", from_function, false}};
  if (is_built_in(RsaBackend::openssl)) {
    all.push_back({"OpenSSL", in_openssl, true});
  }
  if (std::getenv("SNAPSEAL_SOFTHSM") != nullptr) {
    all.push_back({"PKCS#11 token main token", from_token, false});
  }
  return all;
}

/// Calls `check` with a key of each place.
template <typename Check>
void in_every_place(const std::string& name, Check&& check) {
  for (const Place& place : places()) {
    CAPTURE(place.name);
    check(place.open(name), place);
  }
}

}  // namespace

TEST_CASE("every place gives what the vectors say for every wrapped key", "[unwrapper][vectors]") {
  for (const Place& place : places()) {
    CAPTURE(place.name);
    std::map<std::string, PrivateKey> keys;  // all open at once
    std::size_t opened = 0;
    for (VectorCase& vector : read_vectors("shared_keys", 180)) {
      CAPTURE(vector.id());
      const std::string name = std::filesystem::path(vector.text("private_key")).stem().string();
      if (!keys.contains(name)) {
        keys.emplace(name, place.open(name));
      }
      const Bytes ciphertext = vector.hex("encrypted_shared_key");
      const auto expected = vector.hex_or_null("shared_key");
      std::optional<SecretBytes> bytes;
      const auto unwrap = [&] {
        bytes = keys.at(name).unwrap(ciphertext);
        if (!bytes || !SharedKey::is_valid_size(bytes->size())) {
          throw Error(Errc::decryption_failed, "");
        }
        return 0;
      };
      CHECK(outcome_of(unwrap) == vector.text("expect"));
      if (expected) {
        REQUIRE(bytes);
        CHECK(copy(bytes->expose()) == *expected);
        ++opened;
      }
    }
    CHECK(opened >= 30);
    CHECK(keys.size() == 7);
  }
}

TEST_CASE("a wrong padding gives nothing, again and again", "[unwrapper]") {
  in_every_place("rsa2048", [](const PrivateKey& key, const Place&) {
    Bytes ciphertext(256, 0);
    for (std::uint8_t i = 0; i < 16; ++i) {
      ciphertext.back() = i;  // 0 and 1 are their own roots
      CHECK_FALSE(key.unwrap(ciphertext).has_value());
    }
    const EncryptedResponse good = encrypt_response(key.public_key(), "after all that");
    CHECK(decrypt_response(key, good).text.expose() == "after all that");
  });
}

TEST_CASE("the place is not asked about ciphertexts of a wrong length or range", "[unwrapper]") {
  in_every_place("rsa2048", [](const PrivateKey& key, const Place&) {
    const auto outcome = [&](const Bytes& ciphertext) {
      return outcome_of([&] { return key.unwrap(ciphertext); });
    };
    CHECK(outcome({}) == "invalid_encrypted_shared_key_length");
    CHECK(outcome(Bytes(255, 1)) == "invalid_encrypted_shared_key_length");
    CHECK(outcome(Bytes(257, 0)) == "invalid_encrypted_shared_key_length");
    CHECK(outcome(Bytes(256, 0xff)) == "encrypted_shared_key_out_of_range");
    CHECK(outcome(copy(key.public_key().modulus())) == "encrypted_shared_key_out_of_range");
  });
  const PublicKey public_key = from_file("rsa2048").public_key();
  bool is_called = false;
  const PrivateKey watched(std::make_unique<FunctionUnwrapper>(
      "watched", public_key, [&](auto) -> std::optional<SecretBytes> {
        is_called = true;
        return std::nullopt;
      }));
  CHECK(error_of([&] { return watched.unwrap(Bytes(255, 1)); }));
  CHECK(error_of([&] { return watched.unwrap(Bytes(256, 0xff)); }));
  CHECK_FALSE(is_called);
  CHECK_FALSE(watched.unwrap(Bytes(256, 1)));
  CHECK(is_called);
}

TEST_CASE("eight threads at once get the same answers as one", "[unwrapper][threads]") {
  in_every_place("rsa2048", [](const PrivateKey& key, const Place&) {
    constexpr int rounds = 10;
    std::vector<EncryptedResponse> responses;
    for (int i = 0; i < 8; ++i) {
      responses.push_back(encrypt_response(key.public_key(), "for thread " + std::to_string(i)));
    }
    std::array<int, 8> right{};
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < right.size(); ++i) {
      threads.emplace_back([&, i] {
        for (int round = 0; round < rounds; ++round) {
          const auto opened = decrypt_response(key, responses[i]);
          right[i] += opened.text.expose() == "for thread " + std::to_string(i) ? 1 : 0;
          right[i] += key.unwrap(Bytes(256, 1)).has_value() ? 100 : 0;
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    for (const int count : right) {
      CHECK(count == rounds);
    }
  });
}

TEST_CASE("a key says where it is, and what its public half is", "[unwrapper]") {
  for (const std::string name : {"rsa1024", "rsa2047", "rsa2048-e3", "rsa4096"}) {
    const PublicKey registered =
        PublicKey::parse(read_file(vectors_dir() / "keys" / (name + ".pub")));
    in_every_place(name, [&](const PrivateKey& key, const Place& place) {
      CHECK(key.unwrapper().name() == place.name);
      CHECK(key.public_key() == registered);
      CHECK(key.unwrapper().public_key() == registered);
    });
  }
}

TEST_CASE("responses open in every place, and those for another key do not", "[unwrapper]") {
  const PublicKey other = from_file("rsa2048-other").public_key();
  in_every_place("rsa2048", [&](const PrivateKey& key, const Place&) {
    for (const NonceForm form : {NonceForm::rfc7253, NonceForm::legacy15}) {
      const std::string json =
          encrypt_response(key.public_key(), "a text", {.nonce_form = form}).to_json();
      CHECK(decrypt_response(key, json).text.expose() == "a text");
      CHECK(decrypt_response(key, json).nonce_form == form);
    }
    const std::string code =
        outcome_of([&] { return decrypt_response(key, encrypt_response(other, "a text")); });
    // By chance, the number is not below the modulus.
    CHECK((code == "decryption_failed" || code == "encrypted_shared_key_out_of_range"));
  });
}

TEST_CASE("only a key in memory can be written, tested and given another back end", "[unwrapper]") {
  in_every_place("rsa2048", [](const PrivateKey& key, const Place& place) {
    const std::string expected = place.in_memory ? "ok" : "private_key_not_exportable";
    CHECK(outcome_of([&] { return key.to_pkcs8_pem(); }) == expected);
    CHECK(outcome_of([&] { return key.to_encrypted_pkcs8_pem("pass"); }) == expected);
    CHECK(outcome_of([&] { return key.check_primes(); }) == expected);
    CHECK(outcome_of([&] { return key.with_backend(RsaBackend::botan); }) == expected);
  });
}

TEST_CASE("a key that is moved stays where it is", "[unwrapper]") {
  in_every_place("rsa2048", [](const PrivateKey& key, const Place& place) {
    const EncryptedResponse response = encrypt_response(key.public_key(), "moved");
    PrivateKey first = place.open("rsa2048");
    PrivateKey second = std::move(first);
    first = std::move(second);
    CHECK(decrypt_response(first, response).text.expose() == "moved");
  });
}

TEST_CASE("what the place throws passes through unchanged", "[unwrapper]") {
  struct OutOfOrder {
    int number;
  };
  const PrivateKey key(std::make_unique<FunctionUnwrapper>(
      "broken", from_file("rsa2048").public_key(),
      [](auto) -> std::optional<SecretBytes> { throw OutOfOrder{7}; }));
  const EncryptedResponse response = encrypt_response(key.public_key(), "text");
  const auto thrown_by = [](auto&& call) {
    try {
      static_cast<void>(call());
    } catch (const OutOfOrder& broken) {
      return broken.number;
    }
    return 0;
  };
  CHECK(thrown_by([&] { return key.unwrap(Bytes(256, 1)); }) == 7);
  CHECK(thrown_by([&] { return decrypt_response(key, response); }) == 7);
  CHECK(thrown_by([&] { return unwrap_shared_key(key, response); }) == 7);
}

TEST_CASE("a function may give plain bytes, or nothing, and is then a key like any other",
          "[unwrapper]") {
  const PrivateKey inside = from_file("rsa2048");
  const EncryptedResponse response = encrypt_response(inside.public_key(), "text");
  const auto bytes = [&](std::span<const std::uint8_t> ciphertext) {
    return copy(inside.unwrap(ciphertext).value().expose());
  };
  const auto bytes_or_nothing =
      [&](std::span<const std::uint8_t> ciphertext) -> std::optional<Bytes> {
    const auto unwrapped = inside.unwrap(ciphertext);
    return unwrapped ? std::optional(copy(unwrapped->expose())) : std::nullopt;
  };
  const auto secret = [&](std::span<const std::uint8_t> ciphertext) {
    return inside.unwrap(ciphertext).value();
  };
  const auto opened_by = [&](auto function) {
    const auto key = PrivateKey::from_function("keychain", inside.public_key(), function);
    CHECK(key.unwrapper().name() == "keychain");
    return std::string(decrypt_response(key, response).text.expose());
  };
  CHECK(opened_by(bytes) == "text");
  CHECK(opened_by(bytes_or_nothing) == "text");
  CHECK(opened_by(secret) == "text");
  CHECK(opened_by([&](auto ciphertext) { return inside.unwrap(ciphertext); }) == "text");

  const auto key = PrivateKey::from_function("keychain", inside.public_key(), bytes_or_nothing);
  CHECK_FALSE(key.unwrap(Bytes(256, 1)).has_value());
  CHECK(outcome_of([&] {
          return PrivateKey::from_function("", inside.public_key(), bytes).unwrapper().name();
        }) == "invalid_argument");
  CHECK(outcome_of([&] {
          return PrivateKey::from_function("x", inside.public_key(), FunctionUnwrapper::Function())
              .unwrapper()
              .name();
        }) == "invalid_argument");
}

TEST_CASE("an empty function is refused, whatever bytes it would give", "[unwrapper]") {
  const PublicKey public_key = from_file("rsa2048").public_key();
  const auto outcome = [&](auto function) {
    return outcome_of(
        [&] { return PrivateKey::from_function("x", public_key, function).unwrapper().name(); });
  };
  using Ciphertext = std::span<const std::uint8_t>;
  CHECK(outcome(FunctionUnwrapper::Function()) == "invalid_argument");
  CHECK(outcome(std::function<Bytes(Ciphertext)>()) == "invalid_argument");
  CHECK(outcome(static_cast<Bytes (*)(Ciphertext)>(nullptr)) == "invalid_argument");
  CHECK(outcome(static_cast<SecretBytes (*)(Ciphertext)>(nullptr)) == "invalid_argument");
  CHECK(outcome(+[](Ciphertext) { return Bytes(32); }) == "ok");
}

TEST_CASE("a place without a name, a function or itself is refused", "[unwrapper]") {
  const PublicKey key = from_file("rsa2048").public_key();
  const auto none = [](auto) { return std::optional<SecretBytes>(); };
  CHECK(outcome_of([&] { return FunctionUnwrapper("x", key, none).name().size(); }) == "ok");
  CHECK(outcome_of([&] { return FunctionUnwrapper("", key, none).name().size(); }) ==
        "invalid_argument");
  CHECK(outcome_of([&] { return FunctionUnwrapper("x", key, nullptr).name().size(); }) ==
        "invalid_argument");
  CHECK(outcome_of([] { return PrivateKey(std::unique_ptr<const KeyUnwrapper>()); }) ==
        "invalid_argument");
}

TEST_CASE("a build without tokens says so when it is asked for one", "[unwrapper]") {
  const std::string outcome = outcome_of([] { return open_pkcs11_key("no URI"); });
  CHECK(outcome == (has_pkcs11() ? "invalid_argument" : "crypto_unavailable"));
}
