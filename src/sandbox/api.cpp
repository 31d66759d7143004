// SPDX-License-Identifier: Apache-2.0
#include "api.hpp"

#include "api_errors.hpp"
#include "log.hpp"
#include "random.hpp"

namespace sandbox {
namespace {

// Longer ones would push the reason out of sight.
constexpr std::size_t method_shown_max = 20;
constexpr std::size_t path_shown_max = 200;

constexpr std::string_view webhook_path = "/sandbox/webhook";

Rejection no_such_resource(const Call& call) {
  const bool has_other_method = route_with_path_of(call) != nullptr || call.path == webhook_path;
  return {not_found(), "no_such_resource",
          has_other_method ? "This path takes another method."
                           : "The sandbox has no such resource. The signature was right."};
}

}  // namespace

Api::Api(const Options& options, Gate gate, Deliver deliver)
    : options_(options),
      hosts_(options.allowed_hosts),
      gate_(std::move(gate)),
      deliver_(std::move(deliver)),
      clock_(options.clock_offset),
      tokens_(options.token_life),
      users_(options.state_file) {}

// Neither query nor body is told: they hold secrets.
Answer Api::reject(const Call& call, const Rejection& rejection) const {
  if (!options_.quiet) {
    tell(shortened(call.method, method_shown_max) + " " + shortened(call.path, path_shown_max) +
         ": " + rejection.reason + ": " + rejection.explanation);
  }
  Answer answer = rejection.answer;
  answer.headers.emplace_back("X-Sandbox-Reason", rejection.reason);
  return answer;
}

std::optional<Rejection> Api::check_personal(const Caller& caller, const Route* route) {
  const bool is_for_users = route != nullptr && route->operation != Operation::login &&
                            route->operation != Operation::accounts;
  if (is_for_users) {
    return Rejection{no_permission(), "personal_key",
                     "A personal key (--personal) has no users to manage."};
  }
  if (caller.query.contains("userId") || caller.query.contains("userSecret")) {
    return Rejection{bad_data(), "personal_key",
                     "A personal key (--personal) has no users: leave userId and userSecret out."};
  }
  return std::nullopt;
}

Outcome Api::admitted(const Call& call, const Route* route, const Caller& caller) {
  if (options_.personal) {
    if (auto rejection = check_personal(caller, route)) {
      return *std::move(rejection);
    }
  }
  if (route == nullptr) {
    return no_such_resource(call);
  }
  switch (route->operation) {
    case Operation::check_status: return check_status();
    case Operation::list_users: return list_users();
    case Operation::register_user: return register_user(call);
    case Operation::delete_user: return delete_user(caller);
    case Operation::login: return login(call, caller);
    case Operation::encrypted_jwt: return encrypted_jwt(caller);
    case Operation::reset_user_secret: return reset_user_secret(call);
    case Operation::accounts: return accounts(caller);
  }
  return no_such_resource(call);
}

// Every request is verified before it is looked at, also one that no route takes.
Outcome Api::outcome_of(const Call& call, const Route* route) {
  if (route != nullptr && route->operation == Operation::check_status) {
    return check_status();
  }
  const auto authorization = call.header("authorization");
  const Time now = clock_.now();
  const bool by_token =
      route != nullptr && route->operation == Operation::accounts && authorization;
  auto caller = by_token ? Gate::token_request(call, *authorization, tokens_, now)
                         : gate_.signed_request(call, now);
  if (auto* rejection = std::get_if<Rejection>(&caller)) {
    return std::move(*rejection);
  }
  return admitted(call, route, std::get<Caller>(caller));
}

Answer Api::play(const Call& call, const Route* route, Fault fault) {
  if (const auto at_once = answer_of(fault)) {
    return reject(call, {*at_once, "played_fault", "This error was asked for."});
  }
  const Outcome outcome = outcome_of(call, route);
  const auto* rejection = std::get_if<Rejection>(&outcome);
  Answer answer = rejection != nullptr ? reject(call, *rejection) : std::get<Answer>(outcome);
  if (fault == Fault::slow) {
    delay_.wait(options_.slow);
  } else if (fault == Fault::wrong_tag) {
    damage_tag(answer);
  }
  answer.truncated = fault == Fault::truncated;
  return answer;
}

Answer Api::answer(const Call& call) {
  Answer answer;
  const Route* route = route_of(call);
  FaultPlan plan = options_.faults;
  std::string problem;
  if (const auto wanted = call.header("x-sandbox-fault")) {
    plan = {};
    problem = plan.add(*wanted);
  }
  try {
    if (!hosts_.allows(call.header("host").value_or(""))) {
      answer = reject(call, {own_error(421, "The sandbox does not answer to this Host."), "host",
                             "The Host header names no loopback name; --allow-host adds others."});
    } else if (call.method == "POST" && call.path == webhook_path) {
      const Outcome outcome = send_webhook(call);
      const auto* rejection = std::get_if<Rejection>(&outcome);
      answer = rejection != nullptr ? reject(call, *rejection) : std::get<Answer>(outcome);
    } else if (!problem.empty()) {
      answer = reject(call, {bad_data(), "unknown_fault", "X-Sandbox-Fault: " + problem});
    } else {
      answer = play(call, route, plan.of(route == nullptr ? "" : route->name));
    }
  } catch (const std::exception& error) {
    answer = reject(call, {unexpected_without_body(), "internal", error.what()});
  }
  answer.headers.emplace_back("X-Request-ID", new_uuid());
  answer.headers.emplace_back("Date", http_date(clock_.now()));
  return answer;
}

}  // namespace sandbox
