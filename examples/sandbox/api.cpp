// SPDX-License-Identifier: Apache-2.0
#include "api.hpp"

#include <array>
#include <iostream>
#include <sstream>

#include "random.hpp"

namespace sandbox {
namespace {

/// The path without the prefix that the API's base had until 2026.
std::string_view without_prefix(std::string_view path) {
  static constexpr std::string_view prefix = "/api/v1";
  if (path == prefix) {
    return "/";
  }
  if (path.starts_with(prefix)) {
    path.remove_prefix(prefix.size());
  }
  return path;
}

}  // namespace

Api::Api(const Options& options, Gate gate, Deliver deliver)
    : options_(options),
      gate_(std::move(gate)),
      deliver_(std::move(deliver)),
      clock_(options.clock_offset),
      tokens_(options.token_life),
      users_(options.state_file) {}

const Api::Route* Api::route_of(const Call& call) {
  static constexpr std::array<Route, 7> routes = {
      {{"GET", "/snapTrade/listUsers", &Api::list_users, false},
       {"POST", "/snapTrade/registerUser", &Api::register_user, false},
       {"DELETE", "/snapTrade/deleteUser", &Api::delete_user, false},
       {"POST", "/snapTrade/login", &Api::login, false},
       {"GET", "/snapTrade/encryptedJWT", &Api::encrypted_jwt, false},
       {"POST", "/snapTrade/resetUserSecret", &Api::reset_user_secret, false},
       {"GET", "/accounts", &Api::accounts, true}}};
  const std::string_view path = without_prefix(call.path);
  for (const Route& route : routes) {
    if (route.method == call.method && route.path == path) {
      return &route;
    }
  }
  return nullptr;
}

Answer Api::reject(const Call& call, const Rejection& rejection) const {
  if (!options_.quiet) {
    // One write, so that lines of several threads do not mix. Neither query nor body: they hold
    // secrets.
    std::ostringstream line;
    line << call.method << ' ' << call.path << ": " << rejection.reason << ": "
         << rejection.explanation << '\n';
    std::cerr << line.str() << std::flush;
  }
  Answer answer = rejection.answer;
  answer.headers.emplace_back("X-Sandbox-Reason", rejection.reason);
  return answer;
}

// Every request is verified before it is looked at, also one that no route takes.
Answer Api::answer_in_order(const Call& call) {
  if (call.method == "GET" && without_prefix(call.path) == "/") {
    return check_status();
  }
  if (call.method == "POST" && call.path == "/sandbox/webhook") {
    return send_webhook(call);
  }
  const Route* route = route_of(call);
  const auto authorization = call.header("authorization");
  const Time now = clock_.now();
  const auto admitted = route != nullptr && route->takes_token && authorization
                            ? Gate::token_request(call, *authorization, tokens_, now)
                            : gate_.signed_request(call, now);
  if (const auto* rejection = std::get_if<Rejection>(&admitted)) {
    return reject(call, *rejection);
  }
  if (route == nullptr) {
    return not_found();
  }
  return (this->*route->handler)(call, std::get<Caller>(admitted));
}

Answer Api::answer(const Call& call) {
  Fault fault = options_.fault;
  bool fault_is_known = true;
  if (const auto name = call.header("x-sandbox-fault")) {
    const auto named = fault_named(*name);
    fault_is_known = named.has_value();
    fault = named.value_or(Fault::none);
  }
  Answer answer;
  if (!fault_is_known) {
    answer = reject(call, {bad_data(), "fault", "There is no such fault."});
  } else if (const auto at_once = answer_of(fault)) {
    answer = *at_once;
  } else {
    answer = answer_in_order(call);
  }
  if (fault == Fault::slow) {
    delay_.wait(options_.slow);
  } else if (fault == Fault::wrong_tag) {
    damage_tag(answer);
  }
  answer.truncated = fault == Fault::truncated;
  answer.headers.emplace_back("X-Request-ID", new_uuid());
  answer.headers.emplace_back("Date", http_date(clock_.now()));
  return answer;
}

}  // namespace sandbox
