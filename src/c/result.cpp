// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <chrono>
#include <snapseal/api/check_status.hpp>
#include <snapseal/api/delete_user.hpp>
#include <snapseal/api/get_user_jwt.hpp>
#include <snapseal/api/list_users.hpp>
#include <snapseal/api/login_user.hpp>
#include <snapseal/api/register_user.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/reset_user_secret.hpp>
#include <snapseal/api/server_clock.hpp>
#include <snapseal/signing/webhook.hpp>

#include "c/objects.hpp"
#include "c/options.hpp"
#include "c/text_place.hpp"

namespace {

using namespace snapseal;
using c::guarded;
using c::Members;
using c::text_of;

std::optional<SystemTime> time_of(std::int64_t seconds) {
  return seconds == SNAPSEAL_NO_TIME
             ? std::nullopt
             : std::optional(SystemTime(UnixTime(std::chrono::seconds(seconds))));
}

/// The caller's reply as the library takes it. Its copy of the body is wiped.
class GivenReply {
 public:
  explicit GivenReply(const snapseal_reply* reply) {
    c::require_pointer(reply, "reply");
    const auto given = c::read_structure<snapseal_reply>(reply, SNAPSEAL_REPLY_INIT, "reply");
    reply_.status = given.status;
    for (const snapseal_parameter& header :
         c::array_of(given.headers, given.headers_count, "headers")) {
      reply_.headers.emplace_back(text_of(header.name, header.name_size, "headers"),
                                  text_of(header.value, header.value_size, "headers"));
    }
    reply_.body = text_of(given.body, given.body_size, "body");
    reply_.sent = time_of(given.sent);
    reply_.received = time_of(given.received);
  }
  GivenReply(const GivenReply&) = delete;
  GivenReply& operator=(const GivenReply&) = delete;
  ~GivenReply() { wipe({reinterpret_cast<std::uint8_t*>(reply_.body.data()), reply_.body.size()}); }

  [[nodiscard]] const api::Reply& reply() const noexcept { return reply_; }

 private:
  api::Reply reply_;
};

void add(Members& members, std::string_view name, std::string_view value) {
  if (!value.empty()) {
    members.emplace_back(name, SecretString::copy_of(value));
  }
}

Members members_of(const api::User& user) {
  Members members;
  add(members, "userSecret", user.secret.expose());
  add(members, "userId", user.id.value());
  return members;
}

Members members_of(const api::DeletedUser& user) {
  Members members;
  add(members, "userId", user.id.value());
  add(members, "status", user.status);
  add(members, "detail", user.detail);
  return members;
}

Members members_of(const std::vector<api::UserId>& users) {
  Members members;
  for (const api::UserId& user : users) {
    add(members, "userId", user.value());
  }
  return members;
}

Members members_of(const api::ConnectionPortal& portal) {
  Members members;
  add(members, "redirectURI", portal.url.expose());
  add(members, "sessionId", portal.session_id);
  if (portal.expires_at) {
    add(members, "expiresAt", std::to_string(portal.expires_at->time_since_epoch().count()));
  }
  return members;
}

Members members_of(const api::AccessToken& token) {
  Members members;
  add(members, "accessToken", token.expose());
  return members;
}

Members members_of(const api::ApiStatus& status) {
  Members members;
  if (status.version) {
    add(members, "version", std::to_string(*status.version));
  }
  add(members, "online", status.online ? "true" : "false");
  add(members, "timestamp", status.timestamp);
  return members;
}

Members members_of(const VerifiedWebhook& event) {
  Members members;
  add(members, "json", event.json);
  add(members, "eventTime", std::to_string(event.event_time.time_since_epoch().count()));
  add(members, "keyIndex", std::to_string(event.key_index));
  add(members, "eventType", event.event_type);
  add(members, "webhookId", event.webhook_id);
  add(members, "clientId", event.client_id);
  add(members, "userId", event.user_id);
  add(members, "brokerageAuthorizationId", event.brokerage_authorization_id);
  add(members, "accountId", event.account_id);
  return members;
}

/// The keys of an answer that may be encrypted.
class Keys {
 public:
  Keys(const snapseal_private_key* const* keys, std::size_t count) : keys_(keys), count_(count) {}
  [[nodiscard]] bool none() const noexcept { return count_ == 0; }
  [[nodiscard]] KeyRing ring() const { return c::keys_of<KeyRing>(keys_, count_); }

 private:
  const snapseal_private_key* const* keys_;
  std::size_t count_;
};

[[noreturn]] void refuse_encrypted() {
  throw Error(Errc::invalid_argument, "the answer is encrypted: give the user's private key",
              "keys");
}

Members login_user(const api::Reply& reply, const Keys& keys, const c::Options& options) {
  if (!keys.none()) {
    return members_of(
        api::parse_login_user(reply, keys.ring(), options.decrypt(), options.parse()));
  }
  const auto answer = api::parse_login_user(reply, options.parse());
  if (const auto* portal = std::get_if<api::ConnectionPortal>(&answer)) {
    return members_of(*portal);
  }
  refuse_encrypted();
}

Members get_user_jwt(const api::Reply& reply, const Keys& keys, const c::Options& options) {
  if (keys.none()) {
    static_cast<void>(api::parse_get_user_jwt(reply, options.parse()));
    refuse_encrypted();
  }
  return members_of(
      api::parse_get_user_jwt(reply, keys.ring(), options.decrypt(), options.parse()));
}

Members read(std::int32_t operation, const api::Reply& reply, const Keys& keys,
             const c::Options& options) {
  const Limits limits = options.limits();
  switch (operation) {
    case SNAPSEAL_LIST_USERS: return members_of(api::parse_list_users(reply, limits));
    case SNAPSEAL_REGISTER_USER: return members_of(api::parse_register_user(reply, limits));
    case SNAPSEAL_RESET_USER_SECRET: return members_of(api::parse_reset_user_secret(reply, limits));
    case SNAPSEAL_DELETE_USER: return members_of(api::parse_delete_user(reply, limits));
    case SNAPSEAL_LOGIN_USER: return login_user(reply, keys, options);
    case SNAPSEAL_GET_USER_JWT: return get_user_jwt(reply, keys, options);
    case SNAPSEAL_CHECK_STATUS: return members_of(api::parse_check_status(reply, limits));
    default: throw Error(Errc::invalid_argument, "not an operation", "operation");
  }
}

}  // namespace

std::int32_t snapseal_read_reply(snapseal_result** result, std::int32_t operation,
                                 const snapseal_reply* reply,
                                 const snapseal_private_key* const* keys, std::size_t keys_count,
                                 const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    const c::Place place(result, "result");
    const GivenReply given(reply);
    place.give(read(operation, given.reply(), Keys(keys, keys_count), c::Options(options)));
  });
}

std::int32_t snapseal_require_success(const snapseal_reply* reply, snapseal_error* error) {
  return guarded(error, [&] { api::require_success(GivenReply(reply).reply()); });
}

void snapseal_result_free(snapseal_result* result) {
  c::release(result);
}

std::int32_t snapseal_result_count(const snapseal_result* result, std::size_t* count,
                                   snapseal_error* error) {
  return guarded(error, [&] {
    c::require_pointer(count, "count");
    *count = 0;
    *count = c::content(result, "result").size();
  });
}

std::int32_t snapseal_result_at(const snapseal_result* result, const char** name,
                                std::size_t* name_size, const char** value, std::size_t* value_size,
                                std::size_t index, snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace name_place(name, name_size, "name");
    const c::TextPlace value_place(value, value_size, "value");
    const Members& members = c::content(result, "result");
    if (index >= members.size()) {
      throw Error(Errc::invalid_argument, "there are not so many members", "index");
    }
    name_place.show(members[index].first);
    value_place.show(members[index].second.expose());
  });
}

std::int32_t snapseal_result_text(const snapseal_result* result, const char** value,
                                  std::size_t* value_size, const char* name, std::size_t name_size,
                                  snapseal_error* error) {
  return guarded(error, [&] {
    const c::TextPlace value_place(value, value_size, "value");
    const Members& members = c::content(result, "result");
    const std::string_view wanted = text_of(name, name_size, "name");
    const auto found = std::find_if(members.begin(), members.end(), [wanted](const auto& member) {
      return member.first == wanted;
    });
    if (found == members.end()) {
      throw Error(Errc::missing_member, "the result has no member of this name", "name");
    }
    value_place.show(found->second.expose());
  });
}

std::int32_t snapseal_reply_clock_offset(std::int64_t* seconds, const snapseal_reply* reply,
                                         snapseal_error* error) {
  return guarded(error, [&] {
    c::require_pointer(seconds, "seconds");
    *seconds = 0;
    api::ServerClock clock;
    if (!clock.learn(GivenReply(reply).reply())) {
      throw Error(Errc::missing_member, "the reply does not tell the server's time", "Date");
    }
    *seconds = clock.offset().count();
  });
}

std::int32_t snapseal_verify_webhook(const snapseal_consumer_key* const* keys,
                                     std::size_t keys_count, snapseal_result** event,
                                     const char* body, std::size_t body_size, const char* signature,
                                     std::size_t signature_size, std::int64_t now,
                                     const snapseal_webhook_tolerance* tolerance,
                                     const snapseal_options* options, snapseal_error* error) {
  return guarded(error, [&] {
    const c::Place place(event, "event");
    const auto allowed = c::read_structure<snapseal_webhook_tolerance>(
        tolerance, SNAPSEAL_WEBHOOK_TOLERANCE_INIT, "tolerance");
    place.give(members_of(verify_webhook(
        c::keys_of<ConsumerKeys>(keys, keys_count), text_of(body, body_size, "body"),
        text_of(signature, signature_size, "signature"), UnixTime(std::chrono::seconds(now)),
        {std::chrono::seconds(allowed.max_age_seconds),
         std::chrono::seconds(allowed.max_ahead_seconds)},
        c::Options(options).webhook_limits())));
  });
}
