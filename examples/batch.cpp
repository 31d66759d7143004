// SPDX-License-Identifier: Apache-2.0
// batch KEY RESPONSE...: opens many responses, on all processors.
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <vector>

#include "read_file.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: batch KEY RESPONSE...\n";
    return EXIT_FAILURE;
  }
  try {
    const auto key = snapseal::PrivateKey::parse(example::read_file(argv[1]));
    std::vector<std::string> responses;
    for (int i = 2; i < argc; ++i) {
      responses.push_back(example::read_file(argv[i]));
    }
    const auto results = snapseal::decrypt_responses(key, responses);
    bool all_opened = true;
    for (std::size_t i = 0; i < results.size(); ++i) {  // in the order of the responses
      if (results[i]) {
        std::cout << results[i]->text.expose() << '\n';
      } else {
        all_opened = false;
        const snapseal::Error& error = results[i].error();
        std::cerr << argv[i + 2] << ": " << error.code() << ": " << error.what() << '\n';
      }
    }
    return all_opened ? EXIT_SUCCESS : EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
