// SPDX-License-Identifier: Apache-2.0
// The OAEP vectors of C2SP/wycheproof, read where SNAPSEAL_WYCHEPROOF_DIR says; they are not ours
// to copy. Without them the test says that it ran none.
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <snapseal/keys/private_key.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;

TEST_CASE("Wycheproof's OAEP cases agree", "[.][wycheproof]") {
  const char* folder = std::getenv("SNAPSEAL_WYCHEPROOF_DIR");  // NOLINT(concurrency-mt-unsafe)
  const std::filesystem::path path = std::filesystem::path(folder == nullptr ? "" : folder) /
                                     "rsa_oaep_2048_sha1_mgf1sha1_test.json";
  if (folder == nullptr || !std::filesystem::exists(path)) {
    std::cout << "Wycheproof: 0 cases run (SNAPSEAL_WYCHEPROOF_DIR does not name them)\n";
    CHECK(folder == nullptr);  // a folder that was named must hold them
    return;
  }
  const auto file = nlohmann::json::parse(read_file(path));
  std::size_t run = 0;
  std::size_t opened = 0;
  for (const auto& group : file.at("testGroups")) {
    REQUIRE(group.at("sha") == "SHA-1");
    REQUIRE(group.at("mgfSha") == "SHA-1");
    // The key in two of the forms that the file gives it in.
    const PrivateKey key = PrivateKey::parse(group.at("privateKeyPem").get<std::string>());
    const PrivateKey same =
        PrivateKey::parse(text_of(from_hex(group.at("privateKeyPkcs8").get<std::string>())));
    CHECK(key.public_key() == same.public_key());

    for (const auto& vector : group.at("tests")) {
      CAPTURE(vector.at("tcId").get<int>(), vector.at("comment").get<std::string>());
      const Bytes ciphertext = from_hex(vector.at("ct").get<std::string>());
      const bool has_label = !vector.at("label").get<std::string>().empty();
      const std::string result = vector.at("result");
      std::optional<SecretBytes> plaintext;
      const auto error = error_of([&] {
        plaintext = key.unwrap(ciphertext);
        return 0;
      });
      ++run;
      // A label is no part of the scheme: what was made with one must not open.
      if (result == "valid" && !has_label) {
        REQUIRE(plaintext);
        CHECK(copy(plaintext->expose()) == from_hex(vector.at("msg").get<std::string>()));
        ++opened;
      } else {
        CHECK_FALSE(plaintext);
      }
      if (error) {
        CHECK((error->code() == Errc::invalid_encrypted_shared_key_length ||
               error->code() == Errc::encrypted_shared_key_out_of_range));
      }
    }
  }
  CHECK(run == file.at("numberOfTests").get<std::size_t>());
  CHECK(opened > 0);
  std::cout << "Wycheproof: " << run << " cases run, " << opened << " opened\n";
}
