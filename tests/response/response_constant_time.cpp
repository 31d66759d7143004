// SPDX-License-Identifier: Apache-2.0
// response_constant_time: run under valgrind --tool=memcheck by response_constant_time.py. The
// shared key of a response is marked as undefined when it is unwrapped, and all that comes of it is
// then: valgrind reports each branch and each address that depends on it. With the argument "leak"
// a branch on the key is made on purpose.
#include <valgrind/memcheck.h>

#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string_view>
#include <vector>

#include "support/bytes.hpp"

namespace {

using namespace snapseal;

/// Whether it opens is for everyone to see, and so is this.
template <typename Value>
Value told(Value value) {
  VALGRIND_MAKE_MEM_DEFINED(&value, sizeof(value));
  return value;
}

SecretBytes secret_copy(const std::vector<std::uint8_t>& bytes) {
  SecretBytes copy = SecretBytes::copy_of(bytes);
  VALGRIND_MAKE_MEM_UNDEFINED(copy.expose().data(), copy.size());
  return copy;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::uint8_t> right(32, 5);
  const std::vector<std::uint8_t> wrong(32, 6);
  if (argc < 2 || std::string_view(argv[1]) == "leak") {
    const SecretBytes key = secret_copy(right);
    std::cout << (key.expose()[0] == 5 ? "five\n" : "another\n");
    return EXIT_SUCCESS;
  }
  const PublicKey public_key = PublicKey::parse(test::read_file(argv[1]));
  const std::vector<std::uint8_t> nonce(15, 3);
  const EncryptedResponse response(
      std::vector<std::uint8_t>(256, 1),
      encrypt_message(SharedKey(SecretBytes::copy_of(right)), "eyJhbGciOiJIUzI1NiJ9.e30.x", nonce));
  const std::string json = response.to_json();
  int opened = 0;
  for (const auto* shared_key : {&right, &wrong}) {
    const auto key = PrivateKey::from_function("a place", public_key, [shared_key](auto) {
      return std::optional(secret_copy(*shared_key));
    });
    try {
      const DecryptedResponse text = decrypt_response(key, json);
      opened += told(text.text.size()) == 26 ? 1 : 100;
    } catch (const Error& error) {
      opened += error.code() == Errc::decryption_failed ? 10 : 100;
    }
  }
  std::cout << opened << '\n';
  return opened == 11 ? EXIT_SUCCESS : EXIT_FAILURE;
}
