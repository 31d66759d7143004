// SPDX-License-Identifier: Apache-2.0
// choose_backend KEY RESPONSE [botan|openssl]: decrypts with the library of the caller's choice.
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string_view>

#include "read_file.hpp"

namespace {

snapseal::RsaBackend backend_named(std::string_view name) {
  // A process that opens one response and ends is served best by Botan, one that opens many by
  // OpenSSL. Without a wish, `default_rsa_backend()` is what a new key has anyway.
  return name == "botan"     ? snapseal::RsaBackend::botan
         : name == "openssl" ? snapseal::RsaBackend::openssl
                             : snapseal::default_rsa_backend();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: choose_backend KEY RESPONSE [botan|openssl]\n";
    return EXIT_FAILURE;
  }
  try {
    snapseal::RsaBackend backend = backend_named(argc == 4 ? argv[3] : "");
    if (!snapseal::is_built_in(backend)) {
      std::cerr << "no " << to_string(backend) << " in this build: Botan serves as well\n";
      backend = snapseal::RsaBackend::botan;
    }
    const auto key = snapseal::PrivateKey::parse(example::read_file(argv[1])).with_backend(backend);
    const auto opened = snapseal::decrypt_response(key, example::read_file(argv[2]));
    std::cout << opened.text.expose() << '\n' << "by " << key.unwrapper().name() << '\n';
  } catch (const snapseal::Error& error) {
    std::cerr << error.code() << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
