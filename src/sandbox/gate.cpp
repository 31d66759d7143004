// SPDX-License-Identifier: Apache-2.0
#include "gate.hpp"

#include <charconv>
#include <snapseal/core/error.hpp>
#include <snapseal/explain/explain.hpp>
#include <snapseal/signing/signature.hpp>

#include "api_errors.hpp"

namespace sandbox {
namespace {

Rejection explained(const snapseal::ConsumerKey& key, const snapseal::SignedContent& content,
                    const std::string& signature) {
  const auto explanation = snapseal::explain_signature(key, content, signature);
  Rejection rejection{wrong_signature(), "", ""};
  for (const snapseal::Deviation deviation : explanation.deviations) {
    rejection.reason.append(rejection.reason.empty() ? "" : "+").append(to_string(deviation));
    rejection.explanation.append(rejection.explanation.empty() ? "" : " And: ")
        .append(advice(deviation));
  }
  if (explanation.deviations.empty()) {
    rejection.reason = "unexplained";
    rejection.explanation =
        "No known deviation leads to this signature: is it the right consumer key?";
  }
  return rejection;
}

}  // namespace

std::optional<Rejection> Gate::check_timestamp(const std::string& text, Time now) const {
  std::int64_t seconds = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seconds);
  if (text.empty() || text.front() == '-' || read.ptr != end || read.ec != std::errc{}) {
    return Rejection{wrong_signature(), "timestamp", "The timestamp is no number of Unix seconds."};
  }
  const std::int64_t here = whole_seconds(now).time_since_epoch().count();
  if (seconds > here + window_.count() || seconds < here - window_.count()) {
    return Rejection{wrong_signature(), "timestamp",
                     seconds > here * 100 ? "The timestamp is in milliseconds, not in seconds."
                                          : "The timestamp is outside the window."};
  }
  return std::nullopt;
}

std::optional<Rejection> Gate::check_signature(const Call& call) const {
  const auto signature = call.header("signature");
  if (!signature) {
    return Rejection{wrong_signature(), "no_signature", "There is no Signature header."};
  }
  const snapseal::SignedContent content{call.path, call.query, call.body};
  try {
    if (snapseal::verify(key_, content, *signature)) {
      return std::nullopt;
    }
    return explained(key_, content, *signature);
  } catch (const snapseal::Error& error) {
    return Rejection{bad_data(), std::string(to_string(error.code())), error.what()};
  }
}

std::variant<Caller, Rejection> Gate::signed_request(const Call& call, Time now) const {
  auto query = read_query(call.query);
  if (!query) {
    return Rejection{bad_data(), "query", "The query is malformed, or names a parameter twice."};
  }
  const auto id = query->find("clientId");
  if (id == query->end() || id->second != id_.value()) {
    return Rejection{not_found(), "client_id", "The query has no clientId, or another one."};
  }
  const auto timestamp = query->find("timestamp");
  auto rejection = check_timestamp(timestamp == query->end() ? "" : timestamp->second, now);
  if (!rejection) {
    rejection = check_signature(call);
  }
  if (rejection) {
    return *std::move(rejection);
  }
  return Caller{*std::move(query), std::nullopt};
}

std::variant<Caller, Rejection> Gate::token_request(const Call& call,
                                                    const std::string& authorization,
                                                    const Tokens& tokens, Time now) {
  static constexpr std::string_view scheme = "JWT ";
  auto query = read_query(call.query);
  if (!query) {
    return Rejection{bad_data(), "query", "The query is malformed, or names a parameter twice."};
  }
  auto user = authorization.starts_with(scheme)
                  ? tokens.user_of(authorization.substr(scheme.size()), now)
                  : std::nullopt;
  if (!user) {
    return Rejection{long_error(401, "Invalid token", "1076"), "token",
                     "The token was not issued here, or is not good any more."};
  }
  return Caller{*std::move(query), *std::move(user)};
}

}  // namespace sandbox
