// SPDX-License-Identifier: Apache-2.0
// Keys in a TPM 2.0, which does RSAES-OAEP with SHA-1 itself. tests/pkcs11/with_tpm makes it.
#include <filesystem>
#include <thread>

#include "pkcs11/tokens.hpp"
#include "support/catch.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

PrivateKey tpm_key(const std::string& label) {
  return open_key(uri("token=tpm;object=" + label, environment("SNAPSEAL_TPM")), "2222");
}

}  // namespace

TEST_CASE("a TPM gives what the vectors say for every wrapped key of its key", "[.tpm]") {
  const PrivateKey key = tpm_key("rsa2048");
  std::size_t opened = 0;
  std::size_t refused = 0;
  for (VectorCase& vector : read_vectors("shared_keys", 180)) {
    if (std::filesystem::path(vector.text("private_key")).stem() != "rsa2048") {
      continue;
    }
    CAPTURE(vector.id());
    const auto expected = vector.hex_or_null("shared_key");
    std::optional<SecretBytes> bytes;
    const auto outcome = outcome_of([&] {
      bytes = key.unwrap(vector.hex("encrypted_shared_key"));
      if (!bytes || !SharedKey::is_valid_size(bytes->size())) {
        throw Error(Errc::decryption_failed, "");
      }
      return 0;
    });
    CHECK(outcome == vector.text("expect"));
    if (expected) {
      REQUIRE(bytes);
      CHECK(copy(bytes->expose()) == *expected);
      ++opened;
    } else {
      ++refused;
    }
  }
  CHECK(opened >= 10);
  CHECK(refused >= 10);
}

TEST_CASE("a key that was made in a TPM opens responses, on threads, and is in no memory here",
          "[.tpm]") {
  const PrivateKey key = tpm_key("own");
  CHECK(opens(key));
  CHECK(outcome_of([&] { return key.to_pkcs8_pem(); }) == "private_key_not_exportable");
  const std::string json = encrypt_response(key.public_key(), "a text").to_json();
  std::vector<std::string> texts(8, json);
  texts[3] = encrypt_response(tpm_key("rsa2048").public_key(), "another key's").to_json();
  const auto results =
      decrypt_responses(key, std::span<const std::string>(texts), {.parallelism = 4});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(i);
    CHECK(results[i].has_value() == (i != 3));
  }
}

TEST_CASE("a TPM's wrong PIN is told, and none is asked for", "[.tpm]") {
  const std::string path = uri("token=tpm;object=own", environment("SNAPSEAL_TPM"));
  CHECK(open_outcome(path, "2223") == "wrong_pin");
  CHECK(open_outcome(path, std::nullopt) == "pin_required");
  CHECK(open_outcome(path, "2222") == "ok");
}
