// SPDX-License-Identifier: Apache-2.0
// decrypt_response KEY RESPONSE [PASSPHRASE_FILE]: the whole job, from a key file and a response to
// the plaintext, and to what a token in it says.
#include <cstdlib>
#include <iostream>

#include "read_file.hpp"
// [readme]
#include <snapseal/snapseal.hpp>

snapseal::DecryptedResponse open(std::string_view key_text, std::string_view passphrase,
                                 std::string_view response) {
  const auto key = snapseal::PrivateKey::parse(key_text, passphrase);  // once; serves all threads
  return snapseal::decrypt_response(key, response);
}
snapseal::api::AccessToken token_in(const snapseal::DecryptedResponse& opened) {
  return snapseal::api::AccessToken::parse(opened.text);  // a JWT, wiped with the object
}
// [readme]

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: decrypt_response KEY RESPONSE [PASSPHRASE_FILE]\n";
    return EXIT_FAILURE;
  }
  try {
    const auto passphrase =
        snapseal::secret_from_file_text(argc == 4 ? example::read_file(argv[3]) : "");
    const auto opened =
        open(example::read_file(argv[1]), passphrase.expose(), example::read_file(argv[2]));
    std::cout << opened.text.expose() << '\n';
    if (opened.text.expose().starts_with("eyJ")) {
      std::cout << "claims: " << token_in(opened).unverified_claims().json << '\n';
    }
  } catch (const snapseal::Error& error) {
    // The code is for programs, the text for people. Neither ever holds a secret.
    std::cerr << error.code() << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
