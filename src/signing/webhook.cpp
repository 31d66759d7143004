// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>

#include "core/json_members.hpp"

namespace snapseal {

namespace {

using std::chrono::seconds;

/// Where the string that begins at `at` ends, behind its quotation mark.
std::size_t end_of_string(std::string_view canonical, std::size_t at) {
  for (++at; canonical[at] != '"'; ++at) {
    at += canonical[at] == '\\' ? 1U : 0U;
  }
  return at + 1;
}

/// Where the value that begins at `at` ends: at the comma or bracket that follows it.
std::size_t end_of_value(std::string_view canonical, std::size_t at) {
  std::size_t depth = 0;
  while (at < canonical.size()) {
    const char c = canonical[at];
    if (c == '"') {
      at = end_of_string(canonical, at);
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
      break;
    }
    depth += c == '{' || c == '[' ? 1U : 0U;
    depth -= c == '}' || c == ']' ? 1U : 0U;
    ++at;
  }
  return at;
}

/// A text in canonical form without its members `webhookSecret`, at any depth.
std::string without_webhook_secret(std::string_view canonical) {
  constexpr std::string_view left_out = "\"webhookSecret\"";
  std::string out;
  std::size_t at = 0;
  while (at < canonical.size()) {
    if (canonical[at] != '"') {
      out += canonical[at];
      ++at;
      continue;
    }
    const std::size_t end = end_of_string(canonical, at);
    const std::string_view text = canonical.substr(at, end - at);
    if (text != left_out || !canonical.substr(end).starts_with(':')) {
      out.append(text);
      at = end;
      continue;
    }
    at = end_of_value(canonical, end + 1);
    if (canonical.substr(at).starts_with(',')) {
      ++at;
    } else if (out.ends_with(',')) {
      out.pop_back();
    }
  }
  return out;
}

void check(const WebhookTolerance& tolerance) {
  if (tolerance.max_age < seconds(0) || tolerance.max_ahead < seconds(0)) {
    throw Error(Errc::invalid_argument, "must not be negative", "tolerance");
  }
}

void check_time(std::chrono::sys_time<std::chrono::microseconds> event, UnixTime now,
                const WebhookTolerance& tolerance) {
  // Microseconds hold some 290,000 years: what is beyond is cut, so that nothing overflows.
  constexpr seconds far{1'000'000'000'000};
  const auto age = UnixTime(std::clamp(now.time_since_epoch(), -far, far)) - event;
  if (age > std::min(tolerance.max_age, 3 * far)) {
    throw Error(Errc::webhook_too_old, "the event is older than the tolerance allows",
                "eventTimestamp");
  }
  if (-age > std::min(tolerance.max_ahead, 3 * far)) {
    throw Error(Errc::webhook_too_new, "the event is later than the tolerance allows",
                "eventTimestamp");
  }
}

/// Every key is tried, also behind the one that fits.
std::optional<std::size_t> signing_key(std::span<const ConsumerKey> keys,
                                       std::string_view canonical, std::string_view signature) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool fits = verify_canonical(keys[i], canonical, signature);
    found = fits && !found ? i : found;
  }
  return found;
}

}  // namespace

/// Makes a `VerifiedWebhook` out of a text whose signature holds.
class WebhookReader {
 public:
  static VerifiedWebhook read(const std::string& canonical, std::size_t key_index,
                              const Limits& limits) {
    const json::Members members(canonical, limits.json_depth);
    VerifiedWebhook webhook;
    const auto time = parse_iso8601(members.string("eventTimestamp"));
    if (!time) {
      throw Error(Errc::wrong_member_type, "must be an ISO 8601 time with its offset",
                  "eventTimestamp");
    }
    webhook.event_time_ = *time;
    webhook.event_type_ = members.string_or_empty("eventType");
    webhook.webhook_id_ = members.string_or_empty("webhookId");
    webhook.client_id_ = members.string_or_empty("clientId");
    webhook.user_id_ = members.string_or_empty("userId");
    webhook.brokerage_authorization_id_ = members.string_or_empty("brokerageAuthorizationId");
    webhook.account_id_ = members.string_or_empty("accountId");
    webhook.key_index_ = key_index;
    webhook.json_ = without_webhook_secret(canonical);
    return webhook;
  }
};

VerifiedWebhook verify_webhook(std::span<const ConsumerKey> keys, std::string_view body,
                               std::string_view signature, UnixTime now,
                               const WebhookTolerance& tolerance, const Limits& limits) {
  if (keys.empty() || keys.size() > webhook_keys_max) {
    throw Error(Errc::invalid_argument, "must be one to eight keys", "keys");
  }
  check(tolerance);
  const std::string canonical = canonical_json(body, limits);
  const auto key = signing_key(keys, canonical, signature);
  if (!key) {
    throw Error(Errc::wrong_signature, "the webhook is not signed with a key given");
  }
  VerifiedWebhook webhook = WebhookReader::read(canonical, *key, limits);
  check_time(webhook.event_time(), now, tolerance);
  return webhook;
}

}  // namespace snapseal
