// SPDX-License-Identifier: Apache-2.0
#include <snapseal/core/base64.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using std::chrono::seconds;

namespace {

constexpr std::string_view body = R"({"eventTimestamp":"2026-05-08T18:52:08Z","userId":"user-1"})";
constexpr UnixTime event_time{seconds(1778266328)};

std::vector<ConsumerKey> keys_of(const std::vector<std::string>& texts) {
  std::vector<ConsumerKey> keys;
  for (const std::string& text : texts) {
    keys.emplace_back(text);
  }
  return keys;
}

std::string signature_of(std::string_view canonical) {
  return sign_canonical(ConsumerKey("key"), canonical);
}

/// A text in canonical form, signed with "key".
VerifiedWebhook verify_signed(std::string_view canonical, UnixTime now,
                              const WebhookTolerance& tolerance = {}, const Limits& limits = {}) {
  return verify_webhook(keys_of({"key"}), ExactBuffer(canonical).view(), signature_of(canonical),
                        now, tolerance, limits);
}

std::string outcome_at(UnixTime now, const WebhookTolerance& tolerance) {
  return outcome_of([&] { return verify_signed(body, now, tolerance).user_id; });
}

}  // namespace

TEST_CASE("every webhook of the vectors gives the event or the error and field it must",
          "[webhook][vectors]") {
  for (VectorCase& vector : read_vectors("webhooks", 120)) {
    CAPTURE(vector.id());
    const std::string text = vector.has("body")
                                 ? vector.text("body")
                                 : std::string(text_of(base64::decode(vector.text("body_base64"))));
    const std::vector<ConsumerKey> keys = keys_of(vector.texts("consumer_keys"));
    const std::string signature = vector.text("signature");
    const UnixTime now{seconds(vector.number("now"))};
    const WebhookTolerance tolerance{seconds(vector.number("max_age_seconds")),
                                     seconds(vector.number("max_ahead_seconds"))};
    const auto verify = [&] {
      return verify_webhook(keys, ExactBuffer(text).view(), ExactBuffer(signature).view(), now,
                            tolerance);
    };

    const std::string expect = vector.text("expect");
    const auto error = error_of(verify);
    CHECK((error ? to_string(error->code()) : "ok") == expect);
    const auto field = vector.text_or_null("field");
    if (error) {
      if (error->code() != Errc::duplicate_member && error->code() != Errc::lone_surrogate &&
          error->code() != Errc::number_out_of_range) {
        CHECK(error->field() == field.value_or(""));
      }
      for (const char* name : {"key_index", "event_type", "webhook_id", "event_time_us", "json"}) {
        vector.ignore(name);
      }
    } else {
      const VerifiedWebhook webhook = verify();
      CHECK(webhook.key_index == vector.number("key_index"));
      CHECK(webhook.event_type == vector.text("event_type"));
      CHECK(webhook.webhook_id == vector.text("webhook_id"));
      CHECK(webhook.event_time.time_since_epoch().count() ==
            static_cast<std::int64_t>(vector.number("event_time_us")));
      CHECK(webhook.json == vector.text("json"));
    }
    vector.finish();
  }
}

TEST_CASE("a verified webhook tells all that its members say", "[webhook]") {
  const VerifiedWebhook webhook = verify_signed(
      R"({"accountId":"a","brokerageAuthorizationId":"b","clientId":"c",)"
      R"("eventTimestamp":"2026-05-08T20:52:08.000001+02:00","eventType":"e","userId":"u",)"
      R"("webhookId":"w","webhookSecret":"hidden"})",
      event_time);
  CHECK(webhook.account_id == "a");
  CHECK(webhook.brokerage_authorization_id == "b");
  CHECK(webhook.client_id == "c");
  CHECK(webhook.event_type == "e");
  CHECK(webhook.user_id == "u");
  CHECK(webhook.webhook_id == "w");
  CHECK(webhook.event_time == event_time + std::chrono::microseconds(1));
  CHECK(webhook.json.find("hidden") == std::string::npos);
  CHECK(webhook.json.find("webhookSecret") == std::string::npos);
}

TEST_CASE("a member that is not read cannot make a signed webhook fail", "[webhook]") {
  const std::string digits(400, '9');
  for (const std::string& value : {digits, "-" + digits, std::string("1e-400"), "[" + digits + "]",
                                   std::string(R"({"userId":[1]})")}) {
    CAPTURE(value);
    const std::string text =
        R"({"eventTimestamp":"2026-05-08T18:52:08Z","extra":)" + value + R"(,"userId":"u"})";
    const std::string canonical = canonical_json(text);
    const VerifiedWebhook webhook = verify_webhook(keys_of({"key"}), ExactBuffer(text).view(),
                                                   signature_of(canonical), event_time);
    CHECK(webhook.user_id == "u");
    CHECK(webhook.json == canonical);
  }
}

TEST_CASE("members are found by what their names and values stand for, escapes and all",
          "[webhook]") {
  const std::string text =
      "{ \"u\\u0073erId\" : \"\\u00e9\\n\\ud83d\\ude00\", \"userid\":\"other\", "
      "\"eventTimestamp\":\"2026-05-08T18:52:08\\u005a\", \"details\":{\"accountId\":\"inner\"}, "
      "\"clientId\":null}";
  const VerifiedWebhook webhook = verify_webhook(keys_of({"key"}), ExactBuffer(text).view(),
                                                 signature_of(canonical_json(text)), event_time);
  CHECK(webhook.user_id == "\xc3\xa9\n\xf0\x9f\x98\x80");
  CHECK(webhook.account_id.empty());
  CHECK(webhook.client_id.empty());
  CHECK(webhook.event_time == event_time);
}

TEST_CASE("a signed webhook is refused by the member that is not as it must be", "[webhook]") {
  const auto fault = [](std::string_view canonical) {
    const auto error = error_of([&] { return verify_signed(canonical, event_time); });
    return error ? std::string(to_string(error->code())).append(" ").append(error->field()) : "ok";
  };
  for (const char* name :
       {"accountId", "brokerageAuthorizationId", "clientId", "eventType", "userId", "webhookId"}) {
    CAPTURE(name);
    for (const char* value : {"7", "true", "[]", "{}"}) {
      const std::string text = canonical_json(R"({"eventTimestamp":"2026-05-08T18:52:08Z",")" +
                                              std::string(name) + "\":" + value + "}");
      CHECK(fault(text) == std::string("wrong_member_type ") + name);
    }
  }
  CHECK(fault("{}") == "missing_member eventTimestamp");
  CHECK(fault(R"({"eventTimestamp":null})") == "wrong_member_type eventTimestamp");
  CHECK(fault(R"({"eventTimestamp":1778266328})") == "wrong_member_type eventTimestamp");
  CHECK(fault(R"({"eventTimestamp":"2026-05-08T18:52:08"})") == "wrong_member_type eventTimestamp");
  for (const char* text : {"[]", "null", "7", "\"a\""}) {
    CAPTURE(text);
    CHECK(fault(text) == "malformed_json ");
  }
}

TEST_CASE("webhookSecret is left out wherever it stands, and nothing else is", "[webhook]") {
  const auto told = [](const std::string& members) {
    return verify_signed(R"({"eventTimestamp":"2026-05-08T18:52:08Z",)" + members + "}", event_time)
        .json;
  };
  const auto with = [](const std::string& members) {
    return R"({"eventTimestamp":"2026-05-08T18:52:08Z")" + members + "}";
  };
  CHECK(told(R"("webhookSecret":"a\"b\\")") == with(""));
  CHECK(told(R"("webhookSecret":{"a":["}",{}],"b":"]"},"z":1)") == with(R"(,"z":1)"));
  CHECK(told(R"("x":[{"webhookSecret":1},"webhookSecret",{"a":1,"webhookSecret":[[2]]}])") ==
        with(R"(,"x":[{},"webhookSecret",{"a":1}])"));
  CHECK(told(R"("webhookSecrets":"kept","x":"\"webhookSecret\":")") ==
        with(R"(,"webhookSecrets":"kept","x":"\"webhookSecret\":")"));
}

TEST_CASE("an event may be as old and as far ahead as the tolerance says, and not a second more",
          "[webhook]") {
  const auto documented = WebhookTolerance::documented();
  CHECK(outcome_at(event_time + seconds(300), documented) == "ok");
  CHECK(outcome_at(event_time + seconds(301), documented) == "webhook_too_old");
  CHECK(outcome_at(event_time - seconds(60), documented) == "ok");
  CHECK(outcome_at(event_time - seconds(61), documented) == "webhook_too_new");

  const auto window = WebhookTolerance::retry_window();
  CHECK(outcome_at(event_time + std::chrono::hours(24), window) == "ok");
  CHECK(outcome_at(event_time + std::chrono::hours(24) + seconds(1), window) == "webhook_too_old");
  CHECK(outcome_at(event_time - seconds(61), window) == "webhook_too_new");
}

TEST_CASE("times and tolerances at the ends of their range are compared rightly", "[webhook]") {
  CHECK(outcome_at(UnixTime::max(), {}) == "webhook_too_old");
  CHECK(outcome_at(UnixTime::min(), {}) == "webhook_too_new");
  const WebhookTolerance boundless{seconds::max(), seconds::max()};
  CHECK(outcome_at(UnixTime::max(), boundless) == "ok");
  CHECK(outcome_at(UnixTime::min(), boundless) == "ok");
  CHECK(outcome_at(event_time, {seconds(-1), seconds(0)}) == "invalid_argument");
  CHECK(outcome_at(event_time, {seconds(0), seconds(-1)}) == "invalid_argument");
}

TEST_CASE("no key at all and more than eight keys are refused", "[webhook]") {
  const auto outcome = [](std::size_t count) {
    const std::vector<ConsumerKey> keys = keys_of(std::vector<std::string>(count, "key"));
    return outcome_of([&] { return verify_webhook(keys, body, signature_of(body), event_time); });
  };
  CHECK(outcome(0) == "invalid_argument");
  CHECK(outcome(1) == "ok");
  CHECK(outcome(8) == "ok");
  CHECK(outcome(9) == "invalid_argument");
}

TEST_CASE("a webhook beyond the limits is refused", "[webhook]") {
  Limits limits;
  limits.request_bytes = body.size();
  CHECK(outcome_of([&] { return verify_signed(body, event_time, {}, limits); }) == "ok");
  limits.request_bytes -= 1;
  CHECK(outcome_of([&] { return verify_signed(body, event_time, {}, limits); }) ==
        "input_too_large");
  limits = {};
  limits.json_depth = 1;
  const std::string nested = R"({"details":{},"eventTimestamp":"2026-05-08T18:52:08Z"})";
  CHECK(outcome_of([&] { return verify_signed(nested, event_time, {}, limits); }) ==
        "json_too_deep");
  limits.json_depth = 2;
  CHECK(outcome_of([&] { return verify_signed(nested, event_time, {}, limits); }) == "ok");
}

TEST_CASE("a webhook of more than 1 MiB is refused, unless its limits are raised", "[webhook]") {
  const std::string start = R"({"details":")";
  const std::string end = R"(","eventTimestamp":"2026-05-08T18:52:08Z"})";
  const std::size_t most = std::size_t{1024} * 1024;
  CHECK(webhook_limits().request_bytes == most);
  const auto outcome = [&](std::size_t size, const Limits& limits) {
    const std::string text = start + std::string(size - start.size() - end.size(), 'x') + end;
    return outcome_of([&] {
      return verify_webhook(keys_of({"key"}), text, signature_of(text), event_time, {}, limits);
    });
  };
  const std::string text = start + std::string(most + 1 - start.size() - end.size(), 'x') + end;
  CHECK(outcome_of([&] {
          return verify_webhook(keys_of({"key"}), text, signature_of(text), event_time);
        }) == "input_too_large");
  CHECK(outcome(most, webhook_limits()) == "ok");
  CHECK(outcome(most + 1, webhook_limits()) == "input_too_large");
  CHECK(outcome(most + 1, {}) == "ok");
}

TEST_CASE("any bit of a webhook changed is refused", "[webhook]") {
  const std::vector<ConsumerKey> keys = keys_of({"key"});
  const std::string signature = signature_of(body);
  const auto outcome = [&](const std::string& text, const std::string& sign) {
    return outcome_of([&] { return verify_webhook(keys, text, sign, event_time); });
  };
  CHECK(outcome(std::string(body), signature) == "ok");
  std::size_t changed = 0;
  for (std::size_t bit = 0; bit < body.size() * 8; ++bit) {
    std::string text(body);
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << (bit % 8)));
    CHECK(outcome(text, signature) != "ok");
    ++changed;
  }
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    std::string other = signature;
    other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << (bit % 8)));
    CHECK(outcome(std::string(body), other) == "wrong_signature");
    ++changed;
  }
  CHECK(changed == (body.size() + 44) * 8);
}
