// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "clock.hpp"
#include "delay.hpp"
#include "exchange.hpp"
#include "faults.hpp"
#include "gate.hpp"
#include "hosts.hpp"
#include "options.hpp"
#include "rejection.hpp"
#include "routes.hpp"
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
  /// The answer to what is refused: tells of it, and puts the reason into a header.
  [[nodiscard]] Answer reject(const Call& call, const Rejection& rejection) const;
  /// Nobody waits any more.
  void end() { delay_.end(); }

 private:
  [[nodiscard]] Answer play(const Call& call, const Route* route, Fault fault);
  [[nodiscard]] Outcome outcome_of(const Call& call, const Route* route);
  [[nodiscard]] Outcome admitted(const Call& call, const Route* route, const Caller& caller);
  /// With a personal key there are no users to name or to manage.
  [[nodiscard]] static std::optional<Rejection> check_personal(const Caller& caller,
                                                               const Route* route);

  // The API's operations (handlers.cpp).
  [[nodiscard]] Answer check_status() const;
  [[nodiscard]] Answer list_users() const;
  [[nodiscard]] Outcome register_user(const Call& call);
  [[nodiscard]] Outcome delete_user(const Caller& caller);
  [[nodiscard]] Outcome login(const Call& call, const Caller& caller) const;
  [[nodiscard]] Outcome encrypted_jwt(const Caller& caller) const;
  [[nodiscard]] Outcome reset_user_secret(const Call& call);
  [[nodiscard]] Outcome accounts(const Caller& caller) const;

  /// The user whom the query names, if the secret is his; with a personal key its owner.
  [[nodiscard]] std::optional<StoredUser> user_in(const Caller& caller) const;
  /// As it is, or encrypted for the user's key.
  [[nodiscard]] Answer answer_for(const StoredUser& user, const std::string& text) const;

  /// The sandbox's own (webhooks.cpp).
  [[nodiscard]] Outcome send_webhook(const Call& call) const;

  Options options_;
  Hosts hosts_;
  Gate gate_;
  Deliver deliver_;
  Clock clock_;
  Tokens tokens_;
  Users users_;
  Delay delay_;
};

}  // namespace sandbox
