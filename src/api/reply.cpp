// SPDX-License-Identifier: Apache-2.0
#include "api/reply.hpp"

#include <charconv>

#include "signing/target.hpp"

namespace snapseal::api {

namespace {

/// Why a secret was not read, and what its caller still has.
Literal why_no_secret(Errc code) {
  switch (code) {
    case Errc::missing_member:
      return "the reply does not have it: keep the reply's body, it is not told again";
    case Errc::wrong_member_type:
      return "must be a string and not empty: keep the reply's body, it is not told again";
    case Errc::duplicate_member: return "stands twice: keep the reply's body, it is not told again";
    case Errc::input_too_large:
      return "not read, as the reply is longer than Limits::request_bytes: keep the reply's body, "
             "and read it with another limit";
    case Errc::json_too_deep:
      return "not read, as the reply is nested deeper than Limits::json_depth: keep the reply's "
             "body, and read it with another limit";
    default:
      return "not read, since the reply is not a JSON object: keep the reply's body, which may "
             "contain it";
  }
}

SecretString read_secret(const ReplyMembers& members) {
  SecretString secret = members.secret("userSecret");
  if (secret.empty()) {
    throw Error(Errc::wrong_member_type, "must not be empty", "userSecret");
  }
  return secret;
}

}  // namespace

std::optional<std::string_view> Reply::header(std::string_view name) const {
  for (const auto& [other, value] : headers) {
    if (signing::same_name(other, name)) {
      return value;
    }
  }
  return std::nullopt;
}

RateLimit Reply::rate_limit() const {
  const auto number = [this](std::string_view name) {
    const auto text = header(name);
    return text ? whole_number(*text) : std::nullopt;
  };
  return {number("X-RateLimit-Limit"), number("X-RateLimit-Remaining"),
          number("X-RateLimit-Reset")};
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

void check_length(std::string_view body, const Limits& limits) {
  if (body.size() > limits.request_bytes) {
    throw Error(Errc::input_too_large, "the reply is longer than Limits::request_bytes");
  }
}

ReplyMembers read_success(const Reply& reply, const Limits& limits,
                          std::initializer_list<Literal> names) {
  require_success(reply);
  check_length(reply.body, limits);
  return {reply.body, limits.json_depth, names};
}

UserId read_user_id(const ReplyMembers& members, const UserId& requested) {
  std::string id = members.text_or_empty("userId");
  return id.empty() ? requested : UserId(std::move(id));
}

User read_new_secret(const Reply& reply, const UserId& requested, const Limits& limits) {
  require_success(reply);
  try {
    const ReplyMembers members = read_success(reply, limits, {"userId", "userSecret"});
    SecretString secret = read_secret(members);
    return {read_user_id(members, requested), UserSecret(std::move(secret))};
  } catch (const Error& error) {
    throw Error(error.code(), why_no_secret(error.code()), "userSecret", error.offset());
  }
}

std::optional<UnixTime> time_of(const Reply& reply) {
  const auto date = reply.header("Date");
  return date && !reply.header("Age") ? parse_http_date(*date) : std::nullopt;
}

const std::string& required(const UserId& id) {
  if (id.empty()) {
    throw Error(Errc::invalid_argument, "is not known, so that no request can be made for the user",
                "userId");
  }
  return id.value();
}

std::string_view required(const UserSecret& secret) {
  if (secret.expose().empty()) {
    throw Error(Errc::invalid_argument, "was moved from", "userSecret");
  }
  return secret.expose();
}

}  // namespace snapseal::api
