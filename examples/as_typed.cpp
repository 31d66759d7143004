// SPDX-License-Identifier: Apache-2.0
// as_typed: what a caller types first, each in its own lines. It compiles, and it runs.
#include <cstdlib>
#include <iostream>
#include <snapseal/nlohmann.hpp>
#include <snapseal/snapseal.hpp>
#include <vector>

namespace {

using namespace snapseal;

void partner_side() {
  const std::string consumer_key_text = "YOUR_CONSUMER_KEY";
  Partner partner{"YOUR_CLIENT_ID", consumer_key_text};
  const HttpRequest request = partner.sign(api::list_users(), std::chrono::system_clock::now());
  std::cout << request.method << ' ' << request.url << '\n';

  // Another base: the path in it is signed too.
  const Partner local{"YOUR_CLIENT_ID", consumer_key_text, "http://127.0.0.1:8080/api/v1"};
  const api::User user{"me", "secret"};
  const auto login =
      local.sign(api::login_user(user, {.broker = "ALPACA"}), std::chrono::system_clock::now());
  std::cout << describe(login) << '\n';
  std::cout << to_curl(partner.sign(api::delete_user("me"), UnixTime(std::chrono::seconds(7))));

  // A body that is there as nlohmann::json.
  const nlohmann::json order = {{"units", 10}, {"price", 1.50}};
  const auto place = api::request(user, Method::post, "/trade/place", {}, order);
  std::cout << partner.sign(place, std::chrono::system_clock::now()).body << '\n';
  std::cout << canonical_json(order) << '\n';
}

void webhooks() {
  const Partner partner{"YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY"};
  const ConsumerKey old_key = "THE_KEY_BEFORE";
  const std::string body =
      R"({"eventTimestamp":"2026-05-08T18:52:08Z","eventType":"CONNECTION_ADDED"})";
  const std::string signature = sign_canonical(partner.consumer_key(), canonical_json(body));
  const auto now = std::chrono::sys_days(std::chrono::year(2026) / 5 / 8) + std::chrono::hours(18) +
                   std::chrono::minutes(53);

  const auto event = verify_webhook(partner.consumer_key(), body, signature, now);
  std::cout << event.event_type << '\n';
  const auto same = verify_webhook({old_key, partner.consumer_key()}, body, signature, now);
  std::cout << "key " << same.key_index << ", " << nlohmann::json(same).size() << " members\n";
}

void device_side() {
  const PrivateKey old_key = PrivateKey::generate(2048);
  const PrivateKey new_key = PrivateKey::generate(2048);
  const std::string body =
      encrypt_response(old_key.public_key(), R"({"redirectURI":"https://app.example/redeem"})")
          .to_json();

  const auto opened = decrypt_response({new_key, old_key}, body);
  std::cout << "key " << opened.key_index << ", " << opened.nonce_form << '\n';

  const std::vector<std::string> bodies{body, body};
  const auto results = decrypt_responses(old_key, bodies, {.parallelism = 2});
  for (std::size_t i = 0; i < results.size(); ++i) {
    std::cout << results[i]->text.size() << " characters, " << (*results[i]).nonce_form << '\n';
  }

  // A reply that is parsed already.
  const auto parsed = nlohmann::json::parse(body);
  std::cout << decrypt_response(old_key, parsed).text.size() << '\n';
  const auto response = parsed.get<EncryptedResponse>();
  std::cout << (nlohmann::json(response) == parsed ? "the same" : "another") << '\n';

  // The private key is in a keychain, whose function gives plain bytes.
  const auto keychain = [&old_key](std::span<const std::uint8_t> ciphertext) {
    const auto bytes = old_key.unwrap(ciphertext).value();
    return std::vector<std::uint8_t>(bytes.expose().begin(), bytes.expose().end());
  };
  const auto key = PrivateKey::from_function("keychain", old_key.public_key(), keychain);
  std::cout << decrypt_response(key, body).text.size() << '\n';
}

}  // namespace

int main() {
  try {
    partner_side();
    webhooks();
    device_side();
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
