// SPDX-License-Identifier: Apache-2.0
// A partner's request does not go with a device's token.
#include "example.hpp"

void use(const Partner& partner, const api::ClientAccess& access, const api::User& user,
         UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(partner.sign(api::get_user_jwt(user), now), access);
#else
  ignore(access.authorize(api::get_user_jwt(user)), now);  // error: Request<.*Commercial>
#endif
}
