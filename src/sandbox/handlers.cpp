// SPDX-License-Identifier: Apache-2.0
// The API's operations.
#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <snapseal/keys/public_key.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/signing/request.hpp>

#include "api.hpp"
#include "api_errors.hpp"
#include "random.hpp"

namespace sandbox {
namespace {

struct LoginMember {
  std::string_view name;
  bool is_flag = false;
  /// What it may be; empty if anything goes.
  std::array<std::string_view, 3> choices{};
};

// The last two belong into the query; clients of 2024 send them in the body as well.
constexpr std::array<LoginMember, 11> login_members = {
    {{"broker"},
     {"immediateRedirect", true},
     {"customRedirect"},
     {"reconnect"},
     {"connectionType", false, {"read", "trade", "trade-if-available"}},
     {"showCloseButton", true},
     {"darkMode", true},
     {"locale"},
     {"connectionPortalVersion", false, {"v4", "v3", "v2"}},
     {"userId"},
     {"userSecret"}}};

bool is_allowed(const LoginMember& member, const Json& value) {
  if (value.is_null()) {
    return true;
  }
  if (member.is_flag) {
    return value.as<bool>() != nullptr;
  }
  const auto* text = value.as<std::string>();
  const auto& choices = member.choices;
  return text != nullptr && (choices.front().empty() ||
                             std::find(choices.begin(), choices.end(), *text) != choices.end());
}

/// What is wrong with it; nothing if it is as the documents say.
std::optional<std::string> problem_of_login_body(const std::optional<Json>& body) {
  if (!body) {
    return "The body is not JSON.";
  }
  if (body->is_null()) {
    return std::nullopt;
  }
  const auto* object = body->as<Json::Object>();
  if (object == nullptr) {
    return "The body is not an object.";
  }
  for (const auto& [name, value] : *object) {
    const auto* const member =
        std::find_if(login_members.begin(), login_members.end(),
                     [&name = name](const LoginMember& m) { return m.name == name; });
    if (member == login_members.end()) {
      return "The body has a member that is no documented option of login.";
    }
    if (!is_allowed(*member, value)) {
      return "The member " + std::string(member->name) + " is " +
             (member->is_flag                   ? "neither true nor false."
              : member->choices.front().empty() ? "not a string."
                                                : "none of the documented values.");
    }
  }
  return std::nullopt;
}

/// The key, if it is one that answers can be encrypted for.
bool is_rsa_public_key(const std::string& line) {
  try {
    return line.starts_with("ssh-rsa ") && snapseal::PublicKey::parse(line).modulus_bits() >= 1024;
  } catch (const snapseal::Error&) {
    return false;
  }
}

std::optional<Json> read_body(const Call& call) {
  return call.body.empty() ? Json() : Json::parse(call.body);
}

std::optional<std::string> parameter(const Caller& caller, const std::string& name) {
  const auto found = caller.query.find(name);
  return found == caller.query.end() ? std::nullopt : std::optional(found->second);
}

Rejection user_rejection(const Caller& caller) {
  return {wrong_user_secret(), "user_secret",
          parameter(caller, "userId") && parameter(caller, "userSecret")
              ? "There is no such user, or this is not the user's secret."
              : "The query has no userId or no userSecret. Only a personal key (--personal) goes "
                "without."};
}

}  // namespace

std::optional<StoredUser> Api::user_in(const Caller& caller) const {
  if (options_.personal) {
    return StoredUser{};
  }
  const auto id = parameter(caller, "userId");
  const auto secret = parameter(caller, "userSecret");
  auto user = id ? users_.find(*id) : std::nullopt;
  if (!user || !secret || user->secret != *secret) {
    return std::nullopt;
  }
  return user;
}

Answer Api::answer_for(const StoredUser& user, const std::string& text) const {
  if (user.rsa_public_key.empty()) {
    return {.body = text, .headers = {}};
  }
  const auto key = snapseal::PublicKey::parse(user.rsa_public_key);
  return {
      .body = snapseal::encrypt_response(key, text, {.nonce_form = options_.nonce_form}).to_json(),
      .headers = {}};
}

Answer Api::check_status() const {
  return json_answer(
      Json::Object{{"version", 151}, {"timestamp", iso8601(clock_.now())}, {"online", true}});
}

Answer Api::list_users() const {
  Json::Array ids;
  for (const std::string& id : users_.ids()) {
    ids.emplace_back(id);
  }
  return json_answer(ids);
}

Outcome Api::register_user(const Call& call) {
  const auto body = read_body(call);
  const auto id = body ? body->text("userId") : std::nullopt;
  if (!id || id->empty()) {
    return Rejection{bad_data(), "body",
                     "The body has no userId that is a string with text in it."};
  }
  const Json* key = body->find("rsaPublicKey");
  const auto line = key == nullptr || key->is_null() ? "" : body->text("rsaPublicKey");
  if (!line || (!line->empty() && !is_rsa_public_key(*line))) {
    return Rejection{bad_data(), "rsa_public_key",
                     "rsaPublicKey is no \"ssh-rsa\" line of an RSA key of 1024 bits or more."};
  }
  const StoredUser user{new_uuid(), *line};
  if (!users_.add(*id, user)) {
    return Rejection{user_exists(), "user_exists", "There is a user with this userId already."};
  }
  return json_answer(Json::Object{{"userId", *id}, {"userSecret", user.secret}});
}

Outcome Api::delete_user(const Caller& caller) {
  const auto id = parameter(caller, "userId");
  if (!id) {
    return Rejection{bad_data(), "no_user_id", "The query has no userId."};
  }
  if (!users_.remove(*id)) {
    return Rejection{not_found(), "no_such_user", "There is no user with this userId."};
  }
  return json_answer(
      Json::Object{{"status", "deleted"},
                   {"detail", "User queued for deletion. It will not be listed any more."},
                   {"userId", *id}});
}

Outcome Api::login(const Call& call, const Caller& caller) const {
  const auto user = user_in(caller);
  if (!user) {
    return user_rejection(caller);
  }
  const auto body = read_body(call);
  if (auto problem = problem_of_login_body(body)) {
    return Rejection{bad_data(), "body", *std::move(problem)};
  }
  if (options_.personal && (body->text("userId") || body->text("userSecret"))) {
    return Rejection{bad_data(), "personal_key",
                     "A personal key (--personal) has no users: leave userId and userSecret out."};
  }
  const std::string session = new_uuid();
  // A name that nobody can register (RFC 2606): there is no portal behind the link.
  std::string link = "https://portal.invalid/snapTrade/redeemToken?token=" + new_secret() +
                     "&clientId=" + snapseal::percent_encode(gate_.client_id());
  if (const auto broker = body->text("broker")) {
    link += "&broker=" + snapseal::percent_encode(*broker);
  }
  // Whatever was asked for: "All other versions are deprecated and will automatically be set to
  // v4."
  link += "&connectionPortalVersion=v4&sessionId=" + session;
  return answer_for(*user,
                    Json(Json::Object{{"redirectURI", link}, {"sessionId", session}}).dump());
}

Outcome Api::encrypted_jwt(const Caller& caller) const {
  const auto user = user_in(caller);
  if (!user) {
    return user_rejection(caller);
  }
  if (user->rsa_public_key.empty()) {
    return Rejection{
        short_error(400, "The user has no RSA public key to encrypt the answer with", 1076),
        "no_rsa_key", "The user was registered without rsaPublicKey."};
  }
  return answer_for(*user,
                    tokens_.issue(gate_.client_id(), *parameter(caller, "userId"), clock_.now()));
}

Outcome Api::reset_user_secret(const Call& call) {
  const auto body = read_body(call);
  const auto id = body ? body->text("userId") : std::nullopt;
  const auto secret = body ? body->text("userSecret") : std::nullopt;
  if (!id || !secret) {
    return Rejection{bad_data(), "body",
                     "The body has no userId or no userSecret that is a string."};
  }
  const std::string fresh_secret = new_uuid();
  if (!users_.replace_secret(*id, *secret, fresh_secret)) {
    return Rejection{wrong_user_secret(), "user_secret",
                     "There is no such user, or this is not the user's secret."};
  }
  return json_answer(Json::Object{{"userId", *id}, {"userSecret", fresh_secret}});
}

Outcome Api::accounts(const Caller& caller) const {
  const auto user = caller.token_user ? users_.find(*caller.token_user) : user_in(caller);
  if (!user) {
    return caller.token_user
               ? Rejection{wrong_user_secret(), "no_such_user", "The token's user was deleted."}
               : user_rejection(caller);
  }
  return json_answer(Json::Array{Json::Object{{"id", "917c8734-8470-4a3e-a18f-57c3f2ee6631"},
                                              {"name", "Sandbox account"},
                                              {"number", "Q6542138443"},
                                              {"institution_name", "Sandbox"}}});
}

}  // namespace sandbox
