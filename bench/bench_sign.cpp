// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "benchmarks.hpp"
#include "openssl_yardstick_sign.hpp"

namespace bench {

namespace {

constexpr std::string_view key_text = "mPqZ4rN8vKf2sXwJ6tYbGhLcDeAu1o3iQx5yRz7kBvTnWjMpEs";
constexpr std::string_view path = "/api/v1/trade/place";
constexpr std::string_view query =
    "clientId=PARTNER&timestamp=1795314671&userId=snaptrade-user-123456789&userSecret="
    "adf2aa34-8219-40f7-a6b3-60156985cc61";
// As a program would send it: the text that is signed has 350 bytes.
constexpr std::string_view body =
    R"({"account_id": "917c8734-8470-4a3e-a18f-57c3f2ee6631", "action": "BUY", )"
    R"("order_type": "Limit", "time_in_force": "Day", "price": 31.33, "units": 10, "stop": null, )"
    R"("universal_symbol_id": "2bcd7cc3"})";
constexpr std::string_view webhook =
    R"({"webhookId":"f3c5d6a1-6a9b-4b1d-8f3e-1c2d3e4f5a6b","clientId":"PARTNER",)"
    R"("eventType":"ACCOUNT_HOLDINGS_UPDATED","eventTimestamp":"2026-11-22T10:00:00.123456Z",)"
    R"("userId":"snaptrade-user-123","accountId":"917c8734-8470-4a3e-a18f-57c3f2ee6631",)"
    R"("brokerageAuthorizationId":"87b24961-b51e-4db8-9226-f198f6518a89"})";

void require(bool holds, std::string_view message) {
  if (!holds) {
    std::cerr << "snapseal_bench: " << message << '\n';
    std::exit(1);
  }
}

using Key = std::shared_ptr<const snapseal::ConsumerKey>;

// The body stands ready: as canonical text here, as a document there.
void add_from_parts(const Key& key, const std::string& signature) {
  add(
      "sign/parts-350B/snapseal",
      [key, canonical = snapseal::CanonicalJson(body)] {
        return snapseal::sign(*key, {.path = path, .query = query, .body = canonical});
      },
      is_text(signature));
  const auto document =
      std::make_shared<const nlohmann::json>(yardstick::read_content(path, query, body));
  add(
      "sign/parts-350B/yardstick",
      [document] { return yardstick::sign_document(key_text, *document); }, is_text(signature));
}

// The body is text in any form.
void add_from_texts(const Key& key, const std::string& signature) {
  add(
      "sign/texts-350B/snapseal",
      [key] { return snapseal::sign(*key, {.path = path, .query = query, .body = body}); },
      is_text(signature));
  add(
      "sign/texts-350B/yardstick",
      [] { return yardstick::sign_document(key_text, yardstick::read_content(path, query, body)); },
      is_text(signature));
}

// What is signed stands ready.
void add_canonical(const Key& key, const std::string& canonical, const std::string& signature) {
  add(
      "sign/canonical-350B/snapseal",
      [key, canonical] { return snapseal::sign_canonical(*key, canonical); }, is_text(signature));
  add(
      "sign/canonical-350B/yardstick",
      [canonical] { return yardstick::sign_text(key_text, canonical); }, is_text(signature));
}

void add_webhook(const Key& key) {
  const std::string signature = snapseal::sign_canonical(*key, snapseal::canonical_json(webhook));
  const auto is_true = [](bool holds) { return holds; };
  add(
      "verify/content-350B/snapseal",
      [key, right = snapseal::sign(*key, {.path = path, .query = query, .body = body})] {
        return snapseal::verify(*key, {.path = path, .query = query, .body = body}, right);
      },
      is_true);
  // snapseal also reads the event's members and checks its time.
  add(
      "verify/webhook/snapseal",
      [key, signature, now = snapseal::UnixTime(std::chrono::seconds(1'795'341'601))] {
        return snapseal::verify_webhook(*key, webhook, signature, now).event_type ==
               "ACCOUNT_HOLDINGS_UPDATED";
      },
      is_true);
  add(
      "verify/webhook/yardstick",
      [signature] { return yardstick::verify_webhook(key_text, webhook, signature); }, is_true);
}

}  // namespace

void add_sign(const Inputs& /*inputs*/) {
  const auto key = std::make_shared<const snapseal::ConsumerKey>(key_text);
  const std::string canonical = snapseal::canonical_content({path, query, body});
  require(canonical.size() == 350, "the text that is signed has not 350 bytes");
  const std::string signature =
      yardstick::sign_document(key_text, yardstick::read_content(path, query, body));
  add_from_parts(key, signature);
  add_from_texts(key, signature);
  add_canonical(key, canonical, signature);
  add_webhook(key);
}

}  // namespace bench
