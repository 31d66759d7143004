// SPDX-License-Identifier: Apache-2.0
// Webhooks on request: POST /sandbox/webhook with {"url", "eventType", "userId"?, "ageSeconds"?,
// "wrongSignature"?}. The request itself is not signed: it is not one of the API's.
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>

#include "api.hpp"
#include "random.hpp"

namespace sandbox {
namespace {

struct Wanted {
  std::string url;
  std::string event_type;
  std::optional<std::string> user_id;
  std::chrono::seconds age{0};
  bool wrong_signature = false;
};

// What a web page can send from a browser without being asked first is not JSON by its type.
bool says_json(const Call& call) {
  return call.header("content-type").value_or("").starts_with("application/json");
}

std::optional<Wanted> read_wanted(const Call& call) {
  const auto body = says_json(call) ? Json::parse(call.body) : std::nullopt;
  const auto url = body ? body->text("url") : std::nullopt;
  const auto event_type = body ? body->text("eventType") : std::nullopt;
  if (!url || !event_type || !url->starts_with("http://127.0.0.1:")) {
    return std::nullopt;
  }
  Wanted wanted{*url, *event_type, body->text("userId")};
  if (const Json* age = body->find("ageSeconds")) {
    const auto* seconds = age->as<std::int64_t>();
    if (seconds == nullptr || *seconds < -1000000000 || *seconds > 1000000000) {
      return std::nullopt;
    }
    wanted.age = std::chrono::seconds(*seconds);
  }
  if (const Json* wrong = body->find("wrongSignature")) {
    const auto* flag = wrong->as<bool>();
    if (flag == nullptr) {
      return std::nullopt;
    }
    wanted.wrong_signature = *flag;
  }
  return wanted;
}

}  // namespace

Answer Api::send_webhook(const Call& call) const {
  const auto wanted = read_wanted(call);
  if (!wanted) {
    return bad_data();
  }
  const std::string id = new_uuid();
  Json::Object event = {{"eventType", wanted->event_type},
                        {"clientId", gate_.client_id()},
                        {"webhookId", id},
                        {"eventTimestamp", iso8601(clock_.now() - wanted->age)}};
  if (wanted->user_id) {
    event["userId"] = *wanted->user_id;
  }
  const std::string body = Json(event).dump();
  const auto signature = snapseal::sign_canonical(
      wanted->wrong_signature ? snapseal::ConsumerKey(new_secret()) : gate_.key().clone(),
      snapseal::canonical_json(body));
  const auto status = deliver_(wanted->url, body, signature);
  return json_answer(Json::Object{{"webhookId", id},
                                  {"delivered", status.has_value()},
                                  {"status", status ? Json(*status) : Json()}});
}

}  // namespace sandbox
