// SPDX-License-Identifier: Apache-2.0
// token URI PINFILE RESPONSE: opens a response with a key that stays on a PKCS#11 token.
#include <cstdlib>
#include <iostream>

#include "read_file.hpp"
// [readme]
#include <snapseal/snapseal.hpp>

std::string open(const std::string& uri, const std::string& pin, const std::string& response) {
  const snapseal::PrivateKey key(snapseal::open_pkcs11_key(
      uri, [&](const snapseal::Pkcs11PinRequest& /*token*/) {  // asked once, if at all
        return snapseal::SecretString::copy_of(pin);
      }));
  return std::string(snapseal::decrypt_response(key, response).text.expose());
}
// [readme]

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: token URI PINFILE RESPONSE\n";
    return EXIT_FAILURE;
  }
  try {
    const std::string pin = example::read_file(argv[2]);
    std::cout << open(argv[1], pin.substr(0, pin.find('\n')), example::read_file(argv[3])) << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
