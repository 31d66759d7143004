// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <snapseal/core/limits.hpp>
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/partner.hpp>

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
/// makes one. Fields that the event does not have are empty.
class SNAPSEAL_API VerifiedWebhook {
 public:
  [[nodiscard]] const std::string& event_type() const noexcept { return event_type_; }
  /// For de-duplication: the API may deliver one event several times.
  [[nodiscard]] const std::string& webhook_id() const noexcept { return webhook_id_; }
  [[nodiscard]] const std::string& client_id() const noexcept { return client_id_; }
  [[nodiscard]] const std::string& user_id() const noexcept { return user_id_; }
  [[nodiscard]] const std::string& brokerage_authorization_id() const noexcept {
    return brokerage_authorization_id_;
  }
  [[nodiscard]] const std::string& account_id() const noexcept { return account_id_; }
  [[nodiscard]] std::chrono::sys_time<std::chrono::microseconds> event_time() const noexcept {
    return event_time_;
  }
  /// Which of the keys given it was signed with, counted from 0.
  [[nodiscard]] std::size_t key_index() const noexcept { return key_index_; }
  /// The whole body in canonical form, but for `webhookSecret`, which is deprecated and left out.
  [[nodiscard]] const std::string& json() const noexcept { return json_; }

 private:
  friend class WebhookReader;
  VerifiedWebhook() = default;

  std::string event_type_;
  std::string webhook_id_;
  std::string client_id_;
  std::string user_id_;
  std::string brokerage_authorization_id_;
  std::string account_id_;
  std::chrono::sys_time<std::chrono::microseconds> event_time_;
  std::size_t key_index_ = 0;
  std::string json_;
};

/// The limits of a webhook: at most 1 MiB. Anyone can send one, and it is read before its signature
/// can be checked; the API's have some hundreds of bytes. docs/threat-model.md says what it costs.
[[nodiscard]] constexpr Limits webhook_limits() noexcept {
  Limits limits;
  limits.request_bytes = std::size_t{1024} * 1024;
  return limits;
}

/// The most keys that are tried at once.
inline constexpr std::size_t webhook_keys_max = 8;

/// Verifies a webhook: `body` and `signature` (the `Signature` header) as they came. Every key is
/// tried and compared in constant time. Throws `Errc::invalid_argument` for no key or more than 8,
/// `wrong_signature`, `webhook_too_old`, `webhook_too_new`; `missing_member` or `wrong_member_type`
/// without a readable eventTimestamp; and what `canonical_json` throws. The signature is checked
/// before anything in the body is believed.
[[nodiscard]] SNAPSEAL_API VerifiedWebhook verify_webhook(std::span<const ConsumerKey> keys,
                                                          std::string_view body,
                                                          std::string_view signature, UnixTime now,
                                                          const WebhookTolerance& tolerance = {},
                                                          const Limits& limits = webhook_limits());

}  // namespace snapseal
