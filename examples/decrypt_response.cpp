// SPDX-License-Identifier: Apache-2.0
// decrypt_response KEY RESPONSE: the whole job, from a key file and a response to the plaintext.
#include <cstdlib>
#include <iostream>

#include "read_file.hpp"
// [readme]
#include <snapseal/snapseal.hpp>

std::string open(const std::string& key_file, const std::string& response) {
  const auto key = snapseal::PrivateKey::parse(key_file);  // once; then use it from any thread
  const auto opened = snapseal::decrypt_response(key, response);
  return std::string(opened.text.expose());
}
// [readme]

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: decrypt_response KEY RESPONSE\n";
    return EXIT_FAILURE;
  }
  try {
    std::cout << open(example::read_file(argv[1]), example::read_file(argv[2])) << '\n';
  } catch (const snapseal::Error& error) {
    // The code is for programs, the text for people. Neither ever holds a secret.
    std::cerr << snapseal::to_string(error.code()) << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
