// SPDX-License-Identifier: Apache-2.0
// What needs no signature gets none.
#include "example.hpp"

void use(const Partner& partner, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(unsigned_request(api::check_status()), partner, now);
#else
  ignore(partner.sign(api::check_status(), now));  // error: Request<.*Anonymous>
#endif
}
