// SPDX-License-Identifier: Apache-2.0
// vectors/corpus: key files as people have them, with responses made for each.
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <snapseal/response/decrypt.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

/// Key files whose encryption is not read. Each must say so.
const std::map<std::string, std::string> not_read = {
    // PBES1 with RC4 or single DES: refused for good, with the command that converts it.
    {"keys/p8-v1-sha1-rc4-128.pem", "unsupported_key_encryption"},
    {"keys/p8-v1-sha1-des.pem", "unsupported_key_encryption"},
};

/// What the corpus calls the reason, as a code.
const std::map<std::string, std::string> refused_keys = {
    {"not-an-encryption-key", "unsupported_key_algorithm"},
    {"not-rsa", "unsupported_key_algorithm"},
    {"public-key", "not_a_private_key"},
    {"certificate", "not_a_private_key"},
    {"too-small", "unsupported_key_size"},
    {"empty", "unrecognized_key_format"},
    {"not-a-key", "unrecognized_key_format"},
    {"inconsistent", "inconsistent_key"},
};

const std::map<std::string, std::string> refused_responses = {
    {"tag-truncated-to-8", "invalid_tag_length"},
    {"tag-bit-flipped", "decryption_failed"},
    {"nonce-bit-flipped", "decryption_failed"},
    {"ciphertext-extended", "decryption_failed"},
    {"shared-key-ciphertext-bit-flipped", "decryption_failed"},
};

}  // namespace

TEST_CASE("every case of the corpus gives what it must", "[response][vectors]") {
  const auto folder = vectors_dir() / "corpus";
  const auto cases = nlohmann::json::parse(read_file(folder / "cases.json")).at("cases");
  REQUIRE(cases.size() == 191);
  std::size_t opened_cases = 0;
  std::set<std::string> unread;

  for (const auto& vector : cases) {
    const std::string id = vector.at("id");
    CAPTURE(id);
    const std::string expect = vector.at("expect");
    const std::string key_name = vector.at("key");
    const std::string key_file = read_file(folder / key_name);
    const auto text_or_null = [&vector](const char* name) {
      return vector.contains(name) && !vector.at(name).is_null()
                 ? std::optional(vector.at(name).get<std::string>())
                 : std::nullopt;
    };
    const auto passphrase = text_or_null("passphrase");
    const auto load = [&] { return PrivateKey::parse(ExactBuffer(key_file).view(), passphrase); };

    if (const auto unsupported = not_read.find(key_name); unsupported != not_read.end()) {
      CHECK(outcome_of(load) == unsupported->second);
      unread.insert(key_name);
    } else if (expect == "decrypt" || expect == "decrypt-legacy15") {
      const std::string json = read_file(folder / text_or_null("response").value());
      const DecryptedResponse opened = decrypt_response(load(), json);
      CHECK(opened.text.expose() == read_file(folder / text_or_null("plaintext").value()));
      CHECK(to_string(opened.nonce_form) == (expect == "decrypt" ? "rfc7253" : "legacy15"));
      CHECK(load().public_key().modulus_bits() == vector.at("bits").get<std::size_t>());
      ++opened_cases;
    } else if (expect == "refuse-response") {
      const std::string json = read_file(folder / text_or_null("response").value());
      const PrivateKey key = load();
      CHECK(outcome_of([&] { return decrypt_response(key, json); }) ==
            refused_responses.at(vector.at("reason")));
    } else if (expect == "passphrase-needed") {
      CHECK(outcome_of([&] { return PrivateKey::parse(key_file); }) == "passphrase_required");
    } else if (expect == "passphrase-wrong") {
      CHECK(outcome_of(load) == "wrong_passphrase");
    } else if (expect == "refuse-key") {
      CHECK(outcome_of(load) == refused_keys.at(vector.at("reason")));
    } else {
      REQUIRE(expect == "either");
      CHECK(outcome_of(load) == "malformed_key");
    }
  }
  CHECK(unread.size() == not_read.size());
  CHECK(opened_cases == 102);
}
