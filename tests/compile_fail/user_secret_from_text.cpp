// SPDX-License-Identifier: Apache-2.0
// Bare text is no user's secret by itself.
#include "example.hpp"

void use(api::UserId id, const std::string& text) {
#ifndef SNAPSEAL_WRONG
  ignore(api::User{std::move(id), api::UserSecret(text)});
#else
  ignore(api::User{std::move(id), text});  // error: (convert|conversion)
#endif
}
