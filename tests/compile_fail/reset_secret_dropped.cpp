// SPDX-License-Identifier: Apache-2.0
// The answer of reset_user_secret is not dropped.
#include "example.hpp"

void use(const api::Reply& reply) {
#ifndef SNAPSEAL_WRONG
  const api::User user = api::parse_reset_user_secret(reply);
  ignore(user);
#else
  api::parse_reset_user_secret(reply);  // error: (ignoring return|nodiscard)
#endif
}
