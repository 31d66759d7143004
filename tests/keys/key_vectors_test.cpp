// SPDX-License-Identifier: Apache-2.0
#include <snapseal/keys/private_key.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("every key file of the vectors gives what it must", "[keys][vectors]") {
  for (VectorCase& vector : read_vectors("keys", 100)) {
    CAPTURE(vector.id());
    const std::string file = read_file(vectors_dir() / vector.text("file"));
    const auto passphrase = vector.text_or_null("passphrase");
    const std::string expect = vector.text("expect");
    const auto parse = [&] { return PrivateKey::parse(ExactBuffer(file).view(), passphrase); };

    CHECK(outcome_of(parse) == expect);
    if (expect != "ok") {
      for (const char* name :
           {"bits", "public_openssh", "public_spki_file", "fingerprint_sha256", "format"}) {
        vector.ignore(name);
      }
      vector.finish();
      continue;
    }
    const PublicKey key = parse().public_key();
    vector.ignore("format");
    CHECK(key.modulus_bits() == vector.number("bits"));
    CHECK(key.to_openssh() == vector.text("public_openssh"));
    CHECK(key.fingerprint_sha256() == vector.text("fingerprint_sha256"));
    if (vector.has("jwk_thumbprint_sha256")) {
      CHECK(key.jwk_thumbprint_sha256() == vector.text("jwk_thumbprint_sha256"));
    }
    if (const auto spki_file = vector.text_or_null("public_spki_file")) {
      const std::string spki = read_file(vectors_dir() / *spki_file);
      CHECK(key.to_spki_pem() == spki);
      CHECK(PublicKey::parse(spki) == key);
    }
    CHECK(PublicKey::parse(key.to_openssh("a comment")) == key);
    vector.finish();
  }
}
