// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/delete_user.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

Request<Commercial> delete_user(const UserId& user) {
  return request<Commercial>(Method::delete_, "/snapTrade/deleteUser",
                             {{"userId", required(user)}});
}

DeletedUser parse_delete_user(const Reply& reply, const Limits& limits) {
  return parse_delete_user(reply, UserId(), limits);
}

DeletedUser parse_delete_user(const Reply& reply, const UserId& requested, const Limits& limits) {
  require_success(reply);
  DeletedUser deleted{requested, {}, {}};
  try {
    const ReplyMembers members = read_success(reply, limits, {"userId", "status", "detail"});
    deleted.id = read_user_id(members, requested);
    deleted.status = members.text_or_empty("status");
    deleted.detail = members.text_or_empty("detail");
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the status is what tells of success
  }
  return deleted;
}

}  // namespace snapseal::api
