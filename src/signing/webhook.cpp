// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>

#include "signing/document.hpp"
#include "signing/writer.hpp"

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
  out.reserve(canonical.size());
  for (std::size_t at = 0; at < canonical.size();) {
    const std::size_t begin = std::min(canonical.find('"', at), canonical.size());
    out.append(canonical.substr(at, begin - at));
    at = begin;
    if (at == canonical.size()) {
      break;
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

/// The members of an event, by name.
class Members {
 public:
  /// Throws `Errc::malformed_json` unless the text is an object.
  explicit Members(const signing::Document& document) : document_(document) {
    if (document.node(0).kind != Document::Kind::object) {
      throw Error(Errc::malformed_json, "the JSON text is not an object");
    }
  }

  /// Throws `Errc::missing_member` or `Errc::wrong_member_type`.
  [[nodiscard]] std::string string(Literal name) const {
    const auto value = find(name.view());
    if (!value) {
      throw Error(Errc::missing_member, "the JSON object has no such member", name);
    }
    if (document_.node(*value).kind != Document::Kind::string) {
      throw Error(Errc::wrong_member_type, "must be a string", name);
    }
    return std::string(document_.characters(*value));
  }

  /// Empty if it is not there or null.
  [[nodiscard]] std::string string_or_empty(Literal name) const {
    const auto value = find(name.view());
    return !value || document_.node(*value).kind == Document::Kind::null ? std::string()
                                                                         : string(name);
  }

 private:
  using Document = signing::Document;

  [[nodiscard]] std::optional<Document::Index> find(std::string_view name) const {
    const auto names = document_.sorted_names(0);
    const auto found = std::lower_bound(names.begin(), names.end(), name,
                                        [this](Document::Index at, std::string_view wanted) {
                                          return document_.characters(at) < wanted;
                                        });
    return found != names.end() && document_.characters(*found) == name ? std::optional(*found + 1)
                                                                        : std::nullopt;
  }

  const Document& document_;
};

}  // namespace

/// Makes a `VerifiedWebhook` out of a text whose signature holds.
class WebhookReader {
 public:
  static VerifiedWebhook read(const signing::Document& document, std::string_view canonical,
                              std::size_t key_index) {
    const Members members(document);
    VerifiedWebhook webhook;
    const auto time = parse_iso8601(members.string("eventTimestamp"));
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
    webhook.json = without_webhook_secret(canonical);
    return webhook;
  }
};

VerifiedWebhook verify_webhook(const ConsumerKeys& keys, std::string_view body,
                               std::string_view signature, SystemTime now,
                               const WebhookTolerance& tolerance, const Limits& limits) {
  check(tolerance);
  const auto document = signing::Document::read(body, limits);
  signing::Text canonical;
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
