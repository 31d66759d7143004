// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <snapseal/nlohmann.hpp>
#include <snapseal/snapseal.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using nlohmann::json;

TEST_CASE("a response that was parsed already is opened", "[nlohmann]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const EncryptedResponse response = encrypt_response(key.public_key(), "text");
  const json parsed = json::parse(response.to_json());
  CHECK(decrypt_response(key, parsed).text.expose() == "text");
  CHECK(decrypt_response(key, json{{"answer", parsed}}.at("answer")).text.expose() == "text");
  CHECK(decrypt_response(key, nlohmann::ordered_json::parse(response.to_json())).text.expose() ==
        "text");
  CHECK(parsed.get<EncryptedResponse>() == response);
  CHECK(json(response) == parsed);
  const nlohmann::ordered_json ordered = response;
  CHECK(ordered == nlohmann::ordered_json::parse(response.to_json()));
  CHECK(ordered.get<EncryptedResponse>() == response);
  // And text is text still.
  CHECK(decrypt_response(key, response.to_json()).text.expose() == "text");
}

TEST_CASE("a value that is not a response has the error that its text has", "[nlohmann]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  for (const char* text : {"{}", "[]", "null", "7", R"({"encryptedSharedKey":1})",
                           R"({"encryptedSharedKey":"AAAA","encryptedMessageData":{}})"}) {
    CAPTURE(text);
    const json value = json::parse(text);
    CHECK(outcome_of([&] { return decrypt_response(key, value); }) ==
          outcome_of([&] { return decrypt_response(key, std::string_view(text)); }));
    CHECK(outcome_of([&] { return value.get<EncryptedResponse>(); }) ==
          outcome_of([&] { return EncryptedResponse::parse(text); }));
  }
}

TEST_CASE("a value has the canonical form of its text", "[nlohmann]") {
  const char* text =
      R"({"b":[1,-1,18446744073709551615,1.5,1e300,1e-7,0.1],"a":"é\u0000\"","c":{}})";
  CHECK(canonical_json(json::parse(text)) == canonical_json(std::string_view(text)));
  CHECK(canonical_json(json(1.0)) == "1.0");
  CHECK(canonical_json(json("text")) == "\"text\"");
}

TEST_CASE("a value that JSON cannot hold is refused, and not signed as something else",
          "[nlohmann]") {
  const auto outcome = [](const json& value) {
    return outcome_of([&] { return canonical_json(value); });
  };
  CHECK(outcome({{"a", std::numeric_limits<double>::quiet_NaN()}}) == "number_out_of_range");
  CHECK(outcome(json::parse("[0.1]")) == "ok");
  CHECK(outcome(std::numeric_limits<double>::infinity()) == "number_out_of_range");
  CHECK(outcome(json::binary({1, 2})) == "malformed_json");
  CHECK(outcome(json(json::value_t::discarded)) == "malformed_json");
  CHECK(outcome("\xff") == "malformed_json");
  CHECK(outcome({{"\xff", 1}}) == "malformed_json");
  json deep = json::array();
  for (int i = 0; i < 63; ++i) {
    deep = json::array({std::move(deep)});
  }
  CHECK(outcome(deep) == "ok");
  CHECK(outcome(json::array({std::move(deep)})) == "json_too_deep");
}

TEST_CASE("a value is the body of a request", "[nlohmann]") {
  const Partner partner{"YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY"};
  const UnixTime now{std::chrono::seconds(7)};
  const json body = {{"z", 1.0}, {"a", "\xc3\xa9"}};
  const auto plain = api::request<Commercial>(Method::post, "/x", {}, body);
  CHECK(partner.sign(plain, now).body == R"({"a":"\u00e9","z":1.0})");
  const api::User user{"me", "secret"};
  CHECK(partner.sign(api::request(user, Method::post, "/x", {}, body), now).body ==
        R"({"a":"\u00e9","z":1.0})");
  // Text is text still.
  CHECK(partner.sign(api::request<Commercial>(Method::post, "/x", {}, R"({"a": 1})"), now).body ==
        R"({"a":1})");
}

TEST_CASE("an event and claims are values too", "[nlohmann]") {
  const ConsumerKey key = "key";
  const std::string body = R"({"eventTimestamp":"2026-05-08T18:52:08Z","x":[1]})";
  const json event = verify_webhook(key, body, sign_canonical(key, canonical_json(body)),
                                    std::chrono::sys_days(std::chrono::year(2026) / 5 / 8) +
                                        std::chrono::hours(18) + std::chrono::minutes(52) +
                                        std::chrono::seconds(9));
  CHECK(event == json::parse(body));
  const json claims =
      api::AccessToken::parse("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjd9.c2ln").unverified_claims();
  CHECK(claims == json{{"exp", 7}});
}
