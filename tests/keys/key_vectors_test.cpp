// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <snapseal/keys/private_key.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// Compares a public key with the members that tell what it must be.
void check_public_key(VectorCase& vector, const PublicKey& key) {
  CHECK(key.modulus_bits() == vector.number("bits"));
  CHECK(key.to_openssh() == vector.text("public_openssh"));
  CHECK(key.fingerprint_sha256() == vector.text("fingerprint_sha256"));
  CHECK(PublicKey::parse(key.to_openssh("a comment")) == key);
}

}  // namespace

TEST_CASE("every key file of the vectors gives what it must", "[keys][vectors]") {
  for (VectorCase& vector : read_vectors("keys", 100)) {
    CAPTURE(vector.id());
    const std::string file = read_file(vectors_dir() / vector.text("file"));
    const auto passphrase = vector.text_or_null("passphrase");
    const std::string expect = vector.text("expect");
    const auto parse = [&] { return PrivateKey::parse(ExactBuffer(file).view(), passphrase); };

    CHECK(outcome_of(parse) == expect);
    vector.ignore("format");
    if (expect != "ok") {
      for (const char* name :
           {"bits", "public_openssh", "public_spki_file", "fingerprint_sha256"}) {
        vector.ignore(name);
      }
      vector.finish();
      continue;
    }
    const PublicKey key = parse().public_key();
    check_public_key(vector, key);
    if (vector.has("jwk_thumbprint_sha256")) {
      CHECK(key.jwk_thumbprint_sha256() == vector.text("jwk_thumbprint_sha256"));
    }
    if (const auto spki_file = vector.text_or_null("public_spki_file")) {
      const std::string spki = read_file(vectors_dir() / *spki_file);
      CHECK(key.to_spki_pem() == spki);
      CHECK(PublicKey::parse(spki) == key);
    }
    vector.finish();
  }
}

TEST_CASE("every key file that other software wrote gives what it must", "[keys][vectors]") {
  auto vectors = read_vectors("foreign/keys", 82);
  CHECK(vectors.size() == 82);
  std::set<std::string> made_by;
  std::map<std::string, std::size_t> results;
  for (VectorCase& vector : vectors) {
    CAPTURE(vector.id());
    const std::string file = read_file(vectors_dir() / vector.text("file"));
    const auto passphrase = vector.text_or_null("passphrase");
    const std::string expect = vector.text("expect");
    const auto parse = [&](std::optional<std::string_view> with) {
      return PrivateKey::parse(ExactBuffer(file).view(), with);
    };
    made_by.insert(vector.text("made_by"));
    ++results[expect];

    const std::string outcome = outcome_of([&] { return parse(passphrase); });
    std::set<std::string> right{expect};
    if (vector.has("also")) {
      for (const std::string& code : vector.texts("also")) {
        right.insert(code);
      }
    }
    CAPTURE(outcome);
    CHECK(right.contains(outcome));
    if (outcome == "ok") {
      check_public_key(vector, parse(passphrase).public_key());
      if (passphrase) {
        CHECK(outcome_of([&] { return parse(std::nullopt); }) == "passphrase_required");
        CHECK(outcome_of([&] { return parse("another"); }) == "wrong_passphrase");
      }
    }
    // What a refused file holds is for readers, and so is who reads it.
    for (const char* name : {"bits", "public_openssh", "fingerprint_sha256", "format", "read_by"}) {
      vector.ignore(name);
    }
    vector.finish();
  }
  CHECK(made_by.size() == 31);
  CHECK(results == std::map<std::string, std::size_t>{{"ok", 62},
                                                      {"unsupported_key_algorithm", 1},
                                                      {"unsupported_key_encryption", 17},
                                                      {"unsupported_key_format", 2}});
}
