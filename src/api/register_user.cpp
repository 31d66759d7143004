// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/register_user.hpp>

#include "api/json_writer.hpp"
#include "api/reply.hpp"

namespace snapseal::api {

namespace {

Request<Commercial> post(JsonWriter body) {
  return request<Commercial>(Method::post, "/snapTrade/registerUser", {}, std::move(body).finish());
}

}  // namespace

Request<Commercial> register_user(const UserId& user) {
  return post(JsonWriter().add("userId", required(user)));
}

Request<Commercial> register_user(const UserId& user, const PublicKey& rsa_public_key) {
  return post(
      JsonWriter().add("userId", required(user)).add("rsaPublicKey", rsa_public_key.to_openssh()));
}

User parse_register_user(const Reply& reply, const Limits& limits) {
  return read_new_secret(reply, UserId(), limits);
}

User parse_register_user(const Reply& reply, const UserId& requested, const Limits& limits) {
  return read_new_secret(reply, requested, limits);
}

}  // namespace snapseal::api
