// SPDX-License-Identifier: Apache-2.0
// key_rotation RESPONSE KEY...: while a new key takes the place of an old one, responses for both
// arrive.
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <vector>

#include "read_file.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: key_rotation RESPONSE KEY...\n";
    return EXIT_FAILURE;
  }
  try {
    std::vector<snapseal::PrivateKey> keys;
    for (int i = 2; i < argc; ++i) {
      keys.push_back(snapseal::PrivateKey::parse(example::read_file(argv[i])));
    }
    const auto opened = snapseal::decrypt_response(keys, example::read_file(argv[1]));
    std::cout << opened.text.expose() << " (key " << opened.key_index << ")\n";
  } catch (const snapseal::Error& error) {
    std::cerr << error.code() << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
