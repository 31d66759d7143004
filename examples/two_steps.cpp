// SPDX-License-Identifier: Apache-2.0
// two_steps KEY RESPONSE: the RSA step done by a keystore that answers later, and perhaps in
// another process. Here a thread with a second PrivateKey plays that part.
#include <cstdlib>
#include <future>
#include <iostream>
#include <snapseal/snapseal.hpp>

#include "read_file.hpp"

namespace {

using Unwrapped = std::optional<snapseal::SecretBytes>;

// What such a keystore offers: RSAES-OAEP with SHA-1, MGF1 with SHA-1 and an empty label.
std::future<Unwrapped> keystore_unwrap(const snapseal::PrivateKey& in_keystore,
                                       std::span<const std::uint8_t> wrapped) {
  return std::async(std::launch::async,
                    [&in_keystore, wrapped] { return in_keystore.unwrap(wrapped); });
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

    // First step: send this to the keystore, and keep the response.
    auto answer = keystore_unwrap(in_keystore, response.encrypted_shared_key());
    // Second step: when the answer is there.
    const auto shared_key = snapseal::SharedKey::from_unwrapped(answer.get());
    const auto opened = snapseal::decrypt_message(shared_key, response.message());
    std::cout << opened.text.expose() << '\n';
  } catch (const snapseal::Error& error) {
    std::cerr << error.code() << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
