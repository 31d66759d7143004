// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/list_users.hpp>

#include "api/reply.hpp"

namespace snapseal::api {

Request<CommercialKey> list_users() {
  return request<CommercialKey>(Method::get, "/snapTrade/listUsers");
}

std::vector<UserId> parse_list_users(const Reply& reply, const Limits& limits) {
  require_success(reply);
  std::vector<UserId> users;
  for (std::string& id : signing::read_strings(signing::Document::read(reply.body, limits))) {
    if (id.empty()) {
      throw Error(Errc::wrong_member_type, "a user id must not be empty");
    }
    users.emplace_back(std::move(id));
  }
  return users;
}

}  // namespace snapseal::api
