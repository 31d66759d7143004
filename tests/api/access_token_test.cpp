// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/access_token.hpp>

#include "core/base64url.hpp"
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
    return std::string(base64url::encode(bytes_of(text)).expose());
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

/// What is wrong with the one claim that could not be read.
std::string why_unread(std::string_view claims) {
  const api::UnverifiedClaims told = AccessToken::parse(jwt_of(claims)).unverified_claims();
  return told.unread.size() != 1
             ? std::to_string(told.unread.size())
             : std::string(told.unread[0].name).append(" ").append(told.unread[0].why);
}

std::string message_of(std::string_view text) {
  const auto error = error_of([&] { return parsed(text); });
  return error ? std::string(error->message()) : "ok";
}

}  // namespace

TEST_CASE("a bare token is read, with spaces and line ends around it", "[token]") {
  CHECK(parsed(rfc_example) == rfc_example);
  CHECK(parsed(" \r\n\t" + std::string(rfc_example) + "\n") == rfc_example);
  CHECK(parsed("\"" + std::string(rfc_example) + "\"\n") == rfc_example);
  CHECK(parsed("eyJ0.legacy.jwt") == "eyJ0.legacy.jwt");
  const SecretString opened = SecretString::copy_of("eyJ0.legacy.jwt\n");
  CHECK(AccessToken::parse(opened).expose() == "eyJ0.legacy.jwt");
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

TEST_CASE("text that is not exactly one token is refused", "[token]") {
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
                           "a.b.c===",
                           "a.b.c d",
                           "a.b+.c",
                           "a.b/.c",
                           "\"a.b.c",
                           "\"",
                           "\"\"",
                           "Basic a.b.c",
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
  CHECK(claims_fault("{\"exp\":" + digits + "}") == "ok");
  CHECK(claims_fault(R"({"more":1e400})") == "malformed_token claims");  // no canonical form
}

TEST_CASE("claims that are not a JSON object are refused", "[token]") {
  CHECK(claims_fault("{}") == "ok");
  CHECK(claims_fault(R"({"exp":null,"sub":null})") == "ok");
  for (const char* claims : {"", "[]", "7", "\"a\"", "{", "{\"exp\":1,\"exp\":2}", "\xff"}) {
    CAPTURE(claims);
    if (*claims != '\0') {
      CHECK(claims_fault(claims) == "malformed_token claims");
    }
  }
  const auto outcome = [](const std::string& jwt) {
    return outcome_of([&] { return AccessToken::parse(jwt).unverified_claims().json; });
  };
  CHECK(outcome(jwt_of("{}", "[]")) == "ok");  // nothing in the header is used
  CHECK(outcome("eyJ0.legacy.jwt") == "malformed_token");
  CHECK(outcome("e30.e31.x") == "malformed_token");  // bits behind the last byte
  CHECK(outcome("e30.e30.x") == "ok");
}

TEST_CASE("a claim of the wrong type is named, and does not hide the others", "[token]") {
  const std::string seconds_only = " must be seconds since 1970, and before the year 10000";
  const std::string milliseconds =
      " is in milliseconds, as it seems: it must be seconds since 1970";
  const std::string number = " must be a number: seconds since 1970";
  CHECK(why_unread(R"({"exp":253402300799})") == "0");
  CHECK(why_unread(R"({"exp":253402300800})") == "exp" + milliseconds);
  CHECK(why_unread(R"({"exp":1795314969000})") == "exp" + milliseconds);
  CHECK(why_unread(R"({"iat":1795314969000.5})") == "iat" + milliseconds);
  CHECK(why_unread(R"({"exp":253402300799000})") == "exp" + milliseconds);
  CHECK(why_unread(R"({"exp":253402300799001})") == "exp" + seconds_only);
  CHECK(why_unread(R"({"exp":1e300})") == "exp" + seconds_only);
  CHECK(why_unread(R"({"exp":-1})") == "exp" + seconds_only);
  CHECK(why_unread(R"({"exp":"1300819380"})") == "exp" + number);
  CHECK(why_unread(R"({"exp":""})") == "exp" + number);
  CHECK(why_unread(R"({"nbf":true})") == "nbf" + number);
  CHECK(why_unread(R"({"nbf":false})") == "nbf" + number);
  CHECK(why_unread(R"({"iat":[]})") == "iat" + number);
  CHECK(why_unread(R"({"sub":7})") == "sub must be a string");
  CHECK(why_unread(R"({"sub":""})") == "0");

  const api::UnverifiedClaims claims =
      AccessToken::parse(jwt_of(R"({"sub":7,"nbf":1,"iat":"x","exp":1000})")).unverified_claims();
  CHECK(claims.expires_at == UnixTime(seconds(1000)));
  CHECK(claims.not_before == UnixTime(seconds(1)));
  CHECK_FALSE(claims.issued_at);
  CHECK(claims.json == R"({"exp":1000,"iat":"x","nbf":1,"sub":7})");
}

TEST_CASE("a token whose exp cannot be read is not taken for one that never expires", "[token]") {
  for (const char* exp : {"1795314969000", "\"1795314969\"", "true", "-1"}) {
    CAPTURE(exp);
    const AccessToken token = AccessToken::parse(jwt_of(std::string("{\"exp\":") + exp + "}"));
    const auto error = error_of([&] { return token.is_expired(UnixTime(seconds(0))); });
    REQUIRE(error);
    CHECK(error->code() == Errc::malformed_token);
    CHECK(error->field() == "exp");
    CHECK(outcome_of([&] { return token.expires_at(); }) == "malformed_token");
  }
  CHECK_FALSE(AccessToken::parse(jwt_of(R"({"exp":null,"nbf":"x"})")).is_expired(UnixTime::max()));
}

TEST_CASE("text that is not a token is called by its name", "[token]") {
  const auto has = [](std::string_view text, std::string_view words) {
    return message_of(text).find(words) != std::string::npos;
  };
  CHECK(has("", "empty"));
  CHECK(has("Bearer \n", "one part"));
  CHECK(has("hello", "one part"));
  CHECK(has("a.b", "signature is missing"));
  CHECK(has("a.b.", "without a signature"));
  CHECK(has("a..c", "claims are empty"));
  CHECK(has("a.b.c.d", "more than three parts"));
  CHECK(has("a.b.c.d.e", "more than three parts"));
  CHECK(has("eyJlbmMiOiJBMjU2R0NNIn0.b.c.d.e", "encrypted JWT"));  // {"enc":"A256GCM"}
  CHECK(has("a.b.c\nd.e.f", "line end"));
  CHECK(has("Basic a.b.c", "a space or a line end"));
  CHECK(has("'a.b.c", "quotation mark"));
  CHECK(has("a.b.c+", "standard base64"));
  CHECK(has("a%2Eb%2Ec", "percent-encoded"));
  CHECK(has("a.b.c!", "character"));
  CHECK(has("a.b=b.c", "padding"));
  CHECK(has("-----BEGIN PRIVATE KEY-----", "PEM"));
  CHECK(has("<html>", "HTML"));
  CHECK(has("https://x.example?token=a.b.c", "link"));
  CHECK(has("[\"a.b.c\"]", "JSON array"));
  CHECK(has(R"({"encryptedSharedKey":"AAAA"})", "decrypt it first"));
  CHECK(has(R"({"encryptedMessageData":{}})", "decrypt it first"));
  CHECK(has(R"({"redirectURI":"https://x"})", "connection link"));
  CHECK(has(R"({"detail":"no","code":"1076"})", "error answer"));
  CHECK(has("{\"other\":\"" + std::string(rfc_example) + "\"}", "a name that is not known"));
  CHECK(has("{\"data\":{\"jwt\":\"" + std::string(rfc_example) + "\"}}", "deeper inside"));
  CHECK(has("{}", "access_token"));
}

TEST_CASE("a token is read up to 64 KiB, and what stands around it counts", "[token]") {
  const std::string longest = "e30.e30." + std::string(AccessToken::text_bytes_max - 8, 'x');
  CHECK(parsed(longest) == longest);
  CHECK(outcome_of([&] { return parsed(longest + "x"); }) == "input_too_large");
  CHECK(outcome_of([&] { return parsed(longest + "\n"); }) == "input_too_large");
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

TEST_CASE("a token can be copied explicitly, and a moved one fails", "[token]") {
  AccessToken token = AccessToken::parse(rfc_example);
  CHECK(token.clone().expose() == rfc_example);
  const AccessToken other = std::move(token);
  CHECK(other.expose() == rfc_example);
  // NOLINTNEXTLINE(bugprone-use-after-move): this is what is tested.
  CHECK(outcome_of([&] { return token.unverified_claims().json; }) == "malformed_token");
}
