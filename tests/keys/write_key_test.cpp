// SPDX-License-Identifier: Apache-2.0
// Private and public keys in the forms that are written: OpenSSH and JWK. That other programs read
// them: tests/cli/key_files.txt.
#include <botan/numthry.h>

#include <cstdio>
#include <set>
#include <snapseal/keys/private_key.hpp>

#include "core/base64url.hpp"
#include "keys/rsa/numbers.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string numbers_of(const PrivateKey& key) {
  return std::string(key.to_pkcs8_pem().expose());
}

}  // namespace

TEST_CASE("a key written in OpenSSH's format has the same numbers when it is read", "[keys]") {
  for (const char* name : {"rsa1024.pem", "rsa2047.pem", "rsa2048.pem", "rsa4096.pem"}) {
    CAPTURE(name);
    const PrivateKey key = vector_key(name);
    const SecretString plain = key.to_openssh_pem("me@laptop");
    CHECK(numbers_of(PrivateKey::parse(plain.expose())) == numbers_of(key));
    const SecretString encrypted = key.to_encrypted_openssh_pem("p\xc3\xa4ss", "me@laptop");
    CHECK(numbers_of(PrivateKey::parse(encrypted.expose(), "p\xc3\xa4ss")) == numbers_of(key));
    CHECK(outcome_of([&] { return PrivateKey::parse(encrypted.expose()); }) ==
          "passphrase_required");
    CHECK(outcome_of([&] { return PrivateKey::parse(encrypted.expose(), "p\xc3\xa4s"); }) ==
          "wrong_passphrase");
  }
}

TEST_CASE("a comment of any length keeps the OpenSSH padding right", "[keys]") {
  const PrivateKey key = vector_key("rsa1024.pem");
  for (std::size_t size = 0; size <= 17; ++size) {
    CAPTURE(size);
    const SecretString pem = key.to_openssh_pem(std::string(size, 'c'));
    CHECK(PrivateKey::parse(pem.expose()).public_key() == key.public_key());
  }
}

TEST_CASE("an OpenSSH key file is encrypted as ssh-keygen does it, each with a salt of its own",
          "[keys]") {
  const PrivateKey key = vector_key("rsa1024.pem");
  const SecretString pem = key.to_encrypted_openssh_pem("pass");
  CHECK(inspect_key_file(pem.expose()).encryption == "Bcrypt-PBKDF(24), aes256-ctr");
  std::set<std::string> written;
  for (int i = 0; i < 3; ++i) {
    written.emplace(key.to_encrypted_openssh_pem("pass").expose());
    written.emplace(key.to_openssh_pem().expose());  // the check integers
  }
  CHECK(written.size() == 6);
}

TEST_CASE("an OpenSSH key file is PEM in lines of 70 characters", "[keys]") {
  const SecretString pem = vector_key("rsa1024.pem").to_openssh_pem();
  std::string_view text = pem.expose();
  CHECK(text.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA"));
  CHECK(text.ends_with("\n-----END OPENSSH PRIVATE KEY-----\n"));
  text.remove_prefix(text.find('\n') + 1);
  CHECK(text.find('\n') == 70);
}

TEST_CASE("an empty or endless passphrase, or a comment of two lines, writes no OpenSSH key",
          "[keys]") {
  const PrivateKey key = vector_key("rsa1024.pem");
  CHECK(outcome_of([&] { return key.to_encrypted_openssh_pem(""); }) == "invalid_argument");
  CHECK(outcome_of([&] { return key.to_encrypted_openssh_pem(std::string(4097, 'p')); }) ==
        "invalid_argument");
  CHECK(outcome_of([&] { return key.to_encrypted_openssh_pem("pass", "a\nb"); }) ==
        "invalid_argument");
  CHECK(outcome_of([&] { return key.to_openssh_pem("a\rb"); }) == "invalid_argument");
  CHECK(outcome_of([&] { return key.to_openssh_pem(std::string_view("a\0b", 3)); }) ==
        "invalid_argument");
}

TEST_CASE("a private JWK has the same numbers when it is read", "[keys]") {
  for (const char* name : {"rsa1024.pem", "rsa2047.pem", "rsa2048-e3.pem", "rsa4096.pem"}) {
    CAPTURE(name);
    const PrivateKey key = vector_key(name);
    const SecretString jwk = key.to_jwk();
    CHECK(jwk.expose().starts_with(R"({"kty":"RSA","n":")"));
    CHECK(numbers_of(PrivateKey::parse(jwk.expose())) == numbers_of(key));
    CHECK(outcome_of([&] { return PublicKey::parse(jwk.expose()); }) == "not_a_public_key");
  }
}

TEST_CASE("a public JWK has the members that its thumbprint is made of, and is read again",
          "[keys]") {
  const PublicKey key = vector_key("rsa2048.pem").public_key();
  CHECK(key.to_jwk().starts_with(R"({"e":"AQAB","kty":"RSA","n":")"));
  CHECK(PublicKey::parse(key.to_jwk()) == key);
  CHECK(PublicKey::parse("\xef\xbb\xbf \n" + key.to_jwk() + "\n") == key);
  CHECK(outcome_of([&] { return PrivateKey::parse(key.to_jwk()); }) == "not_a_private_key");
}

TEST_CASE("the key of RFC 7638 section 3.1 has the thumbprint that is given there", "[keys]") {
  const PublicKey key = PublicKey::parse(R"({
      "kty": "RSA",
      "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
      "e": "AQAB",
      "alg": "RS256",
      "kid": "2011-04-29"
     })");
  CHECK(key.jwk_thumbprint_sha256() == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST_CASE("other members of a JWK are passed over, whatever they look like", "[keys]") {
  const PrivateKey key = vector_key("rsa1024.pem");
  const std::string members(key.to_jwk().expose().substr(1));
  for (const char* extra : {
           R"("kid":"0___________________",)",
           R"("kid":"ThisIsALongRunOfBase64urlCharacters",)",
           R"("kid":"caf\u00e9abcdefghijklmnopqrstuvwxyz",)",
           R"("kid":"two\nlinesABCDEFGHIJKLMNOPQRSTUVWXYZ",)",
           R"("kid":"\\ABCDEFGHIJKLMNOPQRSTUVWXYZ\"",)",
           R"("aVeryLongNameOfAMemberThatNobodyKnows":"x",)",
           R"("x5c":["MIIC"],"nested":{"n":"AQAB","d":"AQAB","p":1},"n2":12345678901234567890123,)",
           R"("exp":1e3,"ok":true,"nothing":null,"use":"sig","key_ops":["sign"],"alg":"RS256",)",
       }) {
    CAPTURE(extra);
    const std::string jwk = "{" + std::string(extra) + members;
    CHECK(outcome_of([&] {
            CHECK(numbers_of(PrivateKey::parse(ExactBuffer(jwk).view())) == numbers_of(key));
            return 0;
          }) == "ok");
  }
}

TEST_CASE("a JWK's strings mean what they mean in JSON, escapes and all", "[keys]") {
  const PrivateKey key = vector_key("rsa1024.pem");
  const std::string jwk(key.to_jwk().expose());
  const auto escaped = [&jwk](auto is_escaped) {
    std::string text;
    bool in_value = false;
    for (std::size_t at = 0; at < jwk.size(); ++at) {
      in_value = jwk[at] == '"' ? jwk[at - 1] == ':' : in_value;
      char digits[8];
      std::snprintf(digits, sizeof digits, "\\u%04X", static_cast<unsigned>(jwk[at]));
      text += in_value && jwk[at] != '"' && is_escaped(at) ? std::string(digits)
                                                           : std::string(1, jwk[at]);
    }
    return text;
  };
  for (const std::string& text :
       {escaped([](std::size_t) { return true; }),
        escaped([](std::size_t at) { return at % 7 == 0; }),
        escaped([&](std::size_t at) { return jwk[at] == '-' || jwk[at] == '_'; })}) {
    CAPTURE(text);
    CHECK(numbers_of(PrivateKey::parse(ExactBuffer(text).view())) == numbers_of(key));
  }
  std::string all_the_same = R"({"kty":"RSA","n":")";
  for (int i = 0; i < 24; ++i) {
    all_the_same += "\\u0041";
  }
  CHECK(outcome_of([&] { return PublicKey::parse(all_the_same + R"(","e":"AQAB"})"); }) ==
        "unsupported_key_size");
  CHECK(outcome_of([&] {
          return PublicKey::parse(R"({"kty":"RSA","n":"\u0141\u0142","e":"AQAB"})");
        }) == "malformed_key");
}

TEST_CASE("a JWK with text that JSON forbids is malformed, wherever it stands", "[keys]") {
  const std::string members(vector_key("rsa1024.pem").to_jwk().expose().substr(1));
  for (const char* kid :
       {R"("kid":"abcdefghijklmnopqrstuvwxyz\x",)", R"("kid":"abcdefghijklmnopqrstuvwxyz\u00g0",)",
        "\"kid\":\"abcdefghijklmnopqrstuvwxyz\xff\",",
        "\"kid\":\"abcdefghijklmnopqrstuvwxyz\n\","}) {
    CAPTURE(kid);
    CHECK(outcome_of([&] { return PrivateKey::parse("{" + std::string(kid) + members); }) ==
          "malformed_key");
  }
}

TEST_CASE("of the primes that are found, p is the larger one, as everybody writes them", "[keys]") {
  const auto numbers = PrivateKey::generate(2048).to_jwk();
  const auto member = [&numbers](std::string_view name) {
    const std::string_view text = numbers.expose();
    const std::size_t begin = text.find("\"" + std::string(name) + "\":\"") + name.size() + 4;
    const auto bytes = base64url::decode(text.substr(begin, text.find('"', begin) - begin));
    return bytes ? Botan::BigInt(bytes->expose().data(), bytes->size()) : Botan::BigInt(0);
  };
  const Botan::BigInt n = member("n");
  const Botan::BigInt d = member("d");
  for (int i = 0; i < 8; ++i) {  // chance finds the one or the other first
    const keys::RsaPrivateNumbers found = keys::recover_primes(n, 65537, d);
    CHECK(found.p > found.q);
    CHECK(found.p * found.q == n);
  }
}

TEST_CASE("a JWK without primes whose modulus is a prime or its power is refused soon", "[keys]") {
  // 2^1279 - 1 is a prime.
  const Botan::BigInt prime = Botan::BigInt::power_of_2(1279) - 1;
  const Botan::BigInt e = 65537;
  for (const Botan::BigInt& n : {prime, prime * prime}) {
    const Botan::BigInt order = n == prime ? prime - 1 : prime * (prime - 1);
    const Botan::BigInt d = Botan::inverse_mod(e, order);
    CHECK(outcome_of([&] {
            static_cast<void>(keys::recover_primes(n, e, d));
            return 0;
          }) == "inconsistent_key");
  }
}

TEST_CASE("a public key can be made of its numbers", "[keys]") {
  const PublicKey key = vector_key("rsa2047.pem").public_key();
  CHECK(PublicKey::from_numbers(key.modulus(), key.public_exponent()) == key);
  Bytes padded(3, 0);
  padded.insert(padded.end(), key.modulus().begin(), key.modulus().end());
  CHECK(PublicKey::from_numbers(padded, Bytes{0, 1, 0, 1}) == key);
  CHECK(outcome_of([&] { return PublicKey::from_numbers({}, {}); }) == "unsupported_key_size");
  CHECK(outcome_of([&] { return PublicKey::from_numbers(key.modulus(), Bytes{2}); }) ==
        "unsupported_public_exponent");
  CHECK(outcome_of([&] { return PublicKey::from_numbers(key.modulus(), {}); }) ==
        "unsupported_public_exponent");
  Bytes even = copy(key.modulus());
  even.back() = 0;
  CHECK(outcome_of([&] { return PublicKey::from_numbers(even, key.public_exponent()); }) ==
        "inconsistent_key");
}

TEST_CASE("a key written as PKCS#1, or as DER, has the same numbers when it is read", "[keys]") {
  for (const char* name : {"rsa1024.pem", "rsa2047.pem", "rsa2048-e3.pem", "rsa4096.pem"}) {
    CAPTURE(name);
    const PrivateKey key = vector_key(name);
    const auto text_of = [](const SecretBytes& der) {
      return std::string(reinterpret_cast<const char*>(der.expose().data()), der.size());
    };
    CHECK(key.to_pkcs1_pem().expose().starts_with("-----BEGIN RSA PRIVATE KEY-----\n"));
    CHECK(inspect_key_file(key.to_pkcs1_pem().expose()).format == KeyFormat::pkcs1);
    CHECK(numbers_of(PrivateKey::parse(key.to_pkcs1_pem().expose())) == numbers_of(key));
    CHECK(numbers_of(PrivateKey::parse(text_of(key.to_pkcs1_der()))) == numbers_of(key));
    CHECK(numbers_of(PrivateKey::parse(text_of(key.to_pkcs8_der()))) == numbers_of(key));
    const std::string encrypted = text_of(key.to_encrypted_pkcs8_der("pass"));
    CHECK(inspect_key_file(encrypted).format == KeyFormat::pkcs8);
    CHECK(numbers_of(PrivateKey::parse(encrypted, "pass")) == numbers_of(key));
    CHECK(outcome_of([&] { return PrivateKey::parse(encrypted, "wrong"); }) == "wrong_passphrase");
    CHECK(outcome_of([&] { return key.to_encrypted_pkcs8_der(""); }) == "invalid_argument");
    const std::vector<std::uint8_t> spki = key.public_key().to_spki_der();
    CHECK(PublicKey::parse({reinterpret_cast<const char*>(spki.data()), spki.size()}) ==
          key.public_key());
  }
}
