// SPDX-License-Identifier: Apache-2.0
// mock_response: what a partner's test needs to play the API: a key pair for a test user, an
// encrypted response in each form of the nonce, and what the user's device makes of it.
#include <array>
#include <iostream>
#include <snapseal/snapseal.hpp>

int main() {
  const auto users_key = snapseal::PrivateKey::generate(2048);
  const std::string registered = users_key.public_key().to_openssh("test user");

  const auto key = snapseal::PublicKey::parse(registered);
  const std::array forms = {snapseal::NonceForm::rfc7253, snapseal::NonceForm::legacy15};
  for (const snapseal::NonceForm form : forms) {
    const auto response = snapseal::encrypt_response(
        key, R"({"redirectURI":"https://app.example/redeem?token=t"})", {.nonce_form = form});
    const auto opened = snapseal::decrypt_response(users_key, response.to_json());
    std::cout << snapseal::to_string(opened.nonce_form) << ": " << opened.text.expose() << '\n';
  }
}
