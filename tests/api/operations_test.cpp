// SPDX-License-Identifier: Apache-2.0
#include <snapseal/snapseal.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using std::chrono::seconds;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

const std::string json = "application/json";

api::User example_user() {
  return {api::UserId("snaptrade-user-123"),
          api::UserSecret("adf2aa34-8219-40f7-a6b3-60156985cc61")};
}

Partner partner(const std::string& base_path = "") {
  return {"YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY", "https://api.example" + base_path};
}

HttpRequest sign_at(const Request<Commercial>& request, std::int64_t time,
                    const std::string& base_path = "") {
  return partner(base_path).sign(request, UnixTime(seconds(time)));
}

/// All that is sent, and nothing else.
void check_request(const HttpRequest& request, Method method, const std::string& target,
                   const std::string& body, const std::string& signature) {
  CHECK(request.method == method);
  CHECK(request.target() == target);
  CHECK(request.body == body);
  Headers headers{{"Accept", json}, {"Signature", signature}};
  if (!body.empty()) {
    headers.insert(headers.begin() + 1, {"Content-Type", json});
  }
  CHECK(request.headers == headers);
}

constexpr const char* user_query =
    "clientId=YOUR_CLIENT_ID&userId=snaptrade-user-123"
    "&userSecret=adf2aa34-8219-40f7-a6b3-60156985cc61&timestamp=";

}  // namespace

// The signatures below were captured from published clients, which sent the same bytes.

TEST_CASE("list_users asks as the TypeScript client does", "[api]") {
  check_request(sign_at(api::list_users(), 1795314669), Method::get,
                "/snapTrade/listUsers?clientId=YOUR_CLIENT_ID&timestamp=1795314669", "",
                "3vTAbGfW7t2gkKUKM12fP2rDUIY2Z6SHrX70JRe5QQA=");
  check_request(sign_at(api::list_users(), 1795314713, "/api/v1"), Method::get,
                "/api/v1/snapTrade/listUsers?clientId=YOUR_CLIENT_ID&timestamp=1795314713", "",
                "0RLj+OxTfdkdtjT5E5VGkLBbrKKYx75C+b3ZsovUxBM=");
}

TEST_CASE("register_user asks as the published clients do, whatever the user's name", "[api]") {
  struct Case {
    std::string id, body, signature;
    std::int64_t time;
  };
  const std::vector<Case> cases{
      {"snaptrade-user-123", R"({"userId":"snaptrade-user-123"})",
       "OupYklQ1g1Jb1rvtRLgsj8SCq7oVQEtRXynerWYOSXY=", 1795314669},
      {"John.doe@snaptrade.com", R"({"userId":"John.doe@snaptrade.com"})",
       "8j9r1s6uHZGv3AFtgk70MBN56htPp6B2qCB/VSQG62E=", 1795314669},
      {"a+b", R"({"userId":"a+b"})", "lc6RqrVOPyINC9XAjuZL0526JlpibiXaKr5KTx6LiGI=", 1795314669},
      {R"(q"uo'te\back)", R"({"userId":"q\"uo'te\\back"})",
       "2Hukv3GeM13VxodZu32EQqKoLVHQvsk0FVfvsBO9aAE=", 1795314669},
      {"<script>&</script>", R"({"userId":"<script>&</script>"})",
       "+mlX1te7eyFd3soSZFStXIxsKTOJvlE+SSbRODEsucM=", 1795314669},
      // Python's client: it signs what snapseal also sends.
      {"Zo\xc3\xab M\xc3\xbcller", R"({"userId":"Zo\u00eb M\u00fcller"})",
       "aUknuPcKLilJqv4RQkhoJ1/SWC2n6/ziMbw3MxM2qc0=", 1795314899},
      {"\xe6\x9d\xb1\xe4\xba\xac-\xf0\x9f\x98\x80", R"({"userId":"\u6771\u4eac-\ud83d\ude00"})",
       "D2LMDog4yO3pJ4DSBQcs0M97lD2/HRCX/PYnmQGjw0M=", 1795314900},
      {"a/b", R"({"userId":"a/b"})", "EGgI0MGXFxpU9WNyCOc+o4ggTQYmQwsL8g1mpSvah6w=", 1795315169}};
  for (const Case& c : cases) {
    CAPTURE(c.id);
    check_request(
        sign_at(api::register_user(api::UserId(c.id)), c.time), Method::post,
        "/snapTrade/registerUser?clientId=YOUR_CLIENT_ID&timestamp=" + std::to_string(c.time),
        c.body, c.signature);
  }
}

TEST_CASE("register_user sends the RSA key as an ssh-rsa line", "[api]") {
  const PublicKey key = PublicKey::parse(key_file("rsa2048.pub"));
  const HttpRequest request =
      sign_at(api::register_user(api::UserId("snaptrade-user-123"), key), 1795314721, "/api/v1");
  CHECK(request.body ==
        R"({"rsaPublicKey":")" + key.to_openssh() + R"(","userId":"snaptrade-user-123"})");
  // The old TypeScript client with a line that is no key: the same path, member and rules.
  check_request(
      sign_at(
          api::request<Commercial>(
              Method::post, "/snapTrade/registerUser", {},
              R"({"userId":"snaptrade-user-123","rsaPublicKey":"ssh-rsa AAAAB3NzaC1yc2E+/w=="})"),
          1795314721, "/api/v1"),
      Method::post, "/api/v1/snapTrade/registerUser?clientId=YOUR_CLIENT_ID&timestamp=1795314721",
      R"({"rsaPublicKey":"ssh-rsa AAAAB3NzaC1yc2E+/w==","userId":"snaptrade-user-123"})",
      "avA+/65QKNvXguKmtbGp2XwY1+yfImDzT2NSfpZmUzA=");
}

TEST_CASE("a user's name with control characters travels in one piece", "[api]") {
  const auto request = api::register_user(api::UserId(std::string("a\0\n\x1f\x7f", 5)));
  CHECK(sign_at(request, 1).body == R"({"userId":"a\u0000\n\u001f\u007f"})");
  const auto not_utf8 = api::register_user(api::UserId("\xff"));
  CHECK(outcome_of([&] { return sign_at(not_utf8, 1).body; }) == "malformed_json");
}

TEST_CASE("delete_user asks as the TypeScript client does", "[api]") {
  struct Case {
    std::string id, encoded, signature;
  };
  const std::vector<Case> cases{
      {"snaptrade-user-123", "snaptrade-user-123", "0vdQhpP262+BC6LAa4IThNlFQEsftif4BmTFKpo7ytI="},
      {"John.doe@snaptrade.com", "John.doe%40snaptrade.com",
       "384uklZnx8VxOjAyJHLYY/HXDAlu+/RvCAGwakIQ7uY="},
      {"a&b=c", "a%26b%3Dc", "DnmVnPQuQ7RoLvZOiaEU55bEN7nF87TIPkPZAfAdOhA="},
      {"\xe6\x9d\xb1\xe4\xba\xac-\xf0\x9f\x98\x80", "%E6%9D%B1%E4%BA%AC-%F0%9F%98%80",
       "V3t12uP/jNgxUaxGDZPXsWHe/Fzx2NwXJKRJXt3NqSM="}};
  for (const Case& c : cases) {
    CAPTURE(c.id);
    check_request(sign_at(api::delete_user(api::UserId(c.id)), 1795314670), Method::delete_,
                  "/snapTrade/deleteUser?clientId=YOUR_CLIENT_ID&userId=" + c.encoded +
                      "&timestamp=1795314670",
                  "", c.signature);
  }
}

TEST_CASE("login_user without options has no body", "[api]") {
  check_request(sign_at(api::login_user(example_user()), 1795314670), Method::post,
                std::string("/snapTrade/login?") + user_query + "1795314670", "",
                "X6/sv/eRB0KT/A0tMD3LloEdPQ1INvOeE+3w48NUoMc=");
  check_request(sign_at(api::login_user(example_user()), 1795314715, "/api/v1"), Method::post,
                std::string("/api/v1/snapTrade/login?") + user_query + "1795314715", "",
                "v4RCM7Ij3ICUmVKVsSw8Zs9b61N/0oLX0QP11qAG8Pg=");
}

TEST_CASE("login_user sends each option under the API's name", "[api]") {
  api::LoginOptions options;
  options.broker = "ALPACA";
  options.immediate_redirect = true;
  options.custom_redirect = "https://snaptrade.com/a?b=c&d=\xc3\xa9";
  options.reconnect = "8b5f262d-4bb9-365d-888a-202bd3b15fa1";
  options.connection_type = api::ConnectionType::trade_if_available;
  options.show_close_button = false;
  options.dark_mode = true;
  options.locale = "fr";
  options.connection_portal_version = api::PortalVersion::v4;
  CHECK(sign_at(api::login_user(example_user(), options), 1).body ==
        R"({"broker":"ALPACA","connectionPortalVersion":"v4",)"
        R"("connectionType":"trade-if-available",)"
        R"("customRedirect":"https://snaptrade.com/a?b=c&d=\u00e9","darkMode":true,)"
        R"("immediateRedirect":true,"locale":"fr",)"
        R"("reconnect":"8b5f262d-4bb9-365d-888a-202bd3b15fa1","showCloseButton":false})");

  const auto body_of = [](const api::LoginOptions& one) {
    return sign_at(api::login_user(example_user(), one), 1).body;
  };
  CHECK(body_of({.connection_type = api::ConnectionType::read}) == R"({"connectionType":"read"})");
  CHECK(body_of({.connection_type = api::ConnectionType::trade}) ==
        R"({"connectionType":"trade"})");
  CHECK(body_of({.connection_portal_version = api::PortalVersion::v3}) ==
        R"({"connectionPortalVersion":"v3"})");
  CHECK(body_of({.connection_portal_version = api::PortalVersion::v2}) ==
        R"({"connectionPortalVersion":"v2"})");
  CHECK(body_of({.broker = ""}) == R"({"broker":""})");
  const auto impossible = static_cast<api::ConnectionType>(7);
  CHECK(outcome_of([&] { return body_of({.connection_type = impossible}); }) == "invalid_argument");
}

TEST_CASE("login_user with a personal key names no user", "[api]") {
  const PersonalAccess access{"YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY"};
  const HttpRequest request =
      access.sign(api::login_user(api::LoginOptions{.dark_mode = true}), UnixTime(seconds(7)));
  CHECK(request.target() == "/snapTrade/login?clientId=YOUR_CLIENT_ID&timestamp=7");
  CHECK(request.body == R"({"darkMode":true})");
  CHECK(request.headers.back().second ==
        sign(ConsumerKey("YOUR_CONSUMER_KEY"),
             {"/snapTrade/login", "clientId=YOUR_CLIENT_ID&timestamp=7", request.body}));
}

TEST_CASE("get_user_jwt asks as the old TypeScript clients do", "[api]") {
  check_request(sign_at(api::get_user_jwt(example_user()), 1795314715, "/api/v1"), Method::get,
                std::string("/api/v1/snapTrade/encryptedJWT?") + user_query + "1795314715", "",
                "Xkyh1CTmT04ejLoE+RQYfiC1UUkhQbpeO3Rc1AjQ19U=");
  check_request(sign_at(api::get_user_jwt(example_user()), 1795314721, "/api/v1"), Method::get,
                std::string("/api/v1/snapTrade/encryptedJWT?") + user_query + "1795314721", "",
                "Afvb/OACSm6eMmwbFN28bJxLs/DYW442zj2JB/6qaZY=");
}

TEST_CASE("the example of the README is signed as any request", "[api]") {
  const HttpRequest request =
      sign_at(api::login_user(example_user(), {.broker = "ALPACA"}), 1795314671);
  CHECK(request.headers.back().second == "pAH2V6YJyWXv6bBkMQVzkT6v1L767Zozj0sYJrJhwXw=");
}

TEST_CASE("reset_user_secret asks as the published clients do", "[api]") {
  const std::string body =
      R"({"userId":"snaptrade-user-123","userSecret":"adf2aa34-8219-40f7-a6b3-60156985cc61"})";
  check_request(sign_at(api::reset_user_secret(example_user()), 1795314671), Method::post,
                "/snapTrade/resetUserSecret?clientId=YOUR_CLIENT_ID&timestamp=1795314671", body,
                "cCtatvdXrH/MWvRG+KZlVstXB9sy0IC5+L042Ob63vk=");
  check_request(sign_at(api::reset_user_secret(example_user()), 1795314901), Method::post,
                "/snapTrade/resetUserSecret?clientId=YOUR_CLIENT_ID&timestamp=1795314901", body,
                "XccZT5OoSKzJiRjUglU9gZl3wH/IlNGY+VOUgGH929I=");
}

TEST_CASE("no request is made with a user secret that was moved from", "[api]") {
  api::User user = example_user();
  const api::UserSecret secret = std::move(user.secret);
  const auto error = error_of([&] { return api::login_user(user); });
  REQUIRE(error);
  CHECK(error->code() == Errc::invalid_argument);
  CHECK(error->field() == "userSecret");
  CHECK(error_of([&] { return api::reset_user_secret(user); })->field() == "userSecret");
}

TEST_CASE("any other endpoint can be asked, with and without a user", "[api]") {
  check_request(
      sign_at(api::request(example_user(), Method::post, "/trade/place", {},
                           R"({"account_id":"917c8734-8470-4a3e-a18f-57c3f2ee6631",)"
                           R"("action":"BUY","universal_symbol_id":)"
                           R"("2bcd7cc3-e922-4976-bce1-9858296801c3","symbol":null,)"
                           R"("order_type":"Limit","time_in_force":"Day","price":1e+21,)"
                           R"("stop":null,"units":100000000000000000000})"),
              1795314671),
      Method::post, std::string("/trade/place?") + user_query + "1795314671",
      R"({"account_id":"917c8734-8470-4a3e-a18f-57c3f2ee6631","action":"BUY","order_type":"Limit",)"
      R"("price":1e+21,"stop":null,"symbol":null,"time_in_force":"Day",)"
      R"("units":100000000000000000000,)"
      R"("universal_symbol_id":"2bcd7cc3-e922-4976-bce1-9858296801c3"})",
      "8pUcrIugiWBYW0Zuxgutxl2wUvbfnQVb/OKHU+LvjoU=");
  const HttpRequest own =
      sign_at(api::request(example_user(), Method::get, "/accounts/a%20b", {{"days", "7"}}), 1);
  CHECK(own.target() ==
        "/accounts/a%20b?clientId=YOUR_CLIENT_ID&userId=snaptrade-user-123"
        "&userSecret=adf2aa34-8219-40f7-a6b3-60156985cc61&days=7&timestamp=1");
  for (const char* name : {"userId", "userSecret", "USERID"}) {
    CHECK(outcome_of([&] {
            return api::request(example_user(), Method::get, "/accounts", {{name, "x"}}).path;
          }) == "invalid_request");
  }
}

TEST_CASE("check_status is neither signed nor authorized", "[api]") {
  const HttpRequest request = unsigned_request(api::check_status());
  CHECK(request.method == Method::get);
  CHECK(request.target() == "/");
  CHECK(request.body.empty());
  CHECK(request.headers == Headers{{"Accept", json}});
}

TEST_CASE("a device's request carries its token and nothing of a partner's", "[api]") {
  const api::ClientAccess access(api::AccessToken::parse("aGVhZA.Ym9keQ.c2lnbg"),
                                 "https://api.example/api/v1");
  const auto authorize = [&](Query query, std::optional<std::string> body = std::nullopt) {
    return access.authorize(api::request<Device>(body ? Method::post : Method::get, "/accounts",
                                                 std::move(query), std::move(body)));
  };
  const HttpRequest get = authorize({{"a", "b&c"}});
  CHECK(get.target() == "/api/v1/accounts?a=b%26c");
  CHECK(get.body.empty());
  CHECK(get.headers == Headers{{"Accept", json}, {"Authorization", "JWT aGVhZA.Ym9keQ.c2lnbg"}});
  const HttpRequest post = authorize({}, R"({ "a": [1] })");
  CHECK(post.target() == "/api/v1/accounts");
  CHECK(post.body == R"({"a":[1]})");
  CHECK(post.headers == Headers{{"Accept", json},
                                {"Content-Type", json},
                                {"Authorization", "JWT aGVhZA.Ym9keQ.c2lnbg"}});
  CHECK(access.token().expose() == "aGVhZA.Ym9keQ.c2lnbg");

  for (const char* name : {"userId", "userSecret", "timestamp", "signature", "Signature"}) {
    CAPTURE(name);
    CHECK(outcome_of([&] { return authorize({{name, "x"}}).url; }) == "invalid_request");
  }
  CHECK(outcome_of([&] { return access.authorize(api::request<Device>(Method::get, "a")); }) ==
        "invalid_request");
  CHECK(outcome_of([&] {
          return access.authorize(api::request<Device>(Method::get, "/a", {}, "[1]"));
        }) == "invalid_request");
}

TEST_CASE("an empty user id or secret is refused", "[api]") {
  CHECK(outcome_of([] { return api::UserId("").value(); }) == "invalid_argument");
  CHECK(outcome_of([] { return api::UserSecret("").clone(); }) == "invalid_argument");
  CHECK(api::UserSecret("x").clone().expose() == "x");
  CHECK(api::UserId("a") == api::UserId("a"));
  CHECK_FALSE(api::UserId("a") == api::UserId("b"));
}
