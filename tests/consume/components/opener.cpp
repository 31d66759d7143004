// SPDX-License-Identifier: Apache-2.0
// A device that only opens responses.
#include <iostream>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypt.hpp>

int main() {
  const auto key = snapseal::PrivateKey::generate(2048);
  const auto response = snapseal::encrypt_response(key.public_key(), "a consumer's text");
  std::cout << snapseal::decrypt_response(key, response.to_json()).text.expose() << '\n';
}
