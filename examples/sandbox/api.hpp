// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <snapseal/response/nonce_form.hpp>
#include <string>
#include <string_view>

#include "clock.hpp"
#include "exchange.hpp"
#include "faults.hpp"
#include "gate.hpp"
#include "options.hpp"
#include "tokens.hpp"
#include "users.hpp"

namespace sandbox {

/// Sends a body to a URL of this machine, signed; the status that came back, or nothing.
using Deliver = std::function<std::optional<int>(const std::string& url, const std::string& body,
                                                 const std::string& signature)>;

/// What answers: no socket in it. May be called from many threads at once.
class Api {
 public:
  Api(const Options& options, Gate gate, Deliver deliver);

  [[nodiscard]] Answer answer(const Call& call);
  /// Nobody waits any more.
  void end() { delay_.end(); }

 private:
  using Handler = Answer (Api::*)(const Call&, const Caller&);
  struct Route {
    std::string_view method;
    std::string_view path;
    Handler handler;
    bool takes_token;
  };
  [[nodiscard]] static const Route* route_of(const Call& call);
  [[nodiscard]] Answer answer_in_order(const Call& call);
  [[nodiscard]] Answer reject(const Call& call, const Rejection& rejection) const;

  // The API's operations (handlers.cpp).
  [[nodiscard]] Answer check_status() const;
  [[nodiscard]] Answer list_users(const Call& call, const Caller& caller);
  [[nodiscard]] Answer register_user(const Call& call, const Caller& caller);
  [[nodiscard]] Answer delete_user(const Call& call, const Caller& caller);
  [[nodiscard]] Answer login(const Call& call, const Caller& caller);
  [[nodiscard]] Answer encrypted_jwt(const Call& call, const Caller& caller);
  [[nodiscard]] Answer reset_user_secret(const Call& call, const Caller& caller);
  [[nodiscard]] Answer accounts(const Call& call, const Caller& caller);

  /// The user whom the query names, if the secret is his.
  [[nodiscard]] std::optional<StoredUser> user_in(const Caller& caller) const;
  /// As it is, or encrypted for the user's key.
  [[nodiscard]] Answer answer_for(const StoredUser& user, const std::string& text) const;

  /// The sandbox's own (webhooks.cpp).
  [[nodiscard]] Answer send_webhook(const Call& call) const;

  Options options_;
  Gate gate_;
  Deliver deliver_;
  Clock clock_;
  Tokens tokens_;
  Users users_;
  Delay delay_;
};

}  // namespace sandbox
