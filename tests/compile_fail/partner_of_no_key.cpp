// SPDX-License-Identifier: Apache-2.0
// There is no partner for requests that are not signed.
#include "example.hpp"

using snapseal::Anonymous;

void use(const ClientId& id, const snapseal::Request<Anonymous>& request) {
#ifndef SNAPSEAL_WRONG
  ignore(Partner(id, ConsumerKey("key")), unsigned_request(request));
#else
  ignore(snapseal::BasicPartner<Anonymous>(id, ConsumerKey("key")), request);  // error: constraint
#endif
}
