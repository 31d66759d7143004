// SPDX-License-Identifier: Apache-2.0
// A consumer key is not copied unseen.
#include "example.hpp"

void use(const ConsumerKey& key) {
#ifndef SNAPSEAL_WRONG
  const ConsumerKey copy = key.clone();
#else
  const ConsumerKey copy = key;  // error: deleted
#endif
  ignore(copy);
}
