// SPDX-License-Identifier: Apache-2.0
// The vectors through the C interface: the same outcomes as through C++.
#include <snapseal.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <snapseal/core/base64.hpp>

#include "support/catch.hpp"
#include "support/vectors.hpp"

using namespace snapseal::test;

namespace {

template <typename Object>
using Owned = std::unique_ptr<Object, void (*)(Object*)>;

/// What a function with a buffer gives, asked for its size first.
struct Given {
  std::string code;
  std::string text;
};

Given given_by(const std::function<std::int32_t(char*, std::size_t*, snapseal_error*)>& call) {
  snapseal_error error = SNAPSEAL_ERROR_INIT;
  std::size_t size = 0;
  std::int32_t code = call(nullptr, &size, &error);
  if (code == SNAPSEAL_OK) {
    CHECK(size == 0);
    return {"ok", ""};
  }
  if (code != SNAPSEAL_BUFFER_TOO_SMALL) {
    CHECK(size == 0);
    CHECK(error.code == code);
    return {snapseal_code_name(code), error.field};
  }
  CHECK(size > 0);
  std::string text(size, '?');
  code = call(text.data(), &size, &error);
  CHECK(error.code == code);
  if (code != SNAPSEAL_OK) {
    CHECK(text == std::string(text.size(), '?'));  // nothing of a result stays in a buffer
    CHECK(size == 0);
    return {snapseal_code_name(code), error.field};
  }
  text.resize(size);
  return {"ok", text};
}

Owned<snapseal_private_key> parsed_key(const std::string& file,
                                       const std::optional<std::string>& passphrase,
                                       std::string* code = nullptr) {
  snapseal_private_key* key = nullptr;
  const std::int32_t result = snapseal_private_key_parse(
      &key, file.data(), file.size(), passphrase ? passphrase->data() : nullptr,
      passphrase ? passphrase->size() : 0, nullptr, nullptr);
  CHECK((key != nullptr) == (result == SNAPSEAL_OK));
  if (code != nullptr) {
    *code = snapseal_code_name(result);
  }
  return {key, snapseal_private_key_free};
}

Owned<snapseal_consumer_key> consumer_key(const std::string& text) {
  snapseal_consumer_key* key = nullptr;
  REQUIRE(snapseal_consumer_key_new(&key, text.data(), text.size(), nullptr) == SNAPSEAL_OK);
  return {key, snapseal_consumer_key_free};
}

std::string member(const snapseal_result* result, const std::string& name) {
  const char* value = nullptr;
  std::size_t size = 0;
  const std::int32_t code =
      snapseal_result_text(result, &value, &size, name.data(), name.size(), nullptr);
  return code == SNAPSEAL_OK ? std::string(value, size) : "";
}

/// Opens a whole response in both ways that C has.
void check_response(VectorCase& vector) {
  static std::map<std::string, Owned<snapseal_private_key>> keys;
  const std::string file = vector.text("private_key");
  const auto passphrase = vector.text_or_null("passphrase");
  const std::string name = file + ' ' + passphrase.value_or("");
  if (!keys.contains(name)) {
    std::string code;
    keys.emplace(name, parsed_key(read_file(vectors_dir() / file), passphrase, &code));
    if (code != "ok") {
      CHECK(code == vector.text("expect"));
    }
  }
  const snapseal_private_key* key = keys.at(name).get();
  if (key == nullptr) {
    return;
  }
  const std::string json = vector.text("response");
  snapseal_options options = SNAPSEAL_OPTIONS_INIT;
  options.try_legacy_nonce = vector.flag_or("legacy_nonce", true) ? 1 : 0;
  const auto plaintext = vector.text_or_null("plaintext_base64");
  const auto form = vector.text_or_null("nonce_form");
  const std::string expect = vector.text("expect");

  snapseal_opened opened = {7, 7};
  const Given given = given_by([&](char* out, std::size_t* size, snapseal_error* error) {
    return snapseal_decrypt_response(&key, 1, out, size, &opened, json.data(), json.size(),
                                     &options, error);
  });
  CHECK(given.code == expect);
  CHECK(opened.key_index == 0);
  std::string viewed;
  const std::int32_t code = snapseal_decrypt_response_view(
      &key, 1,
      [](void* context, const char* text, std::size_t size, const snapseal_opened*) {
        static_cast<std::string*>(context)->assign(text, size);
      },
      &viewed, json.data(), json.size(), &options, nullptr);
  CHECK(snapseal_code_name(code) == expect);
  if (expect == "ok") {
    CHECK(given.text == text_of(snapseal::base64::decode(plaintext.value())));
    CHECK(viewed == given.text);
    CHECK((opened.nonce_form == SNAPSEAL_NONCE_LEGACY15) == (form == "legacy15"));
  } else {
    CHECK(opened.nonce_form == 0);
    CHECK(viewed.empty());
  }
}

}  // namespace

TEST_CASE("in C every whole response of the vectors opens or fails as it must", "[c]") {
  for (VectorCase& vector : read_vectors("responses", 350)) {
    CAPTURE(vector.id());
    check_response(vector);
  }
}

TEST_CASE("in C every response that other software made opens or fails as it must", "[c]") {
  for (VectorCase& vector : read_vectors("foreign/responses", 349)) {
    CAPTURE(vector.id());
    check_response(vector);
  }
}

TEST_CASE("in C every key file of the vectors gives what it must", "[c]") {
  for (VectorCase& vector : read_vectors("keys", 100)) {
    CAPTURE(vector.id());
    std::string code;
    const auto key = parsed_key(read_file(vectors_dir() / vector.text("file")),
                                vector.text_or_null("passphrase"), &code);
    CHECK(code == vector.text("expect"));
    if (key == nullptr) {
      continue;
    }
    snapseal_public_key* half = nullptr;
    REQUIRE(snapseal_private_key_public(key.get(), &half, nullptr) == SNAPSEAL_OK);
    const Owned<snapseal_public_key> public_key(half, snapseal_public_key_free);
    std::size_t bits = 0;
    CHECK(snapseal_public_key_bits(half, &bits, nullptr) == SNAPSEAL_OK);
    CHECK(bits == vector.number("bits"));
    CHECK(given_by([&](char* out, std::size_t* size, snapseal_error* error) {
            return snapseal_public_key_write(half, out, size, SNAPSEAL_OPENSSH, nullptr, 0, error);
          }).text == vector.text("public_openssh"));
    CHECK(given_by([&](char* out, std::size_t* size, snapseal_error* error) {
            return snapseal_public_key_fingerprint(half, out, size, error);
          }).text == vector.text("fingerprint_sha256"));
  }
}

TEST_CASE("in C every text of the vectors has its canonical form, or the error", "[c]") {
  for (VectorCase& vector : read_vectors("canonical_json", 300)) {
    CAPTURE(vector.id());
    const std::string json =
        vector.has("json")
            ? vector.text("json")
            : std::string(text_of(snapseal::base64::decode(vector.text("json_base64"))));
    const Given given = given_by([&](char* out, std::size_t* size, snapseal_error* error) {
      return snapseal_canonical_json(out, size, json.data(), json.size(), nullptr, error);
    });
    CHECK(given.code == vector.text("expect"));
    if (given.code == "ok") {
      CHECK(given.text == vector.text_or_null("canonical"));
    }
  }
}

TEST_CASE("in C every request of the vectors has its signature, or the error", "[c]") {
  for (VectorCase& vector : read_vectors("signatures", 290)) {
    CAPTURE(vector.id());
    const auto key = consumer_key(vector.text("consumer_key"));
    const std::string path = vector.text("path");
    const std::string query = vector.text("query");
    const std::string body = vector.text_or_null("body").value_or("");
    const auto canonical = vector.text_or_null("canonical");
    const std::string signature = vector.text_or_null("signature").value_or("");
    const std::string expect = vector.text("expect");
    const Given made = given_by([&](char* out, std::size_t* size, snapseal_error* error) {
      return snapseal_sign(key.get(), out, size, path.data(), path.size(), query.data(),
                           query.size(), body.data(), body.size(), nullptr, error);
    });
    const Given text = given_by([&](char* out, std::size_t* size, snapseal_error* error) {
      return snapseal_canonical_content(out, size, path.data(), path.size(), query.data(),
                                        query.size(), body.data(), body.size(), nullptr, error);
    });
    if (!canonical) {
      CHECK(made.code == expect);
      CHECK(text.code == expect);
      continue;
    }
    CHECK(text.text == *canonical);
    CHECK((made.text == signature) == (expect == "ok"));
    CHECK(snapseal_verify(key.get(), path.data(), path.size(), query.data(), query.size(),
                          body.data(), body.size(), signature.data(), signature.size(), nullptr,
                          nullptr) == (expect == "ok" ? SNAPSEAL_OK : SNAPSEAL_WRONG_SIGNATURE));
  }
}

TEST_CASE("in C every webhook of the vectors gives the event or the error and field it must",
          "[c]") {
  for (VectorCase& vector : read_vectors("webhooks", 120)) {
    CAPTURE(vector.id());
    const std::string body =
        vector.has("body")
            ? vector.text("body")
            : std::string(text_of(snapseal::base64::decode(vector.text("body_base64"))));
    std::vector<Owned<snapseal_consumer_key>> owned;
    std::vector<const snapseal_consumer_key*> keys;
    for (const std::string& text : vector.texts("consumer_keys")) {
      owned.push_back(consumer_key(text));
      keys.push_back(owned.back().get());
    }
    const std::string signature = vector.text("signature");
    snapseal_webhook_tolerance tolerance = SNAPSEAL_WEBHOOK_TOLERANCE_INIT;
    tolerance.max_age_seconds = static_cast<std::int64_t>(vector.number("max_age_seconds"));
    tolerance.max_ahead_seconds = static_cast<std::int64_t>(vector.number("max_ahead_seconds"));
    snapseal_result* event = nullptr;
    const std::int32_t code = snapseal_verify_webhook(
        keys.data(), keys.size(), &event, body.data(), body.size(), signature.data(),
        signature.size(), static_cast<std::int64_t>(vector.number("now")), &tolerance, nullptr,
        nullptr);
    const Owned<snapseal_result> owner(event, snapseal_result_free);
    CHECK(snapseal_code_name(code) == vector.text("expect"));
    CHECK((event != nullptr) == (code == SNAPSEAL_OK));
    if (event != nullptr) {
      CHECK(member(event, "keyIndex") == std::to_string(vector.number("key_index")));
      CHECK(member(event, "eventType") == vector.text("event_type"));
      CHECK(member(event, "webhookId") == vector.text("webhook_id"));
      CHECK(member(event, "eventTime") == std::to_string(vector.number("event_time_us")));
      CHECK(member(event, "json") == vector.text("json"));
    }
  }
}

TEST_CASE("in C every text of the vectors gives its token and claims, or the error", "[c]") {
  for (VectorCase& vector : read_vectors("tokens", 86)) {
    CAPTURE(vector.id());
    const std::string text = vector.text("text");
    const std::string expect = vector.text("expect");
    snapseal_access_token* token = nullptr;
    const std::int32_t code =
        snapseal_access_token_parse(&token, text.data(), text.size(), nullptr);
    const Owned<snapseal_access_token> owner(token, snapseal_access_token_free);
    if (code != SNAPSEAL_OK) {
      CHECK(snapseal_code_name(code) == expect);
      CHECK(token == nullptr);
      continue;
    }
    const Given claims = given_by([&](char* out, std::size_t* size, snapseal_error* error) {
      return snapseal_access_token_claims(token, out, size, error);
    });
    CHECK(claims.code == expect);
    if (expect != "ok") {
      continue;
    }
    CHECK(claims.text == vector.text("claims"));
    const char* jwt = nullptr;
    std::size_t size = 0;
    CHECK(snapseal_access_token_text(token, &jwt, &size, nullptr) == SNAPSEAL_OK);
    CHECK(std::string(jwt, size) == vector.text("jwt"));
    std::int64_t expires_at = 7;
    const std::int32_t told = snapseal_access_token_expires_at(token, &expires_at, nullptr);
    const nlohmann::json& unread = vector.value("unread");
    if (std::find(unread.begin(), unread.end(), "exp") != unread.end()) {
      CHECK(told == SNAPSEAL_MALFORMED_TOKEN);
    } else if (vector.value("expires_at").is_null()) {
      CHECK(told == SNAPSEAL_MISSING_MEMBER);
      CHECK(expires_at == 0);
    } else {
      CHECK(told == SNAPSEAL_OK);
      CHECK(expires_at == vector.value("expires_at").get<std::int64_t>());
    }
  }
}

TEST_CASE("in C every reply of the vectors tells what it must, or gives the error", "[c]") {
  const std::map<std::string, std::int32_t> operations{
      {"check_status", SNAPSEAL_CHECK_STATUS},   {"list_users", SNAPSEAL_LIST_USERS},
      {"register_user", SNAPSEAL_REGISTER_USER}, {"reset_user_secret", SNAPSEAL_RESET_USER_SECRET},
      {"delete_user", SNAPSEAL_DELETE_USER},     {"login_user", SNAPSEAL_LOGIN_USER},
      {"get_user_jwt", SNAPSEAL_GET_USER_JWT}};
  for (VectorCase& vector : read_vectors("replies", 152)) {
    CAPTURE(vector.id());
    const std::string body = vector.text("body");
    std::vector<std::pair<std::string, std::string>> texts;
    for (const nlohmann::json& header : vector.value("headers")) {
      texts.emplace_back(header.at(0), header.at(1));
    }
    std::vector<snapseal_parameter> headers;
    for (const auto& [name, value] : texts) {
      headers.push_back({name.data(), name.size(), value.data(), value.size()});
    }
    snapseal_reply reply = SNAPSEAL_REPLY_INIT;
    reply.status = vector.value("status").get<std::int32_t>();
    reply.headers = headers.data();
    reply.headers_count = headers.size();
    reply.body = body.data();
    reply.body_size = body.size();
    snapseal_result* result = nullptr;
    snapseal_error error = SNAPSEAL_ERROR_INIT;
    std::int32_t code = snapseal_read_reply(&result, operations.at(vector.text("operation")),
                                            &reply, nullptr, 0, nullptr, &error);
    const Owned<snapseal_result> owner(result, snapseal_result_free);
    CHECK(code == error.code);
    const nlohmann::json& told = vector.value("result");
    if (code == SNAPSEAL_INVALID_ARGUMENT && told.is_object() && told.value("encrypted", false)) {
      CHECK(std::string(error.field) == "keys");
      continue;
    }
    CHECK(snapseal_code_name(code) == vector.text("expect"));
    if (code == SNAPSEAL_API_ERROR) {
      const nlohmann::json& refusal = vector.value("error");
      CHECK(error.http_status == refusal.at("status"));
      CHECK(error.api_code == refusal.at("code").get<std::string>());
      CHECK(error.detail == refusal.at("detail").get<std::string>());
      CHECK(error.request_id == refusal.at("request_id").get<std::string>());
      CHECK(error.retry_after_seconds == (refusal.at("retry_after_seconds").is_null()
                                              ? -1
                                              : refusal.at("retry_after_seconds").get<int>()));
    } else if (code != SNAPSEAL_OK) {
      CHECK(error.field == vector.text_or_null("field").value_or(""));
    } else {
      const std::map<std::string, std::string> names{
          {"user_secret", "userSecret"}, {"redirect_uri", "redirectURI"},
          {"session_id", "sessionId"},   {"status", "status"},
          {"detail", "detail"},          {"timestamp", "timestamp"}};
      for (const auto& [name, value] : told.items()) {
        if (names.contains(name)) {
          CHECK(member(result, names.at(name)) == value.get<std::string>());
        }
      }
      if (told.contains("user_ids")) {
        std::size_t count = 0;
        CHECK(snapseal_result_count(result, &count, nullptr) == SNAPSEAL_OK);
        CHECK(count == told.at("user_ids").size());
      }
    }
  }
}
