// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal::api {

/// POST /snapTrade/resetUserSecret, with the present secret in the body. The present secret ceases
/// to work.
[[nodiscard]] SNAPSEAL_API Request<Commercial> reset_user_secret(const User& user);

/// The user with the new secret: as `parse_register_user`.
[[nodiscard]] SNAPSEAL_API User parse_reset_user_secret(const Reply& reply, const UserId& requested,
                                                        const Limits& limits = {});
[[nodiscard]] SNAPSEAL_API User parse_reset_user_secret(const Reply& reply,
                                                        const Limits& limits = {});

}  // namespace snapseal::api
