// SPDX-License-Identifier: Apache-2.0
// The answer of register_user is not dropped.
#include "example.hpp"

void use(const api::Reply& reply) {
#ifndef SNAPSEAL_WRONG
  const api::User user = api::parse_register_user(reply);
  ignore(user);
#else
  api::parse_register_user(reply);  // error: (ignoring return|nodiscard)
#endif
}
