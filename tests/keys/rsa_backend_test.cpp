// SPDX-License-Identifier: Apache-2.0
#include <botan/numthry.h>
#include <botan/pubkey.h>
#include <botan/rsa.h>

#include <array>
#include <snapseal/snapseal.hpp>

#include "core/botan.hpp"
#include "keys/formats/pkcs1.hpp"
#include "keys/formats/read_key_file.hpp"
#include "keys/rsa/decryptor.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using Botan::BigInt;
using keys::RsaPrivateNumbers;

namespace {

constexpr std::array both{RsaBackend::botan, RsaBackend::openssl};

/// Each back end that is built in.
std::vector<RsaBackend> built_in() {
  std::vector<RsaBackend> backends;
  std::copy_if(both.begin(), both.end(), std::back_inserter(backends), is_built_in);
  return backends;
}

RsaPrivateNumbers numbers_of(const BigInt& p, const BigInt& q, const BigInt& e) {
  RsaPrivateNumbers key{p * q, e, {}, p, q, {}, {}, Botan::inverse_mod(q, p)};
  key.d = Botan::inverse_mod(e, Botan::lcm(p - 1, q - 1));
  keys::complete_crt_exponents(key);
  return key;
}

RsaPrivateNumbers numbers_in(const std::string& name) {
  return keys::read_private_key_file(key_file(name), {nullptr, Limits{}}).numbers;
}

PrivateKey key_of(const RsaPrivateNumbers& numbers) {
  const auto der = keys::write_pkcs1_private_key(numbers);
  return PrivateKey::parse(text_of({der.data(), der.size()}));
}

/// An odd number of so many bits that `fits`.
template <typename Fits>
BigInt random_number(std::size_t bits, Fits&& fits) {
  for (;;) {
    BigInt number(botan::rng(), bits);
    number.set_bit(0);
    if (number.bits() == bits && fits(number)) {
      return number;
    }
  }
}

Bytes encrypt(const PublicKey& key, std::span<const std::uint8_t> message) {
  const Botan::RSA_PublicKey rsa(
      BigInt(key.modulus().data(), key.modulus().size()),
      BigInt(key.public_exponent().data(), key.public_exponent().size()));
  return Botan::PK_Encryptor_EME(rsa, botan::rng(), "OAEP(SHA-1)")
      .encrypt(message.data(), message.size(), botan::rng());
}

std::optional<Bytes> decrypt(const PrivateKey& key, const Bytes& ciphertext) {
  const auto message = key.unwrap(ciphertext);
  return message ? std::optional(copy(message->expose())) : std::nullopt;
}

/// "nothing", "a message", or the name of the error's code.
std::string outcome_of_decrypting(const PrivateKey& key, const Bytes& ciphertext) {
  bool is_message = false;
  const std::string outcome =
      outcome_of([&] { return is_message = decrypt(key, ciphertext).has_value(); });
  return outcome != "ok" ? outcome : is_message ? "a message" : "nothing";
}

/// The same key in each back end.
std::vector<PrivateKey> everywhere(const PrivateKey& key) {
  std::vector<PrivateKey> keys;
  for (const RsaBackend backend : built_in()) {
    keys.push_back(key.with_backend(backend));
  }
  return keys;
}

void check_messages_of_every_length(const PrivateKey& any, std::size_t step = 1) {
  const std::size_t longest = any.public_key().modulus_bytes() - 42;  // RFC 8017 section 7.1.1
  for (const PrivateKey& key : everywhere(any)) {
    CAPTURE(key.unwrapper().name(), key.public_key().modulus_bits());
    for (std::size_t size = 0; size <= longest;
         size += size < longest ? std::min(step, longest - size) : 1) {
      Bytes message(size, 0);
      botan::randomize(message);
      CHECK(decrypt(key, encrypt(key.public_key(), message)) == message);
    }
  }
}

}  // namespace

TEST_CASE("a key is OpenSSL's where that is built in, and Botan's elsewhere", "[keys][backend]") {
  CHECK(is_built_in(RsaBackend::botan));
  CHECK(is_built_in(RsaBackend::openssl) == keys::has_openssl());
  CHECK(default_rsa_backend() == (keys::has_openssl() ? RsaBackend::openssl : RsaBackend::botan));
  const std::string_view expected = keys::has_openssl() ? "OpenSSL" : "Botan";
  CHECK(vector_key("rsa2048.pem").unwrapper().name() == expected);
  CHECK(PrivateKey::generate().unwrapper().name() == expected);
}

TEST_CASE("a back end has the name of its library", "[keys][backend]") {
  CHECK(to_string(RsaBackend::botan) == "Botan");
  CHECK(to_string(RsaBackend::openssl) == "OpenSSL");
  for (const RsaBackend backend : built_in()) {
    CHECK(vector_key("rsa1024.pem").with_backend(backend).unwrapper().name() == to_string(backend));
  }
}

TEST_CASE("a back end that is not built in is refused, and so is one that there is none of",
          "[keys][backend]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  for (const RsaBackend backend : both) {
    CHECK(outcome_of([&] { return key.with_backend(backend); }) ==
          (is_built_in(backend) ? "ok" : "crypto_unavailable"));
  }
  const auto unknown = static_cast<RsaBackend>(7);
  CHECK_FALSE(is_built_in(unknown));
  CHECK(to_string(unknown) == "unknown");
  const auto error = error_of([&] { return key.with_backend(unknown); });
  REQUIRE(error);
  CHECK(error->code() == Errc::crypto_unavailable);
  CHECK(error->field() == "backend");
  if (!keys::has_openssl()) {
    CHECK(outcome_of([&] { return keys::make_openssl_decryptor({}); }) == "crypto_unavailable");
  }
}

TEST_CASE("a key with another back end is the same key, and the first one stays as it was",
          "[keys][backend]") {
  for (const std::string name : {"rsa1024.pem", "rsa2048-e3.pem", "rsa4096.pem"}) {
    const PrivateKey first = vector_key(name);
    const std::string before(first.unwrapper().name());
    const EncryptedResponse response = encrypt_response(first.public_key(), "for all of them");
    for (const PrivateKey& other : everywhere(first)) {
      const PrivateKey again = other.with_backend(RsaBackend::botan);
      CHECK(other.public_key() == first.public_key());
      CHECK(other.to_pkcs8_pem() == first.to_pkcs8_pem());
      CHECK(again.to_jwk() == first.to_jwk());
      CHECK(other.check_primes());
      CHECK(decrypt_response(other, response).text.expose() == "for all of them");
      CHECK(decrypt_response(again, response).text.expose() == "for all of them");
    }
    CHECK(first.unwrapper().name() == before);
    CHECK(decrypt_response(first, response).text.expose() == "for all of them");
  }
}

TEST_CASE("messages of every length come out of every back end as they went in",
          "[keys][backend]") {
  check_messages_of_every_length(vector_key("rsa1024.pem"));
  for (const std::string name : {"rsa2047.pem", "rsa2048.pem", "rsa2048-e3.pem", "rsa4096.pem"}) {
    check_messages_of_every_length(vector_key(name), 61);
  }
}

TEST_CASE("back ends agree on random ciphertexts", "[keys][backend]") {
  for (const std::string name :
       {"rsa1024.pem", "rsa2047.pem", "rsa2048.pem", "rsa2048-e3.pem", "rsa4096.pem"}) {
    CAPTURE(name);
    const PrivateKey any = vector_key(name);
    const std::vector<PrivateKey> keys = everywhere(any);
    const auto modulus = any.public_key().modulus();
    const BigInt n(modulus.data(), modulus.size());
    const auto ciphertext_of = [&](const BigInt& number) {
      Bytes bytes(modulus.size());
      botan::to_bytes(number, bytes);
      return bytes;
    };
    std::vector<Bytes> ciphertexts;
    for (const BigInt& number : {BigInt(0), BigInt(1), BigInt(2), n - 1, n - 2, n >> 1}) {
      ciphertexts.push_back(ciphertext_of(number));
    }
    for (int i = 0; i < 20; ++i) {
      ciphertexts.push_back(ciphertext_of(BigInt::random_integer(botan::rng(), 0, n)));
    }
    for (const Bytes& ciphertext : ciphertexts) {
      for (const PrivateKey& key : keys) {
        CHECK_FALSE(decrypt(key, ciphertext).has_value());
      }
    }
  }
}

TEST_CASE("back ends agree on what a changed bit does", "[keys][backend]") {
  const PrivateKey any = vector_key("rsa1024.pem");
  const std::vector<PrivateKey> keys = everywhere(any);
  const Bytes message(16, 'k');
  const Bytes good = encrypt(any.public_key(), message);
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < good.size() * 8; bit += 5) {
    Bytes changed = good;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    std::string first;
    for (const PrivateKey& key : keys) {
      const std::string outcome = outcome_of_decrypting(key, changed);
      first = first.empty() ? outcome : first;
      CHECK(outcome == first);
      CHECK((outcome == "nothing" || outcome == "encrypted_shared_key_out_of_range"));
      refused += outcome == "nothing" ? 1 : 0;
    }
  }
  CHECK(refused > 150 * keys.size());  // the rest is not below the modulus
  for (const PrivateKey& key : keys) {
    CHECK(decrypt(key, good) == message);  // after all that
  }
}

TEST_CASE("no back end opens what was encrypted for another key", "[keys][backend]") {
  const PrivateKey right = vector_key("rsa2048.pem");
  const std::vector<PrivateKey> wrong = everywhere(vector_key("rsa2048-other.pem"));
  for (int i = 0; i < 10; ++i) {
    const Bytes ciphertext = encrypt(right.public_key(), Bytes(32, 7));
    for (const PrivateKey& key : wrong) {
      const std::string outcome = outcome_of_decrypting(key, ciphertext);
      CHECK((outcome == "nothing" || outcome == "encrypted_shared_key_out_of_range"));
    }
  }
}

TEST_CASE("public exponents of up to 256 bits decrypt under moduli of any size",
          "[keys][backend]") {
  // libcrypto does not encrypt with more than 64 bits where the modulus has more than 3072.
  for (const std::string name : {"rsa1024.pem", "rsa2048.pem", "rsa4096.pem"}) {
    const RsaPrivateNumbers known = numbers_in(name);
    for (const std::size_t bits : {33U, 64U, 65U, 256U}) {
      const BigInt e = random_number(bits, [&](const BigInt& number) {
        return Botan::gcd(number, (known.p - 1) * (known.q - 1)) == 1;
      });
      check_messages_of_every_length(key_of(numbers_of(known.p, known.q, e)), 100);
    }
  }
}

TEST_CASE("primes may come in either order and with very different lengths", "[keys][backend]") {
  const RsaPrivateNumbers known = numbers_in("rsa2048.pem");
  check_messages_of_every_length(key_of(numbers_of(known.q, known.p, known.e)), 100);
  // Mersenne's primes of 521, 1279 and 2203 bits, and a small one.
  const BigInt m521 = BigInt::power_of_2(521) - 1;
  const BigInt m1279 = BigInt::power_of_2(1279) - 1;
  const BigInt m2203 = BigInt::power_of_2(2203) - 1;
  for (const auto& [p, q] : {std::pair(m521, m1279), std::pair(m1279, m521), std::pair(m521, m2203),
                             std::pair(m2203, BigInt(65521)), std::pair(BigInt(65521), m2203)}) {
    check_messages_of_every_length(key_of(numbers_of(p, q, 65537)), 100);
  }
}

TEST_CASE("d may be longer than it must be", "[keys][backend]") {
  RsaPrivateNumbers numbers = numbers_in("rsa2048.pem");
  numbers.d = Botan::inverse_mod(numbers.e, (numbers.p - 1) * (numbers.q - 1));
  check_messages_of_every_length(key_of(numbers), 100);
}

TEST_CASE("the longest modulus decrypts in every back end", "[keys][backend][slow]") {
  const BigInt two = BigInt::power_of_2(8192);
  const RsaPrivateNumbers numbers = numbers_of(two - 2439, two - 5619, 65537);
  REQUIRE(numbers.n.bits() == 16384);
  check_messages_of_every_length(key_of(numbers), 2006);
}

TEST_CASE("a key whose primes are not prime decrypts in no back end", "[keys][backend]") {
  for (const std::string name : {"composite-p.pem", "composite-q.pem"}) {
    const PrivateKey any = vector_key(name);
    for (const PrivateKey& key : everywhere(any)) {
      CAPTURE(name, key.unwrapper().name());
      CHECK_FALSE(key.check_primes());
      for (int i = 0; i < 20; ++i) {
        CHECK_FALSE(decrypt(key, encrypt(key.public_key(), Bytes(16, 1))).has_value());
      }
    }
  }
}
