// SPDX-License-Identifier: Apache-2.0
// Webhooks on request: POST /sandbox/webhook with {"url", "eventType", "userId"?, "ageSeconds"?,
// "wrongSignature"?, "form"?}. The request itself is not signed: it is not one of the API's.
#include <algorithm>
#include <array>
#include <charconv>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/signature.hpp>

#include "api.hpp"
#include "api_errors.hpp"
#include "random.hpp"
#include "webhook_body.hpp"

namespace sandbox {
namespace {

struct Wanted {
  std::string url;
  std::string event_type;
  std::optional<std::string> user_id;
  std::chrono::seconds age{0};
  bool wrong_signature = false;
  WebhookForm form;
};

// Thrown inside this file only: what is wrong with the request, in a sentence.
struct Problem {
  const char* sentence;
};

// What a web page can send from a browser without being asked first is not JSON by its type.
bool says_json(const Call& call) {
  return call.header("content-type").value_or("").starts_with("application/json");
}

// "http://127.0.0.1:8080/x" and nothing that a URL parser could take for another host, as it does
// with "http://127.0.0.1:8080@example.com/".
bool is_of_this_machine(std::string_view url) {
  static constexpr std::string_view begin = "http://127.0.0.1:";
  if (!url.starts_with(begin)) {
    return false;
  }
  url.remove_prefix(begin.size());
  unsigned port = 0;
  const auto [end, fault] = std::from_chars(url.data(), url.data() + url.size(), port);
  url.remove_prefix(static_cast<std::size_t>(end - url.data()));
  return fault == std::errc() && port > 0 && port <= 65535 && (url.empty() || url.front() == '/') &&
         std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::string text_in(const Json& body, std::string_view name, const char* sentence) {
  auto text = body.text(name);
  if (!text) {
    throw Problem{sentence};
  }
  return *std::move(text);
}

std::chrono::seconds age_in(const Json& body) {
  const Json* age = body.find("ageSeconds");
  const auto* seconds = age == nullptr ? nullptr : age->as<std::int64_t>();
  if (age != nullptr && (seconds == nullptr || *seconds < -1000000000 || *seconds > 1000000000)) {
    throw Problem{"ageSeconds is no whole number between -1000000000 and 1000000000."};
  }
  return std::chrono::seconds(seconds == nullptr ? 0 : *seconds);
}

bool wrong_signature_in(const Json& body) {
  const Json* wrong = body.find("wrongSignature");
  const auto* flag = wrong == nullptr ? nullptr : wrong->as<bool>();
  if (wrong != nullptr && flag == nullptr) {
    throw Problem{"wrongSignature is neither true nor false."};
  }
  return flag != nullptr && *flag;
}

WebhookForm form_in(const Json& body, WebhookForm otherwise) {
  if (body.find("form") == nullptr) {
    return otherwise;
  }
  const auto form = webhook_form_named(body.text("form").value_or(""));
  if (!form) {
    throw Problem{"form is neither \"mixed\" nor \"canonical\"."};
  }
  return *form;
}

Wanted read_wanted(const Call& call, WebhookForm form) {
  static constexpr std::array<std::string_view, 6> names = {
      "url", "eventType", "userId", "ageSeconds", "wrongSignature", "form"};
  if (!says_json(call)) {
    throw Problem{"The request has no header \"Content-Type: application/json\"."};
  }
  const auto body = Json::parse(call.body);
  const auto* members = body ? body->as<Json::Object>() : nullptr;
  if (members == nullptr) {
    throw Problem{"The body is no JSON object."};
  }
  for (const auto& [name, value] : *members) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw Problem{
          "The body has another member than url, eventType, userId, ageSeconds, wrongSignature and "
          "form."};
    }
  }
  Wanted wanted{text_in(*body, "url", "The body has no url that is a string."),
                text_in(*body, "eventType", "The body has no eventType that is a string."),
                std::nullopt,
                age_in(*body),
                wrong_signature_in(*body),
                form_in(*body, form)};
  if (!is_of_this_machine(wanted.url)) {
    throw Problem{"The url is not http://127.0.0.1:PORT with a path, or nothing, behind."};
  }
  if (const Json* id = body->find("userId"); id != nullptr && !id->is_null()) {
    wanted.user_id = text_in(*body, "userId", "userId is not a string.");
  }
  return wanted;
}

}  // namespace

Outcome Api::send_webhook(const Call& call) const {
  std::optional<Wanted> wanted;
  try {
    wanted = read_wanted(call, options_.webhook_form);
  } catch (const Problem& problem) {
    return Rejection{bad_data(), "webhook", problem.sentence};
  }
  const std::string id = new_uuid();
  // Against the order of the canonical form.
  WebhookMembers members = {{"webhookId", id}};
  if (wanted->user_id) {
    members.emplace_back("userId", *wanted->user_id);
  }
  members.emplace_back("eventType", wanted->event_type);
  members.emplace_back("eventTimestamp", iso8601(clock_.now() - wanted->age));
  members.emplace_back("clientId", gate_.client_id());
  const std::string body = webhook_body(members, wanted->form);
  const auto signature = snapseal::sign_canonical(
      wanted->wrong_signature ? snapseal::ConsumerKey(new_secret()) : gate_.key().clone(),
      snapseal::canonical_json(body));
  const auto status = deliver_(wanted->url, body, signature);
  return json_answer(Json::Object{{"webhookId", id},
                                  {"delivered", status.has_value()},
                                  {"status", status ? Json(*status) : Json()}});
}

}  // namespace sandbox
