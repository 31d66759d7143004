// SPDX-License-Identifier: Apache-2.0
// A user is no client.
#include "example.hpp"

void use(const api::UserId& user, ConsumerKey key) {
#ifndef SNAPSEAL_WRONG
  ignore(Partner(ClientId(user.value()), std::move(key)));
#else
  ignore(Partner(user, std::move(key)));  // error: (no matching function|convert|conversion)
#endif
}
