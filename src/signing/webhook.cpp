// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>

#include "core/json/object.hpp"
#include "signing/read_document.hpp"
#include "signing/writer.hpp"

namespace snapseal {

namespace {

using std::chrono::seconds;

/// The canonical form without the members `webhookSecret`, at any depth.
std::string without_webhook_secret(const json::Document& document, std::string_view canonical) {
  if (canonical.find(R"("webhookSecret":)") == std::string_view::npos) {
    return std::string(canonical);
  }
  signing::Style style;
  style.dropped = signing::Style::Dropped::webhook_secret;
  SecretBuffer text;
  signing::Writer().write(text, document, style);
  return text.str();
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

/// Tries every key, also after one fits.
std::optional<std::size_t> signing_key(const ConsumerKeys& keys, std::string_view canonical,
                                       std::string_view signature) {
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
  static VerifiedWebhook read(const json::Document& document, std::string_view canonical,
                              std::size_t key_index) {
    const json::Object members(document);
    VerifiedWebhook webhook;
    const auto time = parse_iso8601(members.required_string("eventTimestamp"));
    if (!time) {
      throw Error(Errc::wrong_member_type, "must be an ISO 8601 time with its offset",
                  "eventTimestamp");
    }
    webhook.event_time = *time;
    webhook.event_type = members.string_or_empty("eventType");
    webhook.webhook_id = members.string_or_empty("webhookId");
    webhook.client_id = members.string_or_empty("clientId");
    webhook.user_id = members.string_or_empty("userId");
    webhook.brokerage_authorization_id = members.string_or_empty("brokerageAuthorizationId");
    webhook.account_id = members.string_or_empty("accountId");
    webhook.key_index = key_index;
    webhook.json = without_webhook_secret(document, canonical);
    return webhook;
  }
};

VerifiedWebhook verify_webhook(const ConsumerKeys& keys, std::string_view body,
                               std::string_view signature, SystemTime now,
                               const WebhookTolerance& tolerance, const Limits& limits) {
  check(tolerance);
  const auto document = signing::read_document(body, limits);
  SecretBuffer canonical;
  canonical.reserve_more(body.size() + body.size() / 8);
  signing::Writer().write(canonical, document, {});
  const auto key = signing_key(keys, canonical.view(), signature);
  if (!key) {
    throw Error(Errc::wrong_signature, "the webhook is not signed with a key given");
  }
  VerifiedWebhook webhook = WebhookReader::read(document, canonical.view(), *key);
  check_time(webhook.event_time, now, tolerance);
  return webhook;
}

}  // namespace snapseal
