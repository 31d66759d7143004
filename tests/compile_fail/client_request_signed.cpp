// SPDX-License-Identifier: Apache-2.0
// A device's request is not signed with a partner's key.
#include "example.hpp"

void use(const Partner& partner, const api::ClientAccess& access,
         const snapseal::Request<snapseal::Device>& request, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(access.authorize(request), partner, now);
#else
  ignore(partner.sign(request, now), access);  // error: Request<.*Device>
#endif
}
