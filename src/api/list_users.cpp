// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/list_users.hpp>

#include "api/reply.hpp"
#include "core/json/scanner.hpp"

namespace snapseal::api {

Request<Commercial> list_users() {
  return request<Commercial>(Method::get, "/snapTrade/listUsers");
}

std::vector<UserId> parse_list_users(const Reply& reply, const Limits& limits) {
  require_success(reply);
  check_length(reply.body, limits);
  json::Scanner scanner(reply.body, limits.json_depth, Errc::malformed_json);
  if (scanner.next() != json::Token::begin_array) {
    throw Error(Errc::malformed_json, "the JSON text is not an array");
  }
  std::vector<UserId> users;
  for (;;) {
    switch (scanner.next()) {
      case json::Token::string:
      case json::Token::integer:
      case json::Token::real:
        if (!scanner.characters().empty()) {
          users.emplace_back(std::string(scanner.characters()));
          break;
        }
        [[fallthrough]];
      default:
        throw Error(Errc::wrong_member_type,
                    "the array must hold ids alone: strings that are not empty, or numbers");
      case json::Token::end_array: break;
      case json::Token::end: return users;
    }
  }
}

}  // namespace snapseal::api
