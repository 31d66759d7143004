// SPDX-License-Identifier: Apache-2.0
#include "api/reply.hpp"

#include "signing/target.hpp"

namespace snapseal::api {

namespace {

constexpr Literal is_empty = "must not be empty";

}  // namespace

std::optional<std::string_view> Reply::header(std::string_view name) const {
  for (const auto& [other, value] : headers) {
    if (signing::same_name(other, name)) {
      return value;
    }
  }
  return std::nullopt;
}

void check_length(std::string_view body, const Limits& limits) {
  if (body.size() > limits.request_bytes) {
    throw Error(Errc::input_too_large, "the reply is longer than Limits::request_bytes");
  }
}

json::Members read_success(const Reply& reply, const Limits& limits) {
  require_success(reply);
  check_length(reply.body, limits);
  return {reply.body, limits.json_depth};
}

UserId read_user_id(const json::Members& members) {
  std::string id = members.string("userId");
  if (id.empty()) {
    throw Error(Errc::wrong_member_type, is_empty, "userId");
  }
  return UserId(std::move(id));
}

User read_user(const json::Members& members) {
  UserId id = read_user_id(members);
  SecretString secret = members.secret("userSecret");
  if (secret.empty()) {
    throw Error(Errc::wrong_member_type, is_empty, "userSecret");
  }
  return {std::move(id), UserSecret(std::move(secret))};
}

}  // namespace snapseal::api
