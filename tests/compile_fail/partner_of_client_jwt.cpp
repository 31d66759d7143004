// SPDX-License-Identifier: Apache-2.0
// A consumer key signs no request of a user's device, whatever partner is asked for.
#include "example.hpp"

using snapseal::Device;

void use(const ClientId& id, const api::ClientAccess& access) {
#ifndef SNAPSEAL_WRONG
  ignore(id, access.authorize(api::request<Device>(snapseal::Method::get, "/accounts")));
#else
  ignore(access, snapseal::BasicPartner<Device>(id, ConsumerKey("key")));  // error: constraint
#endif
}
