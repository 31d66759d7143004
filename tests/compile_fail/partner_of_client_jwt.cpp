// SPDX-License-Identifier: Apache-2.0
// A consumer key signs no request of a user's device, whatever partner is asked for.
#include "example.hpp"

void use(const api::ClientAccess& access, const snapseal::Request<snapseal::ClientJwt>& request, UnixTime now) {
#ifndef SNAPSEAL_WRONG
  ignore(access.authorize(request), ClientId("id"), ConsumerKey("key"), now);
#else
  ignore(snapseal::BasicPartner<snapseal::ClientJwt>(ClientId("id"), ConsumerKey("key")).sign(request, now), access);  // error: constraint
#endif
}
