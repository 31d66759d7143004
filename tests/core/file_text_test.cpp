// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/user.hpp>
#include <snapseal/core/file_text.hpp>
#include <snapseal/keys/private_key.hpp>
#include <snapseal/signing/partner.hpp>
#include <snapseal/signing/signature.hpp>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;

namespace {

std::string secret_in(std::string_view text) {
  const ExactBuffer buffer(text);
  return std::string(secret_from_file_text(buffer.view()).expose());
}

}  // namespace

TEST_CASE("a file's text is a secret without its line end and byte-order mark", "[core]") {
  CHECK(secret_in("k3y") == "k3y");
  CHECK(secret_in("k3y\n") == "k3y");
  CHECK(secret_in("k3y\r\n") == "k3y");
  CHECK(secret_in("\xef\xbb\xbfk3y\r\n") == "k3y");
  CHECK(secret_in("\xef\xbb\xbf").empty());
  CHECK(secret_in("\n").empty());
  CHECK(secret_in("").empty());
}

TEST_CASE("only one line end and one byte-order mark are taken off", "[core]") {
  CHECK(secret_in("k3y\n\n") == "k3y\n");
  CHECK(secret_in("k3y\r\n\r\n") == "k3y\r\n");
  CHECK(secret_in("k3y\n\r") == "k3y\n\r");
  CHECK(secret_in("k3y\r") == "k3y\r");
  CHECK(secret_in("\nk3y") == "\nk3y");
  CHECK(secret_in(" k3y \n") == " k3y ");
  CHECK(secret_in("a\nb\n") == "a\nb");
  CHECK(secret_in("\xef\xbb\xbf\xef\xbb\xbfk") == "\xef\xbb\xbfk");
  CHECK(secret_in("\xef\xbbk") == "\xef\xbbk");
  CHECK(secret_in("k\xef\xbb\xbf") == "k\xef\xbb\xbf");
}

TEST_CASE("a consumer key and a user secret from a file's text have no line end", "[core]") {
  CHECK(ConsumerKey::from_file_text("key\n").expose() == "key");
  CHECK(ConsumerKey::from_file_text("key\n").warnings().empty());
  CHECK(sign_canonical(ConsumerKey::from_file_text("key\r\n"), "{}") ==
        sign_canonical(ConsumerKey("key"), "{}"));
  CHECK(sign_canonical(ConsumerKey("key\n"), "{}") != sign_canonical(ConsumerKey("key"), "{}"));
  CHECK(outcome_of([] { return ConsumerKey::from_file_text("\n"); }) == "invalid_argument");
  CHECK(api::UserSecret::from_file_text("secret\n").expose() == "secret");
  CHECK(outcome_of([] { return api::UserSecret::from_file_text("\r\n"); }) == "invalid_argument");
}

TEST_CASE("a partner tells what looks wrong about the consumer key", "[core]") {
  const auto warnings = [](std::string_view key) {
    return Partner(ClientId("id"), ConsumerKey(key)).key_warnings();
  };
  CHECK(warnings("key").empty());
  CHECK(warnings("key\n") == std::vector{KeyWarning::line_ends});
}

TEST_CASE("a wrong passphrase that ends in a line end is told to do so", "[core]") {
  const PrivateKey key = PrivateKey::generate(2048);
  const SecretString pkcs8 = key.to_encrypted_pkcs8_pem("pass");
  const SecretString openssh = key.to_encrypted_openssh_pem("pass");
  for (const SecretString* file : {&pkcs8, &openssh}) {
    const auto error = [file](std::string_view passphrase) {
      return error_of([&] { return PrivateKey::parse(file->expose(), passphrase); });
    };
    for (const std::string_view passphrase : {"pass\n", "pass\r\n", "wrong\r"}) {
      const auto found = error(passphrase);
      REQUIRE(found);
      CHECK(found->code() == Errc::wrong_passphrase);
      CHECK(found->message().find("ends in a line end") != std::string_view::npos);
    }
    const auto found = error("wrong");
    REQUIRE(found);
    CHECK(found->code() == Errc::wrong_passphrase);
    CHECK(found->message().find("line end") == std::string_view::npos);
    CHECK_FALSE(error(secret_in("pass\n")));
  }
  // One that is right may end as it likes.
  CHECK_FALSE(error_of(
      [&] { return PrivateKey::parse(key.to_encrypted_pkcs8_pem("p\n").expose(), "p\n"); }));
  CHECK(outcome_of([&] { return PrivateKey::parse(pkcs8.expose(), PassphraseSource()); }) ==
        "passphrase_required");
}
