// SPDX-License-Identifier: Apache-2.0
// A consumer key does not print.
#include "example.hpp"

void use(const ConsumerKey& key) {
#ifndef SNAPSEAL_WRONG
  std::cout << key.expose();
#else
  std::cout << key;  // error: (no match for|invalid operands|deleted)
#endif
}
