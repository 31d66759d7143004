// SPDX-License-Identifier: Apache-2.0
// A user's secret does not print.
#include "example.hpp"

void use(const api::UserSecret& secret) {
#ifndef SNAPSEAL_WRONG
  std::cout << secret.expose();
#else
  std::cout << secret;  // error: (no match for|invalid operands|deleted)
#endif
}
