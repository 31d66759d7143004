// SPDX-License-Identifier: Apache-2.0
// The API's operations.
#include <algorithm>
#include <array>
#include <snapseal/core/error.hpp>
#include <snapseal/keys/public_key.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/signing/request.hpp>

#include "api.hpp"
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

bool is_login_body(const Json& body) {
  if (body.is_null()) {
    return true;
  }
  const auto* object = body.as<Json::Object>();
  return object != nullptr && std::all_of(object->begin(), object->end(), [](const auto& named) {
           const auto member =
               std::find_if(login_members.begin(), login_members.end(),
                            [&](const LoginMember& m) { return m.name == named.first; });
           return member != login_members.end() && is_allowed(*member, named.second);
         });
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

}  // namespace

std::optional<StoredUser> Api::user_in(const Caller& caller) const {
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

Answer Api::list_users(const Call& /*call*/, const Caller& /*caller*/) {
  Json::Array ids;
  for (const std::string& id : users_.ids()) {
    ids.emplace_back(id);
  }
  return json_answer(ids);
}

Answer Api::register_user(const Call& call, const Caller& /*caller*/) {
  const auto body = read_body(call);
  const auto id = body ? body->text("userId") : std::nullopt;
  if (!id || id->empty()) {
    return bad_data();
  }
  const Json* key = body->find("rsaPublicKey");
  const auto line = key == nullptr || key->is_null() ? "" : body->text("rsaPublicKey");
  if (!line || (!line->empty() && !is_rsa_public_key(*line))) {
    return bad_data();
  }
  const StoredUser user{new_uuid(), *line};
  if (!users_.add(*id, user)) {
    return user_exists();
  }
  return json_answer(Json::Object{{"userId", *id}, {"userSecret", user.secret}});
}

Answer Api::delete_user(const Call& /*call*/, const Caller& caller) {
  const auto id = parameter(caller, "userId");
  if (!id) {
    return bad_data();
  }
  if (!users_.remove(*id)) {
    return not_found();
  }
  return json_answer(
      Json::Object{{"status", "deleted"},
                   {"detail", "User queued for deletion. It will not be listed any more."},
                   {"userId", *id}});
}

Answer Api::login(const Call& call, const Caller& caller) {
  const auto user = user_in(caller);
  if (!user) {
    return wrong_user_secret();
  }
  const auto body = read_body(call);
  if (!body || !is_login_body(*body)) {
    return bad_data();
  }
  const std::string session = new_uuid();
  // A name that nobody can register (RFC 2606): there is no portal behind the link.
  std::string link = "https://portal.invalid/snapTrade/redeemToken?token=" + new_secret() +
                     "&clientId=" + snapseal::percent_encode(gate_.client_id());
  if (const auto broker = body->text("broker")) {
    link += "&broker=" + snapseal::percent_encode(*broker);
  }
  link += "&connectionPortalVersion=" + body->text("connectionPortalVersion").value_or("v4") +
          "&sessionId=" + session;
  return answer_for(*user,
                    Json(Json::Object{{"redirectURI", link}, {"sessionId", session}}).dump());
}

Answer Api::encrypted_jwt(const Call& /*call*/, const Caller& caller) {
  const auto user = user_in(caller);
  if (!user) {
    return wrong_user_secret();
  }
  if (user->rsa_public_key.empty()) {
    return no_rsa_key();
  }
  return answer_for(*user,
                    tokens_.issue(gate_.client_id(), *parameter(caller, "userId"), clock_.now()));
}

Answer Api::reset_user_secret(const Call& call, const Caller& /*caller*/) {
  const auto body = read_body(call);
  const auto id = body ? body->text("userId") : std::nullopt;
  const auto secret = body ? body->text("userSecret") : std::nullopt;
  if (!id || !secret) {
    return bad_data();
  }
  const std::string fresh_secret = new_uuid();
  if (!users_.replace_secret(*id, *secret, fresh_secret)) {
    return wrong_user_secret();
  }
  return json_answer(Json::Object{{"userId", *id}, {"userSecret", fresh_secret}});
}

Answer Api::accounts(const Call& /*call*/, const Caller& caller) {
  const auto user = caller.token_user ? users_.find(*caller.token_user) : user_in(caller);
  if (!user) {
    return wrong_user_secret();
  }
  return json_answer(Json::Array{Json::Object{{"id", "917c8734-8470-4a3e-a18f-57c3f2ee6631"},
                                              {"name", "Sandbox account"},
                                              {"number", "Q6542138443"},
                                              {"institution_name", "Sandbox"}}});
}

}  // namespace sandbox
