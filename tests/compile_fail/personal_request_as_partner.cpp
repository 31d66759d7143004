// SPDX-License-Identifier: Apache-2.0
// A partner does not sign a request of a personal key.
#include "example.hpp"

void use(const Partner& partner, const PersonalAccess& access, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(access.sign(api::login_user(), now), partner);
#else
  ignore(partner.sign(api::login_user(), now), access);  // error: Request<.*Personal>
#endif
}
