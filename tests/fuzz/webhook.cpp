// SPDX-License-Identifier: Apache-2.0
// Webhooks: no other signature verifies, the event is the body without webhookSecret, and its time
// is held to the tolerance at any clock.
#include <array>
#include <nlohmann/json.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>
#include <string>

#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::fuzz;
using Json = nlohmann::json;

namespace {

void drop_secrets(Json& value) {
  if (value.is_object()) {
    value.erase("webhookSecret");
  }
  if (value.is_structured()) {
    for (auto& member : value) {
      drop_secrets(member);
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::array keys{ConsumerKey("first"), ConsumerKey("second")};
  static const ConsumerKeys both{keys[0], keys[1]};
  const ExactBuffer exact(Input(data, size).rest());
  const std::string_view body = exact.view();
  const UnixTime now{std::chrono::seconds(1'764'000'000)};
  const WebhookTolerance any{std::chrono::seconds::max(), std::chrono::seconds::max()};
  std::string canonical;
  const auto unreadable = error_of([&] { canonical = canonical_json(body, webhook_limits()); });
  if (unreadable) {
    const auto same =
        error_of([&] { static_cast<void>(verify_webhook(both, body, "x", now, any)); });
    FUZZ_CHECK(same && same->code() == unreadable->code());
    return 0;
  }
  const std::size_t signer = size % keys.size();
  const std::string signature = sign_canonical(keys[signer], canonical);
  std::string changed = signature;
  char& letter = changed[size % 43];
  letter = letter == 'A' ? 'B' : 'A';
  for (const std::string& wrong :
       {changed, std::string(), signature + "=", signature.substr(0, 43), " " + signature}) {
    const auto error =
        error_of([&] { static_cast<void>(verify_webhook(both, body, wrong, now, any)); });
    FUZZ_CHECK(error && error->code() == Errc::wrong_signature);
  }
  std::optional<VerifiedWebhook> event;
  const auto error = error_of([&] { event = verify_webhook(both, body, signature, now, any); });
  if (error) {
    FUZZ_CHECK(group_of(*error) == 1);
    return 0;
  }
  FUZZ_CHECK(event->key_index == signer);
  FUZZ_CHECK(canonical_json(event->json) == event->json);
  FUZZ_CHECK(event->json.find("\"webhookSecret\":") == std::string::npos);
  try {
    Json value = Json::parse(body.begin(), body.end());
    drop_secrets(value);
    FUZZ_CHECK(Json::parse(event->json) == value);
    const auto user = value.find("userId");
    FUZZ_CHECK(user == value.end() || !user->is_string() ||
               event->user_id == user->get<std::string>());
  } catch (const Json::out_of_range&) {
    FUZZ_CHECK(canonical.size() > 300);
  }
  const WebhookTolerance strict;
  const auto age = std::chrono::sys_time<std::chrono::microseconds>(now) - event->event_time;
  const bool fresh = age <= strict.max_age && -age <= strict.max_ahead;
  const auto judged =
      error_of([&] { static_cast<void>(verify_webhook(both, body, signature, now, strict)); });
  FUZZ_CHECK(fresh == !judged);
  FUZZ_CHECK(fresh || judged->code() == Errc::webhook_too_old ||
             judged->code() == Errc::webhook_too_new);
  for (const UnixTime far : {UnixTime::min(), UnixTime::max()}) {
    FUZZ_CHECK(
        error_of([&] { static_cast<void>(verify_webhook(both, body, signature, far, strict)); }));
  }
  return 0;
}
