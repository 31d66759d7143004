// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal::api {

/// GET /snapTrade/listUsers. Of the calls without side effects this is the one that shows whether
/// `clientId` and consumer key are right.
[[nodiscard]] SNAPSEAL_API Request<Commercial> list_users();

/// In the server's order; a number is an id too, as its digits. Throws `ApiError`, and what is
/// wrong with the reply: codes 101 to 106.
[[nodiscard]] SNAPSEAL_API std::vector<UserId> parse_list_users(const Reply& reply,
                                                                const Limits& limits = {});

}  // namespace snapseal::api
