// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/delete_user.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

Request<CommercialKey> delete_user(const UserId& user) {
  return request<CommercialKey>(Method::delete_, "/snapTrade/deleteUser",
                                {{"userId", user.value()}});
}

DeletedUser parse_delete_user(const Reply& reply, const Limits& limits) {
  const json::Members members = read_success(reply, limits);
  return {read_user_id(members), members.string_or_empty("status"),
          members.string_or_empty("detail")};
}

}  // namespace snapseal::api
