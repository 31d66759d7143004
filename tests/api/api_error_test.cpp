// SPDX-License-Identifier: Apache-2.0
// What a refusal tells, whatever its body is, and whether it makes sense to try again.
#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using api::ApiError;
using api::Reply;
using api::Retry;

namespace {

ApiError refusal(const Reply& reply) {
  try {
    api::require_success(reply);
  } catch (const ApiError& error) {
    return error;
  }
  FAIL("no ApiError");
  return ApiError({});
}

/// "CODE|DETAIL"
std::string told(const std::string& body) {
  const ApiError error = refusal({400, {}, body});
  return error.api_code() + "|" + error.detail();
}

}  // namespace

TEST_CASE("what() of a refusal tells the status and the API's code", "[api]") {
  CHECK(std::string(refusal({401, {}, R"({"detail":"no","code":"1076"})"}).what()) ==
        "the API answered with status 401, code 1076");
  CHECK(std::string(refusal({502, {}, ""}).what()) == "the API answered with status 502");
  const ApiError copy = refusal({503, {}, ""});
  const ApiError other = copy;  // as throw makes one
  CHECK(std::string(other.what()) == copy.what());
}

TEST_CASE("code and detail are found in the shapes that servers use", "[api]") {
  CHECK(told(R"({"message":"m"})") == "|m");
  CHECK(told(R"({"error":"e","error_description":"d"})") == "|d");
  CHECK(told(R"({"error":"e"})") == "|e");
  CHECK(told(R"({"error":{"code":7,"message":"m"}})") == "7|m");
  CHECK(told(R"({"errors":[{"code":"a","detail":"first"},{"code":"b","detail":"second"}]})") ==
        "a|first");
  CHECK(told(R"({"type":"about:blank","title":"t","status":400})") == "|t");
  CHECK(told(R"({"title":"t","detail":"d"})") == "|d");
  CHECK(told(R"({"userId":["This field is required."]})") == "|This field is required.");
  CHECK(told(R"(["one","two"])") == "|one");
  CHECK(told(R"("bare")") == "|bare");
  CHECK(told(R"({"detail":{"detail":"inner","code":1076}})") == "1076|inner");
  CHECK(told("<html><head><TITLE>502 Bad Gateway</TITLE></head></html>") == "|502 Bad Gateway");
}

TEST_CASE("what is further out in the body counts more, and the documented names count most",
          "[api]") {
  CHECK(told(R"({"more":{"detail":"inner"},"message":"outer"})") == "|outer");
  CHECK(told(R"({"message":"m","default_detail":"documented","detail":"first"})") == "|first");
  CHECK(told(R"({"message":"m","default_detail":"documented"})") == "|documented");
}

TEST_CASE("nothing is made up where the body tells nothing", "[api]") {
  for (const char* body : {"", " ", "null", "7", "true", "{}", "[]", "[[]]", R"({"detail":7})",
                           R"({"code":[]})", R"({"detail":"a)", "<html>Bad gateway</html>",
                           "<title>never closed", "{\"detail\":\"a\",\"detail\":\"b\"}"}) {
    CAPTURE(body);
    CHECK(told(body) == "|");
  }
}

TEST_CASE("secrets and control characters are taken out of every shape", "[api]") {
  CHECK(told(R"(["bad userSecret=abc"])") == "|bad [redacted]");
  CHECK(told("<title>a\x1b[31mb</title>") == "|a [31mb");
  CHECK(told("\"eyJhbGciOiJIUzI1NiJ9.e30.c2ln\"") == "|[redacted]");
}

TEST_CASE("a refusal says whether to try again", "[api]") {
  const auto retry = [](int status, const std::string& body = "",
                        std::vector<std::pair<std::string, std::string>> headers = {}) {
    return refusal({status, std::move(headers), body}).retry();
  };
  CHECK(retry(400) == Retry::never);
  CHECK(retry(401, R"({"detail":"Unable to verify signature sent","code":"1076"})") ==
        Retry::never);
  CHECK(retry(401, R"({"detail":"Invalid timestamp"})") == Retry::sign_again);
  CHECK(retry(400, R"({"default_detail":"TIMESTAMP is too old"})") == Retry::sign_again);
  CHECK(retry(404) == Retry::never);
  CHECK(retry(302) == Retry::never);
  CHECK(retry(429) == Retry::after_wait);
  CHECK(retry(503, "", {{"Retry-After", "7"}}) == Retry::after_wait);
  CHECK(retry(503) == Retry::if_safe);
  CHECK(retry(500) == Retry::if_safe);
  CHECK(retry(504) == Retry::if_safe);
  CHECK(retry(408) == Retry::if_safe);
  CHECK(to_string(Retry::sign_again) == "sign_again");
}

TEST_CASE("the rate limit of any reply can be read", "[api]") {
  const Reply reply{
      200,
      {{"x-ratelimit-limit", "250"}, {"X-RateLimit-Remaining", "249"}, {"X-RateLimit-Reset", "31"}},
      "[]"};
  CHECK(reply.rate_limit().limit == 250U);
  CHECK(reply.rate_limit().remaining == 249U);
  CHECK(reply.rate_limit().reset_seconds == 31U);
  const Reply odd{200, {{"X-RateLimit-Limit", "many"}, {"X-RateLimit-Remaining", "-1"}}, ""};
  CHECK_FALSE(odd.rate_limit().limit);
  CHECK_FALSE(odd.rate_limit().remaining);
  CHECK_FALSE(odd.rate_limit().reset_seconds);
}
