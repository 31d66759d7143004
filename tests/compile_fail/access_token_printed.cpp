// SPDX-License-Identifier: Apache-2.0
// An access token does not print.
#include "example.hpp"

void use(const api::AccessToken& token) {
#ifndef SNAPSEAL_WRONG
  std::cout << token.expose();
#else
  std::cout << token;  // error: (no match for|invalid operands|deleted)
#endif
}
