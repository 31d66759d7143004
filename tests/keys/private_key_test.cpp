// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/file_text.hpp>
#include <snapseal/keys/private_key.hpp>

#include "core/botan.hpp"
#include "keys/formats/pbes2.hpp"
#include "keys/formats/pem.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

const std::string& rsa2048_pem() {
  static const std::string pem = key_file("rsa2048.pem");
  return pem;
}

std::string outcome(std::string_view file, std::optional<std::string_view> passphrase = {},
                    const Limits& limits = {}) {
  return outcome_of(
      [&] { return PrivateKey::parse(ExactBuffer(file).view(), passphrase, limits); });
}

}  // namespace

TEST_CASE("a generated key has the asked size and survives being written and read", "[keys]") {
  const PrivateKey key = PrivateKey::generate(2048);
  CHECK(key.public_key().modulus_bits() == 2048);
  CHECK(copy(key.public_key().public_exponent()) == Bytes{1, 0, 1});
  CHECK(key.check_primes());
  CHECK(PrivateKey::parse(key.to_pkcs8_pem().expose()).public_key() == key.public_key());

  const SecretString encrypted = key.to_encrypted_pkcs8_pem("p\xc3\xa4ss");
  CHECK(PrivateKey::parse(encrypted.expose(), "p\xc3\xa4ss").public_key() == key.public_key());
  const SecretString passphrase = secret_from_file_text("p\xc3\xa4ss\n");
  CHECK(PrivateKey::parse(encrypted.expose(), passphrase).public_key() == key.public_key());
  CHECK(outcome(encrypted.expose()) == "passphrase_required");
  CHECK(outcome(encrypted.expose(), "p\xc3\xa4s") == "wrong_passphrase");
  CHECK(outcome(encrypted.expose(), "") == "wrong_passphrase");
  CHECK_FALSE(PrivateKey::generate(2048).public_key() == key.public_key());
}

TEST_CASE("a key is generated with 3072 bits unless another size is asked for", "[keys]") {
  CHECK(PrivateKey::generate().public_key().modulus_bits() == 3072);
  CHECK(outcome_of([] { return PrivateKey::generate(2047); }) == "invalid_argument");
  CHECK(outcome_of([] { return PrivateKey::generate(16385); }) == "invalid_argument");
  CHECK(outcome_of([] { return PrivateKey::generate(0); }) == "invalid_argument");
}

TEST_CASE("a key is not encrypted under an empty passphrase", "[keys]") {
  const PrivateKey key = PrivateKey::parse(rsa2048_pem());
  CHECK(outcome_of([&] { return key.to_encrypted_pkcs8_pem(""); }) == "invalid_argument");
}

TEST_CASE("each key file is encrypted under a salt and an IV of its own", "[keys]") {
  const Bytes plaintext(100, 7);
  const keys::Pbes2Encrypted first = keys::encrypt_pbes2(plaintext, "pass");
  const keys::Pbes2Encrypted second = keys::encrypt_pbes2(plaintext, "pass");
  const Bytes& a = botan::parameters(first.algorithm);
  const Bytes& b = botan::parameters(second.algorithm);
  REQUIRE(a.size() == b.size());
  // The salt and the IV are the only two strings of 16 bytes: 04 10 and then the bytes.
  std::size_t strings = 0;
  for (std::size_t at = 0; at + 18 <= a.size(); ++at) {
    if (a[at] == 0x04 && a[at + 1] == 16) {
      ++strings;
      CHECK_FALSE(std::equal(a.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                             a.begin() + static_cast<std::ptrdiff_t>(at) + 18,
                             b.begin() + static_cast<std::ptrdiff_t>(at) + 2));
      at += 17;
    }
  }
  CHECK(strings == 2);
  CHECK_FALSE(first.ciphertext == second.ciphertext);
}

TEST_CASE("a passphrase has at most 4096 bytes, for writing and for reading", "[keys]") {
  const PrivateKey key = PrivateKey::parse(rsa2048_pem());
  const std::string longest(4096, 'p');
  const SecretString pem = key.to_encrypted_pkcs8_pem(longest);
  CHECK(outcome(pem.expose(), longest) == "ok");
  CHECK(outcome(pem.expose(), longest + "p") == "invalid_argument");
  CHECK(outcome_of([&] { return key.to_encrypted_pkcs8_pem(longest + "p"); }) ==
        "invalid_argument");
}

TEST_CASE("a null pointer for a passphrase is no passphrase", "[keys]") {
  const char* unset = nullptr;
  const SecretString pem = PrivateKey::parse(rsa2048_pem(), unset).to_encrypted_pkcs8_pem("pass");
  CHECK(outcome_of([&] { return PrivateKey::parse(pem.expose(), unset); }) ==
        "passphrase_required");
  CHECK(outcome_of([&] { return PrivateKey::parse(pem.expose(), "pass"); }) == "ok");
}

TEST_CASE("DER that holds something else is refused by name", "[keys]") {
  const auto der_of = [](const char* file, std::string_view label) {
    const std::string pem = read_file(vectors_dir() / file);
    for (const keys::PemBlock& block : keys::find_pem_blocks(pem)) {
      if (block.label == label) {
        return std::string(text_of(keys::decode_body(block).expose()));
      }
    }
    throw std::runtime_error("no such block");
  };
  CHECK(outcome(der_of("keys/rsa2048.spki.pem", "PUBLIC KEY")) == "not_a_private_key");
  CHECK(outcome(der_of("corpus/keys/bad-certificate.pem", "CERTIFICATE")) == "not_a_private_key");
  CHECK(outcome(der_of("corpus/keys/bad-ec-sec1.pem", "EC PRIVATE KEY")) ==
        "unsupported_key_algorithm");
  CHECK(outcome(der_of("corpus/keys/bad-ec-p256.pem", "PRIVATE KEY")) ==
        "unsupported_key_algorithm");
  CHECK(outcome(std::string("\x30\x03\x01\x01\xff", 5)) == "malformed_key");
}

TEST_CASE("only attributes and the public key may follow the fields of PKCS#8", "[keys]") {
  // SEQUENCE { version, algorithm, privateKey, extra... }, made anew around what the file has.
  const auto with = [](int version, std::string_view extra) {
    std::string fields = key_file("rsa2048.pkcs8.der").substr(4);
    fields[2] = static_cast<char>(version);
    fields += extra;
    return std::string("\x30\x82") + static_cast<char>(fields.size() >> 8U) +
           static_cast<char>(fields.size()) + fields;
  };
  const auto public_key = [](const char* name) {
    const Botan::BigInt n(copy(vector_key(name).public_key().modulus()));
    std::vector<std::uint8_t> der;
    Botan::DER_Encoder encoder(der);
    botan::start_sequence(encoder).encode(n).encode(std::size_t{65537}).end_cons();
    std::string bits = std::string(1, '\0') + std::string(text_of(der));
    return std::string("\x81\x82") + static_cast<char>(bits.size() >> 8U) +
           static_cast<char>(bits.size()) + bits;
  };
  const std::string attributes("\xa0\x0d\x30\x0b\x06\x03\x55\x1d\x0f\x31\x04\x03\x02\x00\x10", 15);
  CHECK(outcome(with(0, "")) == "ok");
  CHECK(outcome(with(0, attributes)) == "ok");
  CHECK(outcome(with(1, public_key("rsa2048.pem"))) == "ok");
  CHECK(outcome(with(1, attributes + public_key("rsa2048.pem"))) == "ok");
  CHECK(outcome(with(1, public_key("rsa2048-other.pem"))) == "inconsistent_key");
  CHECK(outcome(with(1, std::string("\x81\x02\x00\x30", 4))) == "malformed_key");
  CHECK(outcome(with(0, public_key("rsa2048.pem"))) == "malformed_key");
  CHECK(outcome(with(0, std::string("\x02\x01\x05", 3))) == "malformed_key");
  CHECK(outcome(with(0, std::string("\xff\x7f\x01\x02", 4))) == "malformed_key");
}

TEST_CASE("a cost beyond 32 bits is too costly, and not what is left of it", "[keys]") {
  const SecretString pem = vector_key("rsa1024.pem").to_encrypted_pkcs8_pem("pass");
  std::string der(text_of(keys::decode_body(keys::find_pem_blocks(pem.expose()).front()).expose()));
  // The iterations, 600,000, are 02 03 09 27 c0; a longer number moves the lengths around it.
  const std::size_t at = der.find(std::string("\x02\x03\x09\x27\xc0", 5));
  REQUIRE(at != std::string::npos);
  der[at + 2] = 0x7f;  // 8,333,248: within the limits, and so a passphrase is asked for
  CHECK(outcome(der) == "passphrase_required");
  Limits limits;
  limits.pbkdf2_iterations = 8'333'247;
  CHECK(outcome(der, {}, limits) == "key_encryption_too_costly");
}

TEST_CASE("a key for an unknown algorithm is refused as such", "[keys]") {
  std::string der = key_file("rsa2048.pkcs8.der");
  const std::string rsa_encryption = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
  const std::size_t at = der.find(rsa_encryption);
  REQUIRE(at != std::string::npos);
  der[at + rsa_encryption.size() - 1] = 0x63;
  CHECK(outcome(der) == "unsupported_key_algorithm");
}

TEST_CASE("a file's name in place of its content is recognised as one", "[keys]") {
  const auto error = error_of([] { return PrivateKey::parse("keys/me.pem"); });
  REQUIRE(error);
  CHECK(error->code() == Errc::unrecognized_key_format);
  CHECK(error->message().find("name") != std::string_view::npos);
}

TEST_CASE("a passphrase that is not needed is ignored", "[keys]") {
  CHECK(outcome(rsa2048_pem(), "unneeded") == "ok");
}

TEST_CASE("key files as they are pasted are read: CRLF, text around, spelled-out line ends",
          "[keys]") {
  const PublicKey expected = PrivateKey::parse(rsa2048_pem()).public_key();
  const auto reads = [&](const std::string& file) {
    return PrivateKey::parse(ExactBuffer(file).view()).public_key() == expected;
  };
  std::string crlf;
  std::string escaped;
  for (const char c : rsa2048_pem()) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    escaped += c == '\n' ? "\\n" : std::string(1, c);
  }
  const std::string public_block = PrivateKey::parse(rsa2048_pem()).public_key().to_spki_pem();
  CHECK(reads(crlf));
  CHECK(reads(escaped));
  CHECK(reads('"' + escaped + '"'));
  CHECK(reads("Bag Attributes\n  friendlyName: me\n" + rsa2048_pem() + "trailing"));
  CHECK(reads("\xef\xbb\xbf" + rsa2048_pem()));
  CHECK(reads(public_block + rsa2048_pem()));
  CHECK(reads(rsa2048_pem() + public_block));
}

TEST_CASE("a key file longer than the limit is refused before it is looked at", "[keys]") {
  Limits limits;
  limits.key_file_bytes = rsa2048_pem().size();
  CHECK(outcome(rsa2048_pem(), {}, limits) == "ok");
  limits.key_file_bytes -= 1;
  CHECK(outcome(rsa2048_pem(), {}, limits) == "input_too_large");
  CHECK(outcome(std::string(64 * 1024 + 1, 'x')) == "input_too_large");
}

TEST_CASE("the caller's limits bound the cost of passphrase hashing", "[keys]") {
  const SecretString pem = PrivateKey::parse(rsa2048_pem()).to_encrypted_pkcs8_pem("pass");
  Limits limits;
  limits.pbkdf2_iterations = 600'000;
  CHECK(outcome(pem.expose(), "pass", limits) == "ok");
  limits.pbkdf2_iterations = 599'999;
  CHECK(outcome(pem.expose(), "pass", limits) == "key_encryption_too_costly");
  CHECK(outcome(pem.expose(), {}, limits) == "key_encryption_too_costly");
}

TEST_CASE("check_primes finds numbers that are not prime, which loading does not look for",
          "[keys]") {
  const std::string composite = key_file("composite-p.pem");
  const PrivateKey key = PrivateKey::parse(composite);
  CHECK_FALSE(key.check_primes());
  const std::string composite_q = key_file("composite-q.pem");
  CHECK_FALSE(PrivateKey::parse(composite_q).check_primes());
  CHECK(PrivateKey::parse(rsa2048_pem()).check_primes());
}

TEST_CASE("every truncation of a key file is an error and never reads past its end", "[keys]") {
  const std::string der = key_file("rsa2048.pkcs8.der");
  const std::string pkcs1 = key_file("rsa2048.pkcs1.der");
  for (const std::string& file : {der, pkcs1}) {
    for (std::size_t size = 0; size < file.size(); ++size) {
      CAPTURE(size);
      CHECK(outcome(std::string_view(file).substr(0, size)) != "ok");
    }
  }
}

TEST_CASE("a changed bit in any byte of a PKCS#1 key is an error or changes no number",
          "[keys][slow]") {
  const SecretBytes der = SecretBytes::copy_of(bytes_of(key_file("rsa2048.pkcs1.der")));
  const SecretString original = PrivateKey::parse(text_of(der.expose())).to_pkcs8_pem();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < der.size(); ++at) {
    for (const unsigned flip : {0x01U, 0x80U}) {
      Bytes changed = copy(der.expose());
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ flip);
      CAPTURE(at, flip);
      // Botan reads BER: a length may be spelled in more than one way.
      const auto error = error_of([&] {
        const ExactBuffer file(text_of(changed));
        const SecretString read = PrivateKey::parse(file.view()).to_pkcs8_pem();
        CHECK(read == original);
        return 0;
      });
      refused += error ? 1U : 0U;
    }
  }
  CHECK(refused > der.size() * 2 - 10);
}
