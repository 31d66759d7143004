// SPDX-License-Identifier: Apache-2.0
// An access token is not copied unseen.
#include "example.hpp"

void use(const api::AccessToken& token) {
#ifndef SNAPSEAL_WRONG
  const api::AccessToken copy = token.clone();
#else
  const api::AccessToken copy = token;  // error: deleted
#endif
  ignore(copy);
}
