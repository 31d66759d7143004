// SPDX-License-Identifier: Apache-2.0
// two_steps KEY RESPONSE: the RSA step done elsewhere, as a device's keystore or a cloud's key
// service would do it, and perhaps much later. Here a second PrivateKey plays that part.
#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>

#include "read_file.hpp"

namespace {

// What a keystore offers: RSAES-OAEP with SHA-1, MGF1 with SHA-1 and an empty label.
std::optional<snapseal::SecretBytes> keystore_unwrap(const snapseal::PrivateKey& in_keystore,
                                                     std::span<const std::uint8_t> wrapped) {
  return in_keystore.rsaes_oaep_decrypt(wrapped);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: two_steps KEY RESPONSE\n";
    return EXIT_FAILURE;
  }
  try {
    const auto in_keystore = snapseal::PrivateKey::parse(example::read_file(argv[1]));
    const auto response = snapseal::EncryptedResponse::parse(example::read_file(argv[2]));

    auto unwrapped = keystore_unwrap(in_keystore, response.encrypted_shared_key());
    const bool usable = unwrapped && snapseal::SharedKey::is_valid_size(unwrapped->size());
    // Go on with a random key, so that nobody sees which of the two steps failed.
    const snapseal::SharedKey shared_key =
        usable ? snapseal::SharedKey(std::move(*unwrapped)) : snapseal::SharedKey::generate();
    const auto opened = snapseal::decrypt_message(shared_key, response.message());
    std::cout << opened.text.expose() << '\n';
  } catch (const snapseal::Error& error) {
    std::cerr << snapseal::to_string(error.code()) << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
