// SPDX-License-Identifier: Apache-2.0
// A user's secret is not copied unseen.
#include "example.hpp"

void use(const api::UserSecret& secret) {
#ifndef SNAPSEAL_WRONG
  const api::UserSecret copy = secret.clone();
#else
  const api::UserSecret copy = secret;  // error: deleted
#endif
  ignore(copy);
}
