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

signing::Members read_success(const Reply& reply, const Limits& limits) {
  require_success(reply);
  return signing::Members(signing::Document::read(reply.body, limits));
}

UserId read_user_id(const signing::Members& members) {
  std::string id = members.string("userId");
  if (id.empty()) {
    throw Error(Errc::wrong_member_type, is_empty, "userId");
  }
  return UserId(std::move(id));
}

User read_user(const signing::Members& members) {
  UserId id = read_user_id(members);
  SecretString secret = members.secret("userSecret");
  if (secret.empty()) {
    throw Error(Errc::wrong_member_type, is_empty, "userSecret");
  }
  return {std::move(id), UserSecret(std::move(secret))};
}

}  // namespace snapseal::api
