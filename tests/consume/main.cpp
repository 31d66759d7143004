// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <optional>
#include <snapseal/snapseal.hpp>

// Destroyed after main, when much is gone already: a key must not care.
std::optional<snapseal::PrivateKey> kept;

int main() {
  kept = snapseal::PrivateKey::generate(2048);
  const snapseal::PrivateKey& key = *kept;
  const auto response = snapseal::encrypt_response(key.public_key(), "a consumer's text");
  const auto opened = snapseal::decrypt_response(key, response.to_json());
  std::cout << opened.text.expose() << '\n';
  try {
    static_cast<void>(snapseal::decrypt_response(key, "{}"));
    return 1;
  } catch (const snapseal::Error& error) {  // the type must survive a shared library's border
    return error.code() == snapseal::Errc::missing_member ? 0 : 1;
  }
}
