// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal::api {

/// DELETE /snapTrade/deleteUser. Takes the user's connections and data with it, for ever.
[[nodiscard]] SNAPSEAL_API Request<Commercial> delete_user(const UserId& user);

struct DeletedUser {
  UserId id;           ///< As the reply tells it, else `requested`, else empty.
  std::string status;  ///< The server's words, as they came; empty if there are none.
  std::string detail;  ///< Likewise.
};

/// The deletion is queued, not done. Throws `ApiError`, and nothing else: a 2xx status says it all,
/// and whatever body comes with it, or none, is not a failure.
[[nodiscard]] SNAPSEAL_API DeletedUser parse_delete_user(const Reply& reply,
                                                         const UserId& requested,
                                                         const Limits& limits = {});
[[nodiscard]] SNAPSEAL_API DeletedUser parse_delete_user(const Reply& reply,
                                                         const Limits& limits = {});

}  // namespace snapseal::api
