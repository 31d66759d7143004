// SPDX-License-Identifier: Apache-2.0
// There is no partner for requests that are not signed.
#include "example.hpp"

void use(const ClientId& id, const snapseal::Request<snapseal::NoKey>& request, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(Partner(id, ConsumerKey("key")), unsigned_request(request), now);
#else
  ignore(snapseal::BasicPartner<snapseal::NoKey>(id, ConsumerKey("key")).sign(request, now));  // error: constraint
#endif
}
