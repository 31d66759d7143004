// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/list_users.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

Request<CommercialKey> list_users() {
  return request<CommercialKey>(Method::get, "/snapTrade/listUsers");
}

std::vector<UserId> parse_list_users(const Reply& reply, const Limits& limits) {
  require_success(reply);
  check_length(reply.body, limits);
  std::vector<UserId> users;
  for (std::string& id : json::read_strings(reply.body, limits.json_depth)) {
    if (id.empty()) {
      throw Error(Errc::wrong_member_type, "a user id must not be empty");
    }
    users.emplace_back(std::move(id));
  }
  return users;
}

}  // namespace snapseal::api
