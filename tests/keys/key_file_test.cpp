// SPDX-License-Identifier: Apache-2.0
// What a key file is and when its passphrase is asked for. That each file opens: key_vectors_test.
#include <snapseal/keys/key_file.hpp>
#include <snapseal/keys/private_key.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

constexpr std::string_view passphrase = "correct horse battery";

/// Counts how often it is asked, and remembers what it was told.
struct Asked {
  std::optional<std::string_view> answer;
  int times = 0;
  KeyFileReport told;

  [[nodiscard]] PassphraseSource source() {
    return [this](const KeyFileReport& file) {
      ++times;
      told = file;
      return answer ? std::optional(SecretString::copy_of(*answer)) : std::nullopt;
    };
  }
};

struct Kind {
  const char* file;
  KeyFormat format;
  const char* encryption;
  bool tells_public_key;
};

const Kind kinds[] = {
    {"rsa1024.traditional-aes256.pem", KeyFormat::pkcs1,
     "traditional PEM: MD5 (one round), AES-256-CBC", false},
    {"rsa1024.openssh-aes256-ctr", KeyFormat::openssh, "Bcrypt-PBKDF(16), aes256-ctr", true},
    {"rsa1024.putty-v2-aes256-cbc.ppk", KeyFormat::putty, "SHA-1, aes256-cbc", true},
    {"rsa2048.pbkdf2-sha256-aes-256-cbc.pem", KeyFormat::pkcs8,
     "PBES2: PBKDF2(HMAC(SHA-256),2048), AES-256/CBC", false},
    {"rsa2048.scrypt-aes-256-cbc.pem", KeyFormat::pkcs8, "PBES2: Scrypt(16384,8,1), AES-256/CBC",
     false},
};

}  // namespace

TEST_CASE("a passphrase is asked for once, for an encrypted file, and told what the file is",
          "[keys]") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.file);
    const std::string file = key_file(kind.file);
    Asked asked{passphrase, 0, {}};
    const PrivateKey key = PrivateKey::parse(file, asked.source());
    CHECK(asked.times == 1);
    CHECK(asked.told.format == kind.format);
    CHECK(asked.told.encryption == kind.encryption);
    CHECK(asked.told.public_key.has_value() == kind.tells_public_key);
    if (asked.told.public_key) {
      CHECK(*asked.told.public_key == key.public_key());
    }

    Asked nothing{std::nullopt, 0, {}};
    CHECK(outcome_of([&] { return PrivateKey::parse(file, nothing.source()); }) ==
          "passphrase_required");
    CHECK(nothing.times == 1);
    Asked wrong{"wrong", 0, {}};
    CHECK(outcome_of([&] { return PrivateKey::parse(file, wrong.source()); }) ==
          "wrong_passphrase");
    CHECK(wrong.times == 1);
    CHECK(outcome_of([&] { return PrivateKey::parse(file, PassphraseSource()); }) ==
          "passphrase_required");
  }
}

TEST_CASE("the passphrase is asked for only if it is needed", "[keys]") {
  for (const char* file : {"keys/rsa2048.pem", "keys/rsa2048.pkcs1.der", "keys/rsa2048.openssh",
                           "keys/rsa2048.putty-v3.ppk", "keys/rsa2048.jwk.json",  // not encrypted
                           "corpus/keys/bad-ed25519-ossh-enc",                    // not RSA
                           "corpus/keys/p8-v1-sha1-des.pem",  // a scheme that is not read
                           "keys/rsa2048.pub", "corpus/keys/bad-certificate.pem"}) {  // not private
    CAPTURE(file);
    Asked asked{passphrase, 0, {}};
    static_cast<void>(outcome_of(
        [&] { return PrivateKey::parse(read_file(vectors_dir() / file), asked.source()); }));
    CHECK(asked.times == 0);
  }
}

TEST_CASE("what a passphrase source throws passes through", "[keys]") {
  struct Cancelled {};
  const PassphraseSource cancels = [](const KeyFileReport&) -> std::optional<SecretString> {
    throw Cancelled();
  };
  CHECK_THROWS_AS(PrivateKey::parse(key_file("rsa1024.openssh-aes256-ctr"), cancels), Cancelled);
}

TEST_CASE("inspect_key_file tells format, encryption and, where it can, the public key", "[keys]") {
  for (const Kind& kind : kinds) {
    CAPTURE(kind.file);
    const std::string file = key_file(kind.file);
    const KeyFileReport report = inspect_key_file(ExactBuffer(file).view());
    CHECK(report.format == kind.format);
    CHECK(report.encryption == kind.encryption);
    CHECK(report.public_key.has_value() == kind.tells_public_key);
  }
  const PublicKey rsa2048 = vector_key("rsa2048.pem").public_key();
  for (const auto& [name, format] : {std::pair("rsa2048.pem", KeyFormat::pkcs8),
                                     std::pair("rsa2048.pkcs1.der", KeyFormat::pkcs1),
                                     std::pair("rsa2048.openssh", KeyFormat::openssh),
                                     std::pair("rsa2048.putty-v2.ppk", KeyFormat::putty),
                                     std::pair("rsa2048.jwk.json", KeyFormat::jwk)}) {
    CAPTURE(name);
    const KeyFileReport report = inspect_key_file(key_file(name));
    CHECK(report.format == format);
    CHECK(report.encryption.empty());
    REQUIRE(report.public_key);
    CHECK(*report.public_key == rsa2048);
  }
  CHECK(outcome_of([] { return inspect_key_file(key_file("rsa2048.pub")); }) ==
        "not_a_private_key");
  CHECK(outcome_of([] { return inspect_key_file(""); }) == "unrecognized_key_format");
}

TEST_CASE("every key format has a name", "[keys]") {
  CHECK(to_string(KeyFormat::pkcs1) == "PKCS#1");
  CHECK(to_string(KeyFormat::pkcs8) == "PKCS#8");
  CHECK(to_string(KeyFormat::openssh) == "OpenSSH");
  CHECK(to_string(KeyFormat::putty) == "PuTTY");
  CHECK(to_string(KeyFormat::jwk) == "JWK");
}

TEST_CASE("the caller's limits bound bcrypt-pbkdf and Argon2, before anyone is asked", "[keys]") {
  const auto outcome = [](const char* file, const Limits& limits) {
    Asked asked{passphrase, 0, {}};
    const std::string result =
        outcome_of([&] { return PrivateKey::parse(key_file(file), asked.source(), limits); });
    CHECK(asked.times == (result == "ok" ? 1 : 0));
    return result;
  };
  Limits limits;
  limits.bcrypt_rounds = 16;
  CHECK(outcome("rsa1024.openssh-aes256-ctr", limits) == "ok");
  limits.bcrypt_rounds = 15;
  CHECK(outcome("rsa1024.openssh-aes256-ctr", limits) == "key_encryption_too_costly");

  // Argon2 in this file: see its header lines.
  const std::string ppk = key_file("rsa1024.putty-v3-argon2id.ppk");
  const auto header = [&ppk](const std::string& name) {
    return std::stoul(ppk.substr(ppk.find(name + ": ") + name.size() + 2));
  };
  const std::size_t memory = header("Argon2-Memory") * 1024;
  limits.argon2_bytes = memory;
  CHECK(outcome("rsa1024.putty-v3-argon2id.ppk", limits) == "ok");
  limits.argon2_bytes = memory - 1024;
  CHECK(outcome("rsa1024.putty-v3-argon2id.ppk", limits) == "key_encryption_too_costly");

  std::string many_passes = ppk;
  const std::size_t at = many_passes.find("Argon2-Passes: ") + 15;
  many_passes.replace(at, many_passes.find_first_of("\r\n", at) - at, "65");
  limits.argon2_bytes = memory;
  CHECK(outcome_of([&] { return PrivateKey::parse(many_passes, passphrase, limits); }) ==
        "key_encryption_too_costly");
}
