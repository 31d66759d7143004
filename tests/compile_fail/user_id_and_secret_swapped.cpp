// SPDX-License-Identifier: Apache-2.0
// A user's id and secret do not take each other's place.
#include "example.hpp"

void use(api::UserId id, api::UserSecret secret) {
#ifndef SNAPSEAL_WRONG
  ignore(api::User{std::move(id), std::move(secret)});
#else
  ignore(api::User{std::move(secret), std::move(id)});  // error: (convert|conversion)
#endif
}
