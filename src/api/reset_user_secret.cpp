// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/reset_user_secret.hpp>

#include "api/json_writer.hpp"
#include "api/reply.hpp"

namespace snapseal::api {

Request<Commercial> reset_user_secret(const User& user) {
  JsonWriter body;
  body.add("userId", required(user.id)).add("userSecret", required(user.secret));
  return request<Commercial>(Method::post, "/snapTrade/resetUserSecret", {},
                             std::move(body).finish());
}

User parse_reset_user_secret(const Reply& reply, const Limits& limits) {
  return read_new_secret(reply, UserId(), limits);
}

User parse_reset_user_secret(const Reply& reply, const UserId& requested, const Limits& limits) {
  return read_new_secret(reply, requested, limits);
}

}  // namespace snapseal::api
