// SPDX-License-Identifier: Apache-2.0
// A client's id and key do not take each other's place.
#include "example.hpp"

void use(ClientId id, ConsumerKey key) {
#ifndef SNAPSEAL_WRONG
  ignore(Partner(std::move(id), std::move(key)));
#else
  ignore(
      Partner(std::move(key), std::move(id)));  // error: (no matching function|convert|conversion)
#endif
}
