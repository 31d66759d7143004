// SPDX-License-Identifier: Apache-2.0
// sign_request: a partner signs a request for the connection portal, and reads what comes back. The
// transport is yours; here the request is printed, and the replies stand in the program.
#include <array>
#include <cstdlib>
#include <iostream>
// [readme]
#include <snapseal/snapseal.hpp>
using namespace snapseal;

HttpRequest ask(const Partner& partner, const api::User& user) {
  const auto now = std::chrono::system_clock::now();
  return partner.sign(api::login_user(user, {.broker = "ALPACA"}), now);  // send just this
}
auto answer(const api::Reply& reply) {
  return api::parse_login_user(reply);  // a ConnectionPortal or an EncryptedResponse
}
// [readme]

namespace {

std::string tell(const api::Reply& reply) {
  try {
    const auto found = answer(reply);
    if (const auto* portal = std::get_if<api::ConnectionPortal>(&found)) {
      return "session " + portal->session_id + ", until " +
             std::to_string(portal->expires_at.value().time_since_epoch().count());
    }
    return "encrypted, for the user's device: " + std::get<EncryptedResponse>(found).to_json();
  } catch (const api::ApiError& error) {
    return std::string(error.what()) + ": " + error.detail();
  }
}

// With a transport that makes its own requests: the body is read once, and signed anew for each
// try, as each has its own timestamp. What is sent is `order.text()`.
void sign_each_try(const ConsumerKey& key, const CanonicalJson& order, UnixTime now) {
  for (int tries = 0; tries < 3; ++tries, now += std::chrono::seconds(2)) {
    const std::string query =
        "clientId=YOUR_CLIENT_ID&timestamp=" + std::to_string(now.time_since_epoch().count());
    const std::string signature =
        sign(key, {.path = "/api/v1/trade/place", .query = query, .body = order});
    std::cout << query << " Signature: " << signature << '\n';
  }
}

}  // namespace

int main() {
  try {
    // [readme]
    const Partner partner{"YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY"};
    const api::User user{"snaptrade-user-123", "adf2aa34-8219-40f7-a6b3-60156985cc61"};
    // [readme]

    const HttpRequest request = ask(partner, user);
    std::cout << describe(request) << '\n';  // for logs: no secret is in it
    for (const auto& [name, value] : request.headers) {
      std::cout << name << ": " << value << '\n';
    }
    std::cout << request.body << '\n';

    sign_each_try(partner.consumer_key(), CanonicalJson(R"({"units": 10})"),
                  UnixTime{std::chrono::seconds{1'795'314'671}});

    // What a transport could bring back.
    const auto device = PrivateKey::generate(2048);
    const auto encrypted =
        encrypt_response(device.public_key(), R"({"redirectURI":"https://app.example/redeem"})");
    const std::array replies = {
        api::Reply{.status = 200,
                   .body = R"({"redirectURI":"https://app.example/redeem","sessionId":"cf37"})",
                   .received = std::chrono::system_clock::now()},
        api::Reply{.status = 401,
                   .body = R"({"detail":"Unable to verify signature sent","code":"1076"})"},
        api::Reply{.status = 200, .body = encrypted.to_json()}};
    for (const api::Reply& reply : replies) {
      std::cout << tell(reply) << '\n';
    }
    return EXIT_SUCCESS;
  } catch (const Error& error) {
    std::cerr << error.code() << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
