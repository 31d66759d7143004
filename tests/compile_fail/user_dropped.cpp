// SPDX-License-Identifier: Apache-2.0
// A user who comes out of any function is not dropped.
#include "example.hpp"

void use(api::User (*function)()) {
#ifndef SNAPSEAL_WRONG
  const api::User user = function();
  ignore(user);
#else
  function();  // error: (ignoring return|nodiscard)
#endif
}
