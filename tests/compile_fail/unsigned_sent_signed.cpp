// SPDX-License-Identifier: Apache-2.0
// What needs a signature is not sent without one.
#include "example.hpp"

void use(const Partner& partner, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(partner.sign(api::list_users(), now));
#else
  ignore(unsigned_request(api::list_users()), now);  // error: Request<.*Commercial>
#endif
}
