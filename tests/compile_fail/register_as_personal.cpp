// SPDX-License-Identifier: Apache-2.0
// A personal key registers nobody.
#include "example.hpp"

void use(const Partner& partner, const PersonalAccess& access, const api::UserId& id,
         UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(partner.sign(api::register_user(id), now), access);
#else
  ignore(access.sign(api::register_user(id), now), partner);  // error: Request<.*Commercial>
#endif
}
