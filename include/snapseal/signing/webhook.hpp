// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <snapseal/core/limits.hpp>
#include <snapseal/core/time.hpp>
#include <snapseal/signing/credentials.hpp>

namespace snapseal {

/// How old a webhook may be, and how far its clock ahead.
struct WebhookTolerance {
  std::chrono::seconds max_age{300};
  std::chrono::seconds max_ahead{60};

  /// 300 seconds, as the API's documented listener has it.
  [[nodiscard]] static constexpr WebhookTolerance documented() { return {}; }
  /// Long enough for what the API delivers again: three times, after 30 minutes with back-off.
  [[nodiscard]] static constexpr WebhookTolerance retry_window() {
    return {std::chrono::hours{24}, std::chrono::seconds{60}};
  }
};

/// A webhook whose signature holds and whose time is within the tolerance. Only `verify_webhook`
/// makes one. Texts that the event does not have are empty.
struct VerifiedWebhook {
  std::string event_type;
  std::string webhook_id;  ///< For de-duplication: the API may deliver one event several times.
  std::string client_id;
  std::string user_id;
  std::string brokerage_authorization_id;
  std::string account_id;
  std::chrono::sys_time<std::chrono::microseconds> event_time;
  /// Which of several keys it was signed with, counted from 0.
  std::size_t key_index = 0;
  /// The whole body in canonical form, except `webhookSecret`, which is deprecated and left out.
  std::string json;

 private:
  friend class WebhookReader;
  VerifiedWebhook() = default;
};

/// The limits of a webhook: at most 1 MiB. Anyone can send one, and it is read before its signature
/// can be checked; the API's have some hundreds of bytes. docs/threat-model.md says what it costs.
[[nodiscard]] constexpr Limits webhook_limits() noexcept {
  Limits limits;
  limits.request_bytes = std::size_t{1024} * 1024;
  return limits;
}

/// Verifies a webhook: `body` and `signature` (the `Signature` header) as they came. Every key is
/// tried and compared in constant time. Throws `Errc::wrong_signature`, `webhook_too_old`,
/// `webhook_too_new`; `missing_member` or `wrong_member_type` without a readable eventTimestamp;
/// and what `canonical_json` throws. The signature is checked before anything in the body is
/// believed.
[[nodiscard]] SNAPSEAL_API VerifiedWebhook verify_webhook(
    const ConsumerKeys& keys, std::string_view body, std::string_view signature, SystemTime now,
    const WebhookTolerance& tolerance = {}, const Limits& limits = webhook_limits());

}  // namespace snapseal
