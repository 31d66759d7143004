// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <snapseal/snapseal.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using api::Reply;
using api::UserId;
using nlohmann::json;
using std::chrono::seconds;

namespace {

constexpr UnixTime received{seconds(1795314671)};

json told_by(const api::User& user) {
  return {{"user_id", user.id.value()}, {"user_secret", user.secret.expose()}};
}

json status_told_by(const Reply& reply) {
  const api::ApiStatus status = api::parse_check_status(reply);
  return {{"version", status.version ? json(*status.version) : json()},
          {"online", status.online},
          {"timestamp", status.timestamp},
          {"server_time_us",
           status.server_time ? json(status.server_time->time_since_epoch().count()) : json()}};
}

json users_told_by(const Reply& reply) {
  json ids = json::array();
  for (const UserId& id : api::parse_list_users(reply)) {
    ids.push_back(id.value());
  }
  return {{"user_ids", ids}};
}

json deletion_told_by(const Reply& reply, const std::optional<UserId>& requested) {
  const api::DeletedUser user =
      requested ? api::parse_delete_user(reply, *requested) : api::parse_delete_user(reply);
  return {{"user_id", user.id.value()}, {"status", user.status}, {"detail", user.detail}};
}

json login_told_by(const Reply& reply) {
  const auto outcome = api::parse_login_user(reply);
  if (std::holds_alternative<EncryptedResponse>(outcome)) {
    return {{"encrypted", true}};
  }
  const auto& portal = std::get<api::ConnectionPortal>(outcome);
  return {{"redirect_uri", portal.url.expose()},
          {"session_id", portal.session_id},
          {"encrypted", false}};
}

/// What the operation's parser makes of the reply, in the words of the vectors.
json told_by(const std::string& operation, const Reply& reply,
             const std::optional<UserId>& requested) {
  if (operation == "check_status") {
    return status_told_by(reply);
  }
  if (operation == "list_users") {
    return users_told_by(reply);
  }
  if (operation == "register_user") {
    return told_by(requested ? api::parse_register_user(reply, *requested)
                             : api::parse_register_user(reply));
  }
  if (operation == "reset_user_secret") {
    return told_by(requested ? api::parse_reset_user_secret(reply, *requested)
                             : api::parse_reset_user_secret(reply));
  }
  if (operation == "delete_user") {
    return deletion_told_by(reply, requested);
  }
  if (operation == "login_user") {
    return login_told_by(reply);
  }
  if (operation == "get_user_jwt") {
    static_cast<void>(api::parse_get_user_jwt(reply));
    return {{"encrypted", true}};
  }
  throw std::runtime_error("an operation that no test knows: " + operation);
}

json told_by(const api::ApiError& error) {
  return {{"status", error.status()},
          {"code", error.api_code()},
          {"detail", error.detail()},
          {"request_id", error.request_id()},
          {"retry_after_seconds",
           error.retry_after_seconds() ? json(*error.retry_after_seconds()) : json()}};
}

struct Outcome {
  std::string code = "ok";
  json field, result, error;
};

Outcome outcome_of_reply(const std::string& operation, const Reply& reply,
                         const std::optional<UserId>& requested) {
  Outcome outcome;
  try {
    outcome.result = told_by(operation, reply, requested);
  } catch (const api::ApiError& error) {
    outcome.code = to_string(error.code());
    outcome.error = told_by(error);
  } catch (const Error& error) {
    outcome.code = to_string(error.code());
    outcome.field = error.field().empty() ? json() : json(error.field());
  }
  return outcome;
}

}  // namespace

TEST_CASE("every reply of the vectors tells what it must, or gives the error that it must",
          "[api][vectors]") {
  std::map<std::string, std::size_t> cases;
  for (VectorCase& vector : read_vectors("replies", 152)) {
    CAPTURE(vector.id());
    const std::string operation = vector.text("operation");
    Reply reply{vector.value("status").get<int>(), {}, vector.text("body")};
    for (const json& header : vector.value("headers")) {
      reply.headers.emplace_back(header.at(0), header.at(1));
    }
    const auto requested = vector.text_or_null("requested_user_id");
    const Outcome outcome = outcome_of_reply(
        operation, reply, requested ? std::optional(UserId(*requested)) : std::nullopt);
    CHECK(outcome.code == vector.text("expect"));
    CHECK(outcome.field == vector.value("field"));
    CHECK(outcome.result == vector.value("result"));
    CHECK(outcome.error == vector.value("error"));
    vector.finish();
    ++cases[operation];
  }
  CHECK(cases == std::map<std::string, std::size_t>{{"check_status", 15},
                                                    {"delete_user", 16},
                                                    {"get_user_jwt", 7},
                                                    {"list_users", 22},
                                                    {"login_user", 23},
                                                    {"register_user", 37},
                                                    {"reset_user_secret", 32}});
}
