// SPDX-License-Identifier: Apache-2.0
// signing_constant_time: run under valgrind --tool=memcheck, with the consumer key marked as
// undefined. valgrind then reports each branch and each address that depends on the key, or on the
// signature that is made with it.
#include <valgrind/memcheck.h>

#include <cstdlib>
#include <iostream>
#include <snapseal/snapseal.hpp>
#include <string>

int main() {
  using namespace snapseal;
  constexpr std::string_view text = R"({"content":null,"path":"/","query":""})";
  const std::string signature = sign_canonical(ConsumerKey("0123456789abcdef"), text);

  SecretString secret = SecretString::copy_of("0123456789abcdef");
  VALGRIND_MAKE_MEM_UNDEFINED(secret.expose().data(), secret.size());
  const ConsumerKey key(std::move(secret));
  bool right = verify_canonical(key, text, signature);
  bool wrong = verify_canonical(key, text, std::string(43, 'A') + "=");
  // What the answer is may be known.
  VALGRIND_MAKE_MEM_DEFINED(&right, sizeof(right));
  VALGRIND_MAKE_MEM_DEFINED(&wrong, sizeof(wrong));
  std::cout << right << wrong << '\n';
  return right && !wrong ? EXIT_SUCCESS : EXIT_FAILURE;
}
