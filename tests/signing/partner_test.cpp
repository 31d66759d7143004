// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/partner.hpp>
#include <snapseal/signing/signature.hpp>

#include "support/bytes.hpp"
#include "support/catch.hpp"
#include "support/errors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using std::chrono::microseconds;
using std::chrono::seconds;

namespace {

constexpr UnixTime now{seconds(1795314671)};

const std::string host = "https://api.example";

Partner partner(const std::string& base_path = "") {
  return {"YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY", host + base_path};
}

Request<Commercial> post(std::string path, Query query = {},
                         std::optional<std::string> body = std::nullopt) {
  return {{Method::post, std::move(path), std::move(query), std::move(body)}};
}

std::string fault_of(const Request<Commercial>& request, const std::string& base_path = "") {
  const auto error = error_of([&] { return partner(base_path).sign(request, now).url; });
  return error ? std::string(to_string(error->code())).append(" ").append(error->field()) : "ok";
}

std::map<std::string, std::string> headers_of(const HttpRequest& request) {
  std::map<std::string, std::string> headers;
  for (const auto& [name, value] : request.headers) {
    CHECK(headers.emplace(name, value).second);
  }
  return headers;
}

std::optional<std::int64_t> http_date(const std::string& text) {
  const auto time = parse_http_date(ExactBuffer(text).view());
  return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

std::optional<std::int64_t> iso8601(const std::string& text) {
  const auto time = parse_iso8601(ExactBuffer(text).view());
  return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

}  // namespace

TEST_CASE("all but the unreserved characters are percent-encoded", "[partner]") {
  std::string kept;
  std::size_t encoded = 0;
  for (int c = 0; c < 256; ++c) {
    const std::string one(1, static_cast<char>(c));
    const std::string out = percent_encode(one);
    if (out == one) {
      kept += one;
      continue;
    }
    CHECK(out.size() == 3);
    CHECK(from_hex(out.substr(1)) == Bytes{static_cast<std::uint8_t>(c)});
    ++encoded;
  }
  CHECK(kept == "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
  CHECK(encoded == 256 - 66);
  CHECK(percent_encode("u \xc3\xa9&+ /") == "u%20%C3%A9%26%2B%20%2F");
  CHECK(percent_encode("").empty());
}

TEST_CASE("a signed request is what a published client sends, byte for byte", "[partner]") {
  // Captured from the TypeScript client 11.0.3.
  const HttpRequest request =
      partner().sign(post("/snapTrade/login",
                          {{"userId", "snaptrade-user-123"},
                           {"userSecret", "adf2aa34-8219-40f7-a6b3-60156985cc61"}},
                          R"({"broker":null})"),
                     now);
  CHECK(request.method == Method::post);
  CHECK(request.target() ==
        "/snapTrade/login?clientId=YOUR_CLIENT_ID&userId=snaptrade-user-123"
        "&userSecret=adf2aa34-8219-40f7-a6b3-60156985cc61&timestamp=1795314671");
  CHECK(request.body == R"({"broker":null})");
  CHECK(headers_of(request) == std::map<std::string, std::string>{
                                   {"Accept", "application/json"},
                                   {"Content-Type", "application/json"},
                                   {"Signature", "JtGY7gLvdaLE0uk8x4bbLmaU/uSyKxY3jeDXlS0pDg0="}});
}

TEST_CASE("the signature is that of the path, query and body that are sent", "[partner]") {
  const HttpRequest request = partner("/api/v1").sign(
      post("/accounts/a%20b/orders", {{"b", "\xf0\x9f\x98\x80 &=?#"}, {"a", ""}, {"b", "2"}},
           "{ \"z\": 1.50, \"a\": \"\xc3\xa9</\" }"),
      now);
  const std::string path = "/api/v1/accounts/a%20b/orders";
  const std::string query =
      "clientId=YOUR_CLIENT_ID&b=%F0%9F%98%80%20%26%3D%3F%23&a=&b=2&timestamp=1795314671";
  CHECK(request.target() == path + "?" + query);
  CHECK(request.body == "{\"a\":\"\\u00e9</\",\"z\":1.5}");
  CHECK(headers_of(request).at("Signature") ==
        sign(ConsumerKey("YOUR_CONSUMER_KEY"), {path, query, request.body}));
}

TEST_CASE("a body that is empty, null or {} is sent and signed as none", "[partner]") {
  const std::string none = headers_of(partner().sign(post("/x"), now)).at("Signature");
  for (const char* body : {"", "null", "{}", " { } ", "\nnull\n"}) {
    CAPTURE(body);
    const HttpRequest request = partner().sign(post("/x", {}, body), now);
    CHECK(request.body.empty());
    CHECK(headers_of(request).size() == 2);
    CHECK(headers_of(request).at("Signature") == none);
  }
  const HttpRequest list = partner().sign(post("/x", {}, "[]"), now);
  CHECK(list.body == "[]");
  CHECK(headers_of(list).size() == 3);
}

TEST_CASE("a query that has what signing adds is refused", "[partner]") {
  for (const char* name : {"clientId", "timestamp", "signature", "Signature", "CLIENTID"}) {
    CAPTURE(name);
    CHECK(fault_of(post("/x", {{"a", "1"}, {name, ""}})) == "invalid_request query");
  }
  CHECK(fault_of(post("/x", {{"", "1"}})) == "invalid_request query");
  CHECK(fault_of(post("/x", {{"client", "1"}, {"timestamps", "2"}})) == "ok");
}

TEST_CASE("a path that would not be sent as it is signed is refused", "[partner]") {
  for (const char* path : {"",          "x",
                           "//x",       "//evil.example/x",
                           "/x?a=b",    "/x#a",
                           "/a b",      "/a%",
                           "/a%2",      "/a%-1",
                           "/a%+1",     "/a%2g",
                           "/\xc3\xa9", "/a\nb",
                           "/a\"b",     "/a\\b",
                           "/a<b",      "/a|b",
                           "/.",        "/..",
                           "/a/../b",   "/a/./b",
                           "/a/..",     "/a/%2e%2E/b",
                           "/a/.%2e",   "https://api.example/x"}) {
    CAPTURE(path);
    CHECK(fault_of(post(path)) == "invalid_request path");
  }
  CHECK(fault_of(post(std::string("/a\0b", 4))) == "invalid_request path");
  for (const char* path : {"/", "/x", "/x/", "/a%2Fb", "/a.b/...", "/-._~!$&'()*+,;=:@", "/a//b"}) {
    CAPTURE(path);
    CHECK(fault_of(post(path)) == "ok");
  }
}

TEST_CASE("only POST, PUT and PATCH have a body", "[partner]") {
  const std::map<Method, std::string> outcomes{{Method::get, "invalid_request body"},
                                               {Method::delete_, "invalid_request body"},
                                               {Method::post, "ok"},
                                               {Method::put, "ok"},
                                               {Method::patch, "ok"}};
  for (const auto& [method, outcome] : outcomes) {
    CAPTURE(to_string(method));
    CHECK(fault_of({{method, "/x", {}, "[1]"}}) == outcome);
    CHECK(fault_of({{method, "/x", {}, "{}"}}) == "ok");
  }
}

TEST_CASE("a body that cannot be signed is refused, and so is a time before 1970", "[partner]") {
  CHECK(fault_of(post("/x", {}, "{")) == "malformed_json ");
  CHECK(fault_of(post("/x", {}, "{\"a\":\"\xff\"}")) == "malformed_json ");
  CHECK(fault_of(post("/x", {}, R"({"a":1,"a":1})")).starts_with("duplicate_member"));
  const auto at = [](UnixTime time) {
    return outcome_of([&] { return partner().sign(post("/x"), time).url; });
  };
  CHECK(at(UnixTime(seconds(0))) == "ok");
  CHECK(at(UnixTime(seconds(-1))) == "invalid_request");
  CHECK(at(UnixTime::max()) == "ok");
}

TEST_CASE("an unsigned request has neither signature nor client", "[partner]") {
  const HttpRequest request = unsigned_request(
      Request<Anonymous>{{Method::get, "/", {{"a", "b c"}}, {}}}, host + "/api/v1");
  CHECK(request.target() == "/api/v1/?a=b%20c");
  CHECK(request.body.empty());
  CHECK(headers_of(request) == std::map<std::string, std::string>{{"Accept", "application/json"}});
  const Request<Anonymous> bad_path{{Method::get, "x", {}, {}}};
  CHECK(outcome_of([&] { return unsigned_request(bad_path).url; }) == "invalid_request");
  const Request<Anonymous> with_body{{Method::get, "/", {}, "[1]"}};
  CHECK(outcome_of([&] { return unsigned_request(with_body).url; }) == "invalid_request");
}

TEST_CASE("a description tells no secret and no body", "[partner]") {
  const Request<Commercial> request =
      post("/snapTrade/login", {{"userId", "u 1"}, {"userSecret", "hidden"}, {"a", "b"}},
           R"({"userSecret":"hidden"})");
  CHECK(describe(request) == "POST /snapTrade/login?userId=u%201&userSecret=[redacted]&a=b");
  CHECK(describe(partner().sign(request, now)) ==
        "POST /snapTrade/login?clientId=YOUR_CLIENT_ID&userId=u%201&userSecret=[redacted]&a=b"
        "&timestamp=1795314671");

  std::size_t checked = 0;
  for (const char* name :
       {"consumerKey", "Signature", "accessToken", "access_token", "token", "jwt", "JWT",
        "Authorization", "password", "USERSECRET", "user%53ecret", "apiKey", "sessionId"}) {
    CAPTURE(name);
    CHECK(describe(HttpRequest{Method::get, std::string("/x?") + name + "=hidden", {}, "hidden"})
              .find("hidden") == std::string::npos);
    ++checked;
  }
  CHECK(checked == 13);
  CHECK(describe(HttpRequest{Method::get, "/x?state=eyJhbGciOiJI.hidden.x", {}, {}}) ==
        "GET /x?state=[redacted]");
  // Paths that are wrong, but may be logged before that is found.
  CHECK(describe(post("/x?userSecret=hidden")) == "POST /x?userSecret=[redacted]");
  CHECK(describe(post("/x#a;userSecret=hidden")) == "POST /x#a;userSecret=[redacted]");
  CHECK(describe(post("/x\n\x1b[31m")) == "POST /x%0A%1B[31m");
}

TEST_CASE("the three forms of an HTTP date give the same time", "[time]") {
  CHECK(http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);  // RFC 9110 section 5.6.7
  CHECK(http_date("Sunday, 06-Nov-94 08:49:37 GMT") == 784111777);
  CHECK(http_date("Sun Nov  6 08:49:37 1994") == 784111777);
  CHECK(http_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
  CHECK(http_date("Wed Nov 16 08:49:37 1994") == 784975777);
  CHECK(http_date("Thu, 29 Feb 2024 23:59:59 GMT") == 1709251199);
  CHECK(http_date("Sat, 31 Dec 2016 23:59:60 GMT") == 1483228800);  // a leap second
  // The day of the week tells the century: 2026-11-22 is a Sunday, 1926-11-22 a Monday.
  CHECK(http_date("Sunday, 22-Nov-26 10:00:00 GMT") == 1795341600);
  CHECK(http_date("Monday, 22-Nov-26 10:00:00 GMT") == -1360418400);
}

TEST_CASE("text that is not an HTTP date gives nothing", "[time]") {
  for (const char* text : {"",
                           "Sun",
                           "Mon, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 6 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 06 Nov 1994 08:49:37 GMT ",
                           " Sun, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 06 nov 1994 08:49:37 GMT",
                           "Sun, 32 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:49:37 GMT",
                           "Sun, 06 Nov 1994 08:60:37 GMT",
                           "Sun, 06 Nov 1994 08:49:61 GMT",
                           "Sun, 06 Nov -994 08:49:37 GMT",
                           "Tuesday, 06-Nov-94 08:49:37 GMT",
                           "Sun, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov 6 08:49:37 1994",
                           "Sun Nov  6 08:49:37 1994 GMT",
                           "1994-11-06T08:49:37Z",
                           "784111777"}) {
    CAPTURE(text);
    CHECK(http_date(text) == std::nullopt);
  }
}

TEST_CASE("ISO 8601 times are read to the microsecond, with their offset", "[time]") {
  CHECK(iso8601("2026-11-22T10:00:00.123456Z") == 1795341600123456);
  CHECK(iso8601("2026-11-22T11:30:00.123456+01:30") == 1795341600123456);
  CHECK(iso8601("2026-11-22T08:00:00.123456-0200") == 1795341600123456);
  CHECK(iso8601("2026-11-22 10:00:00+00:00") == 1795341600000000);
  CHECK(iso8601("2026-11-22T10:00:00.1Z") == 1795341600100000);
  CHECK(iso8601("2026-11-22T10:00:00.123456999Z") == 1795341600123456);
  CHECK(iso8601("1969-12-31T23:59:59.999999Z") == -1);
  CHECK(iso8601("0000-01-01T00:00:00+23:59") == -62167305540000000);
  CHECK(iso8601("9999-12-31T23:59:60Z") == 253402300800000000);
}

TEST_CASE("text that is not an ISO 8601 time with an offset gives nothing", "[time]") {
  for (const char* text : {"",
                           "2026",
                           "2026-11-22",
                           "2026-11-22T10:00:00",
                           "2026-11-22T10:00:00.Z",
                           "2026-11-22T10:00:00.1234567890Z",
                           "2026-11-22T10:00Z",
                           "2026-13-22T10:00:00Z",
                           "2026-00-22T10:00:00Z",
                           "2026-02-29T10:00:00Z",
                           "2026-11-22T24:00:00Z",
                           "2026-11-22T10:60:00Z",
                           "2026-11-22T10:00:61Z",
                           "2026-11-22T10:00:00+24:00",
                           "2026-11-22T10:00:00+00:60",
                           "2026-11-22T10:00:00+0",
                           "2026-11-22T10:00:00+00",
                           "2026-11-22T10:00:00ZZ",
                           "2026-11-22t10:00:00Z",
                           "2026-11-22T10:00:00z",
                           "2026-11-22T+1:00:00Z",
                           "20261122T100000Z",
                           "-026-11-22T10:00:00Z",
                           "2026-11-22T10:00:00 Z",
                           "2026-11-22T10:00:00,1Z"}) {
    CAPTURE(text);
    CHECK(iso8601(text) == std::nullopt);
  }
  const std::string good = "2026-11-22T10:00:00.123456+01:30";
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK(iso8601(good.substr(0, size)) == std::nullopt);
  }
}

TEST_CASE("the offset is counted from the middle of the call", "[time]") {
  const auto offset = [](std::int64_t server, std::int64_t sent, std::int64_t received) {
    return clock_offset(UnixTime(seconds(server)), UnixTime(seconds(sent)),
                        UnixTime(seconds(received)))
        .count();
  };
  CHECK(offset(1000, 1000, 1000) == 0);
  CHECK(offset(1100, 1000, 1000) == 100);
  CHECK(offset(900, 1000, 1000) == -100);
  CHECK(offset(1100, 1000, 1010) == 95);
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(offset(most, -most, -most) == 2'000'000'000'000'000);
  CHECK(offset(-most, most, most) == -2'000'000'000'000'000);
  CHECK(offset(0, -most, most) == 0);
}
