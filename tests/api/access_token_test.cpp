// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/access_token.hpp>

#include "keys/base64url.hpp"
#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using api::AccessToken;
using std::chrono::seconds;

namespace {

// The example of RFC 7519 section 3.1.
constexpr std::string_view rfc_example =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlf"
    "Q"
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

std::string jwt_of(std::string_view claims, std::string_view header = R"({"alg":"HS256"})") {
  const auto part = [](std::string_view text) {
    return std::string(keys::base64url::encode(bytes_of(text)).expose());
  };
  return part(header) + "." + part(claims) + ".c2lnbmF0dXJl";
}

std::string parsed(std::string_view text) {
  const ExactBuffer buffer(text);
  return std::string(AccessToken::parse(buffer.view()).expose());
}

std::string claims_fault(std::string_view claims) {
  const AccessToken token = AccessToken::parse(jwt_of(claims));
  const auto error = error_of([&] { return token.unverified_claims().json; });
  return error ? std::string(to_string(error->code())).append(" ").append(error->field()) : "ok";
}

}  // namespace

TEST_CASE("a bare token is read, with blanks and line ends around it", "[token]") {
  CHECK(parsed(rfc_example) == rfc_example);
  CHECK(parsed(" \r\n\t" + std::string(rfc_example) + "\n") == rfc_example);
  CHECK(parsed("\"" + std::string(rfc_example) + "\"\n") == rfc_example);
  CHECK(parsed("eyJ0.legacy.jwt") == "eyJ0.legacy.jwt");
}

TEST_CASE("a token is found under each known name", "[token]") {
  std::size_t names = 0;
  for (const char* name :
       {"jwt", "JWT", "token", "accessToken", "access_token", "encryptedJWT", "userJWT"}) {
    CAPTURE(name);
    CHECK(parsed("{\"expires\":[1,{\"token\":2}],\"" + std::string(name) + "\":\"" +
                 std::string(rfc_example) + "\"}") == rfc_example);
    ++names;
  }
  CHECK(names == 7);
  CHECK(parsed(R"({"jwt":null,"token":"a.b.c"})") == "a.b.c");
}

TEST_CASE("what is no token, or not one alone, is refused", "[token]") {
  const auto outcome = [](std::string_view text) {
    return outcome_of([&] { return parsed(text); });
  };
  for (const char* text : {"",
                           " ",
                           ".",
                           "..",
                           "a.b",
                           "a.b.",
                           ".b.c",
                           "a..c",
                           "a.b.c.d",
                           "a.b.c.d.e",
                           "a.b.c=",
                           "a.b.c d",
                           "a.b+.c",
                           "a.b/.c",
                           "\"a.b.c",
                           "\"",
                           "\"\"",
                           "JWT a.b.c",
                           "[\"a.b.c\"]",
                           "a.b.c\x7f",
                           "{\"token\":\"a.b\"}",
                           "{\"token\":\"\"}",
                           "{\"token\":\"a.b.c\",\"jwt\":\"a.b.c\"}"}) {
    CAPTURE(text);
    CHECK(outcome(text) == "malformed_token");
  }
  CHECK(outcome("{}") == "missing_member");
  CHECK(outcome(R"({"data":{"token":"a.b.c"}})") == "missing_member");
  CHECK(outcome(R"({"token":7})") == "wrong_member_type");
  CHECK(outcome(R"({"token":{"jwt":"a.b.c"}})") == "wrong_member_type");
  CHECK(outcome(R"({"token":"a.b.c")") == "malformed_json");
  CHECK(outcome(R"({"token":"a.b.c","token":"a.b.c"})") == "duplicate_member");
  Limits limits;
  limits.request_bytes = 5;
  CHECK(outcome_of([&] { return AccessToken::parse("a.b.c", limits); }) == "ok");
  limits.request_bytes = 4;
  CHECK(outcome_of([&] { return AccessToken::parse("a.b.c", limits); }) == "input_too_large");
}

TEST_CASE("claims are read from the published example", "[token]") {
  const api::UnverifiedClaims claims = AccessToken::parse(rfc_example).unverified_claims();
  CHECK(claims.expires_at == UnixTime(seconds(1300819380)));
  CHECK_FALSE(claims.not_before);
  CHECK_FALSE(claims.issued_at);
  CHECK(claims.subject.empty());
  CHECK(claims.json == R"({"exp":1300819380,"http://example.com/is_root":true,"iss":"joe"})");
}

TEST_CASE("all times and the subject are told", "[token]") {
  const api::UnverifiedClaims claims =
      AccessToken::parse(jwt_of(R"({"sub":"user-1","nbf":1,"iat":2.9,"exp":1.7e9})"))
          .unverified_claims();
  CHECK(claims.subject == "user-1");
  CHECK(claims.not_before == UnixTime(seconds(1)));
  CHECK(claims.issued_at == UnixTime(seconds(2)));
  CHECK(claims.expires_at == UnixTime(seconds(1'700'000'000)));
}

TEST_CASE("what stands beside a token may be a number of any size", "[token]") {
  CHECK(parsed(R"({"more":1e400,"token":"a.b.c"})") == "a.b.c");
  const std::string digits(400, '9');
  CHECK(parsed("{\"more\":" + digits + ",\"token\":\"a.b.c\"}") == "a.b.c");
  CHECK(
      AccessToken::parse(jwt_of("{\"exp\":1,\"more\":" + digits + "}")).unverified_claims().json ==
      "{\"exp\":1,\"more\":" + digits + "}");
  CHECK(claims_fault("{\"exp\":" + digits + "}") == "malformed_token exp");
  CHECK(claims_fault(R"({"more":1e400})") == "malformed_token ");  // it has no canonical form
}

TEST_CASE("claims that are no JSON object, or not as they must be, are refused by name",
          "[token]") {
  CHECK(claims_fault("{}") == "ok");
  CHECK(claims_fault(R"({"exp":null,"sub":null})") == "ok");
  CHECK(claims_fault(R"({"exp":253402300799})") == "ok");
  CHECK(claims_fault(R"({"exp":253402300800})") == "malformed_token exp");
  CHECK(claims_fault(R"({"exp":1e300})") == "malformed_token exp");
  CHECK(claims_fault(R"({"exp":-1})") == "malformed_token exp");
  CHECK(claims_fault(R"({"exp":"1300819380"})") == "malformed_token exp");
  CHECK(claims_fault(R"({"nbf":true})") == "malformed_token nbf");
  CHECK(claims_fault(R"({"iat":[]})") == "malformed_token iat");
  CHECK(claims_fault(R"({"sub":7})") == "malformed_token sub");
  for (const char* claims : {"", "[]", "7", "\"a\"", "{", "{\"exp\":1,\"exp\":2}", "\xff"}) {
    CAPTURE(claims);
    if (*claims != '\0') {
      CHECK(claims_fault(claims) == "malformed_token ");
    }
  }
  const auto outcome = [](const std::string& jwt) {
    return outcome_of([&] { return AccessToken::parse(jwt).unverified_claims().json; });
  };
  CHECK(outcome(jwt_of("{}", "[]")) == "malformed_token");
  CHECK(outcome("eyJ0.legacy.jwt") == "malformed_token");
  CHECK(outcome("e31.e30.x") == "malformed_token");  // bits behind the last byte
  CHECK(outcome("e30.e30.x") == "ok");
}

TEST_CASE("a token expires at its time, and not a second before", "[token]") {
  const AccessToken token = AccessToken::parse(jwt_of(R"({"exp":1000})"));
  CHECK(token.expires_at() == UnixTime(seconds(1000)));
  const auto is_expired = [&](std::int64_t now, std::int64_t leeway) {
    return token.is_expired(UnixTime(seconds(now)), seconds(leeway));
  };
  CHECK_FALSE(is_expired(999, 0));
  CHECK(is_expired(1000, 0));
  CHECK_FALSE(is_expired(1029, 30));
  CHECK(is_expired(1030, 30));
  CHECK(is_expired(970, -30));
  CHECK_FALSE(is_expired(969, -30));
  constexpr auto most = seconds::max();
  CHECK(token.is_expired(UnixTime::max()));
  CHECK_FALSE(token.is_expired(UnixTime(seconds(1'000'000)), most));
  CHECK(token.is_expired(UnixTime(seconds(0)), -most));
  CHECK_FALSE(AccessToken::parse(jwt_of("{}")).is_expired(UnixTime::max()));
  CHECK_FALSE(AccessToken::parse(jwt_of("{}")).expires_at());
}

TEST_CASE("a token can be copied where one sees it, and a moved one fails", "[token]") {
  AccessToken token = AccessToken::parse(rfc_example);
  CHECK(token.clone().expose() == rfc_example);
  const AccessToken other = std::move(token);
  CHECK(other.expose() == rfc_example);
  // NOLINTNEXTLINE(bugprone-use-after-move): this is what is tested.
  CHECK(outcome_of([&] { return token.unverified_claims().json; }) == "malformed_token");
}
