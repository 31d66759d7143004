// SPDX-License-Identifier: Apache-2.0
// Examples in the API's documents that are no replies (those are in vectors/replies.json).
#include <algorithm>
#include <nlohmann/json.hpp>
#include <snapseal/snapseal.hpp>

#include "support/bytes.hpp"
#include "support/catch.hpp"

using namespace snapseal;
using namespace snapseal::test;
using std::chrono::seconds;

namespace {

const std::string documented_key =
    "ssh-rsa "
    "AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kwc4qsEnSZp/"
    "TR+fQi62F79RHWmwKOtFmwteURgLbj7D/WGuNLGOfa/2vse3G2eHnHl5CB8ruRX9fBl/"
    "KgwCVr2JaEuUm66bBQeP5XeBotdR4cvX38uPYivCDdPjJ1QWPdspTBKcxeFbccDw==";

}  // namespace

TEST_CASE("the documents' public key of 1024 bits is read and written as it stands", "[api]") {
  const PublicKey key = PublicKey::parse(documented_key);
  CHECK(key.modulus_bits() == 1024);
  CHECK(std::ranges::equal(key.public_exponent(), from_hex("010001")));
  CHECK(key.to_openssh() == documented_key);
  CHECK(key.fingerprint_sha256() ==
        "SHA256:PdmqEc2ogpqhwYu+DaSmB5pcIt6kULm2CGoKmBHQx/Q");  // by ssh-keygen -l
}

TEST_CASE("a response can be made for the documents' public key", "[api]") {
  const EncryptedResponse response =
      encrypt_response(PublicKey::parse(documented_key), "https://x.example");
  CHECK(response.encrypted_shared_key().size() == 128);
}

TEST_CASE("register_user sends the documents' public key as it stands", "[api]") {
  const auto body =
      api::register_user(api::UserId("snaptrade-user-123"), PublicKey::parse(documented_key)).body;
  REQUIRE(body);
  CHECK(nlohmann::json::parse(*body) ==
        nlohmann::json{{"userId", "snaptrade-user-123"}, {"rsaPublicKey", documented_key}});
}

TEST_CASE("login_user sends the options of the documents' examples", "[api]") {
  const api::User user{api::UserId("snaptrade-user-123"),
                       api::UserSecret("adf2aa34-8219-40f7-a6b3-60156985cc61")};
  const auto request = api::login_user(user, {.broker = "ALPACA",
                                              .immediate_redirect = true,
                                              .custom_redirect = "https://snaptrade.com",
                                              .reconnect = "8b5f262d-4bb9-365d-888a-202bd3b15fa1",
                                              .connection_type = api::ConnectionType::read,
                                              .show_close_button = true,
                                              .dark_mode = true,
                                              .connection_portal_version = api::PortalVersion::v4});
  REQUIRE(request.body);
  CHECK(nlohmann::json::parse(*request.body) ==
        nlohmann::json{{"broker", "ALPACA"},
                       {"immediateRedirect", true},
                       {"customRedirect", "https://snaptrade.com"},
                       {"reconnect", "8b5f262d-4bb9-365d-888a-202bd3b15fa1"},
                       {"connectionType", "read"},
                       {"showCloseButton", true},
                       {"darkMode", true},
                       {"connectionPortalVersion", "v4"}});
}
