// SPDX-License-Identifier: Apache-2.0
// A personal key does not sign a request that carries a user's secret.
#include "example.hpp"

void use(const Partner& partner, const PersonalAccess& access, const api::User& user,
         UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(partner.sign(api::login_user(user), now), access);
#else
  ignore(access.sign(api::login_user(user), now), partner);  // error: Request<.*Commercial>
#endif
}
