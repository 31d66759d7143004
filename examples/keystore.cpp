// SPDX-License-Identifier: Apache-2.0
// keystore KEY RESPONSE: a private key that stays where it is: a device's keystore, an enclave, a
// cloud's key service. Here a second PrivateKey plays that part.
#include <cstdlib>
#include <iostream>

#include "read_file.hpp"
// [readme]
#include <snapseal/snapseal.hpp>

snapseal::PrivateKey key_in(const snapseal::KeyUnwrapper& keystore) {
  return snapseal::PrivateKey::from_function(
      "the keystore", keystore.public_key(), [&keystore](std::span<const std::uint8_t> ciphertext) {
        return keystore.unwrap(ciphertext);  // RSAES-OAEP, SHA-1; nullopt if the padding is wrong
      });
}
// [readme]

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: keystore KEY RESPONSE\n";
    return EXIT_FAILURE;
  }
  try {
    const auto elsewhere = snapseal::PrivateKey::parse(example::read_file(argv[1]));
    const snapseal::PrivateKey key = key_in(elsewhere.unwrapper());
    const auto opened = snapseal::decrypt_response(key, example::read_file(argv[2]));
    std::cout << opened.text.expose() << '\n';
  } catch (const snapseal::Error& error) {
    std::cerr << error.code() << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
