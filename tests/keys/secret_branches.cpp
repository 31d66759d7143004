// SPDX-License-Identifier: Apache-2.0
// Under valgrind's memcheck, characters that are secret are marked as undefined: memcheck then
// reports each branch and each address that depends on them.
#include <valgrind/memcheck.h>

#include <cstdint>
#include <iostream>
#include <string>

#include "core/base64url.hpp"

namespace {

using namespace snapseal;

/// How many branches depended on the text.
unsigned branches_of_decoding(std::string text) {
  const unsigned before = VALGRIND_COUNT_ERRORS;
  VALGRIND_MAKE_MEM_UNDEFINED(text.data(), text.size());
  static_cast<void>(base64url::decode(text));
  return VALGRIND_COUNT_ERRORS - before;
}

unsigned branches_of_encoding(std::size_t size) {
  const unsigned before = VALGRIND_COUNT_ERRORS;
  SecretBytes bytes(size);
  VALGRIND_MAKE_MEM_UNDEFINED(bytes.expose().data(), bytes.size());
  static_cast<void>(base64url::encode(bytes.expose()));
  return VALGRIND_COUNT_ERRORS - before;
}

/// A branch that memcheck must see: else it saw nothing at all.
unsigned branches_of_a_comparison() {
  const unsigned before = VALGRIND_COUNT_ERRORS;
  volatile char secret = 'x';
  char copy = secret;
  VALGRIND_MAKE_MEM_UNDEFINED(&copy, 1);
  secret = copy;
  if (secret == 'y') {
    std::cout << "y\n";
  }
  return VALGRIND_COUNT_ERRORS - before;
}

bool require(const char* what, unsigned found, unsigned expected) {
  std::cout << what << ": " << found << " (expected " << expected << ")\n";
  return found == expected;
}

}  // namespace

int main() {
  if (RUNNING_ON_VALGRIND == 0) {
    std::cerr << "run this under valgrind\n";
    return 1;
  }
  bool right = require("branches of a comparison", branches_of_a_comparison(), 1);
  // One: whether the text is base64url at all. It does not grow with the text.
  for (const std::size_t size : {35U, 36U, 38U, 342U}) {
    right =
        require("branches of decoding", branches_of_decoding(std::string(size, 'A')), 1) && right;
  }
  for (const std::size_t size : {32U, 33U, 34U, 256U}) {
    right = require("branches of encoding", branches_of_encoding(size), 0) && right;
  }
  return right ? 0 : 1;
}
