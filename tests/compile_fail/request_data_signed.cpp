// SPDX-License-Identifier: Apache-2.0
// A request of nobody's kind is not signed.
#include "example.hpp"

void use(const Partner& partner, const snapseal::RequestData& data, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(partner.sign(snapseal::Request<snapseal::Commercial>{data}, now));
#else
  ignore(partner.sign(data, now));  // error: RequestData
#endif
}
