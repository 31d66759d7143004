// SPDX-License-Identifier: Apache-2.0
// No damage to a key file leads to anything but an error, or the same key. The bytes come in heap
// blocks of exactly their size, so that AddressSanitizer sees a read past the end.
#include <snapseal/keys/private_key.hpp>

#include "keys/formats/openssh.hpp"
#include "keys/formats/pem.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

constexpr const char* passphrase = "correct horse battery";

/// A key file of each format. Where hashing the passphrase is slow, none is given: the file is then
/// taken apart up to the point where the passphrase is needed.
struct Kind {
  const char* file;
  const char* given;
};
const Kind kinds[] = {
    {"rsa1024.pem", nullptr},
    {"rsa1024.openssh", nullptr},
    {"rsa1024.openssh-aes256-ctr", nullptr},
    {"rsa1024.putty-v2.ppk", nullptr},
    {"rsa1024.putty-v3.ppk", nullptr},
    {"rsa1024.putty-v2-aes256-cbc.ppk", passphrase},
    {"rsa1024.putty-v3-argon2id.ppk", nullptr},
    {"rsa1024.traditional-aes256.pem", passphrase},
    {"rsa1024.jwk.json", nullptr},
    {"rsa1024.jwk-no-primes.json", nullptr},
    {"rsa2048.pbkdf2-sha256-aes-256-cbc.der", nullptr},
};

PublicKey rsa1024() {
  return vector_key("rsa1024.pem").public_key();
}

/// "ok" only if the key is the one that the file was made with.
std::string outcome(const std::string& file, const char* given) {
  static const PublicKey expected = rsa1024();
  return outcome_of([&] {
    const PrivateKey key = PrivateKey::parse(ExactBuffer(file).view(), given);
    REQUIRE(key.public_key() == expected);
    return 0;
  });
}

/// The OpenSSH structure itself, without PEM around it.
Bytes openssh_blob(const char* name) {
  const std::string pem = key_file(name);
  return copy(keys::decode_body(keys::find_pem_blocks(pem).front()).expose());
}

std::string blob_outcome(std::span<const std::uint8_t> blob, const char* given) {
  const ExactBuffer exact(text_of(blob));
  const PassphraseSource source = [given](const KeyFileReport&) {
    return given == nullptr ? std::nullopt : std::optional(SecretString::copy_of(given));
  };
  return outcome_of([&] {
    const Limits limits;
    keys::check(keys::read_openssh_private_key(bytes_of(exact.view()), {source, limits}));
    return 0;
  });
}

}  // namespace

TEST_CASE("every truncation of every kind of key file is an error", "[keys][slow]") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.file);
    const std::string file = key_file(kind.file);
    // What stands behind the key is not missed: the last line end, or that and a MAC's own.
    const std::size_t end = file.find_last_not_of("\r\n") + 1;
    for (std::size_t size = 0; size < end; ++size) {
      CAPTURE(size);
      CHECK(outcome(file.substr(0, size), kind.given) != "ok");
    }
  }
}

TEST_CASE("a changed bit in any byte of any kind of key file is an error or changes no key",
          "[keys][slow]") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.file);
    const std::string file = key_file(kind.file);
    std::size_t refused = 0;
    for (std::size_t at = 0; at < file.size(); ++at) {
      const unsigned flip = at % 4 == 3 ? 0x80 : 0x01;  // 0x01 mostly gives another letter
      std::string changed = file;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ flip);
      CAPTURE(at);
      refused += outcome(changed, kind.given) == "ok" ? 0U : 1U;
    }
    CHECK(refused > file.size() / 2);  // a file in which nothing counts would be no test
  }
}

TEST_CASE("an OpenSSH file whose private part is of another type than its public part is refused",
          "[keys]") {
  Bytes blob = openssh_blob("rsa1024.openssh");
  const auto type = bytes_of("ssh-rsa");
  const auto public_type = std::search(blob.begin(), blob.end(), type.begin(), type.end());
  const auto private_type = std::search(public_type + 7, blob.end(), type.begin(), type.end());
  REQUIRE(private_type != blob.end());
  private_type[6] = 'b';
  CHECK(blob_outcome(blob, nullptr) == "inconsistent_key");
}

TEST_CASE("a text of BEGIN lines alone is refused at once", "[keys]") {
  std::string text;
  while (text.size() + 16 < 64 * 1024) {
    text += "-----BEGIN -----";
  }
  CHECK(outcome(text, nullptr) == "unrecognized_key_format");
  CHECK(keys::find_pem_blocks(text).size() == 64);
}

TEST_CASE("OpenSSH's structure may be cut or changed at any byte", "[keys][slow]") {
  const Bytes plain = openssh_blob("rsa1024.openssh");
  const Bytes encrypted = openssh_blob("rsa1024.openssh-aes256-ctr");
  REQUIRE(blob_outcome(plain, nullptr) == "ok");
  REQUIRE(blob_outcome(encrypted, passphrase) == "ok");
  for (std::size_t size = 0; size < plain.size(); ++size) {
    CAPTURE(size);
    CHECK(blob_outcome(std::span(plain).first(size), nullptr) == "malformed_key");
  }
  for (std::size_t size = 0; size < encrypted.size(); ++size) {
    CAPTURE(size);
    CHECK(blob_outcome(std::span(encrypted).first(size), passphrase) == "malformed_key");
  }
  std::size_t unchanged = 0;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    CAPTURE(at);
    Bytes changed = plain;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ 0x01);
    unchanged += blob_outcome(changed, nullptr) == "ok" ? 1U : 0U;
  }
  CHECK(unchanged <= 8);  // the comment, which nothing protects; both check integers match or fail

  // The ciphertext is nothing but noise to the parser: one byte in each block is enough.
  const std::size_t ciphertext_at = encrypted.size() - 640;
  for (std::size_t at = 0; at < encrypted.size(); at += at < ciphertext_at ? 1 : 32) {
    CAPTURE(at);
    Bytes changed = encrypted;
    changed[at] = static_cast<std::uint8_t>(changed[at] ^ 0x01);
    CHECK(blob_outcome(changed, at < ciphertext_at ? nullptr : passphrase) != "ok");
  }
}
