// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <snapseal/snapseal.hpp>

#include "support/catch.hpp"
#include "support/errors.hpp"
#include "support/vectors.hpp"

using namespace snapseal;
using namespace snapseal::test;
using api::Reply;
using std::chrono::seconds;

namespace {

constexpr UnixTime received{seconds(1795314671)};

Reply ok(std::string body) {
  return {200, {}, std::move(body), received, received};
}

/// "ok", or the error's code and field.
template <typename Call>
std::string fault_of(Call&& call) {
  const auto error = error_of(std::forward<Call>(call));
  return error ? std::string(to_string(error->code())).append(" ").append(error->field()) : "ok";
}

api::ApiError::Details details_of(const Reply& reply) {
  try {
    api::require_success(reply);
  } catch (const api::ApiError& error) {
    CHECK(error.code() == Errc::api_error);
    CHECK(std::string(error.what()).find("status " + std::to_string(reply.status)) !=
          std::string::npos);
    return {error.status(), error.api_code(), error.detail(), error.request_id(),
            error.retry_after_seconds()};
  }
  FAIL("no ApiError");
  return {};
}

std::string detail_of(const std::string& json_string) {
  return details_of({400, {}, "{\"detail\":" + json_string + "}"}).detail;
}

/// Each way to read a reply, by its operation's name, with a reply that it reads.
struct Parser {
  std::string name, reply;
  std::string field;  // the one that every error is about, if there is one
  std::function<void(const Reply&, const Limits&)> parse;
};

const std::string portal_reply = R"({"redirectURI":"https://x.example/p?a=1","sessionId":"s"})";

std::string encrypted(std::string_view plaintext) {
  return encrypt_response(vector_key("rsa2048.pem").public_key(), plaintext).to_json();
}

const std::vector<Parser>& parsers() {
  static const std::vector<Parser> all{
      {"check_status", R"({"version":151,"timestamp":"2026-11-22T10:00:00Z","online":true})", "",
       [](const Reply& reply, const Limits& limits) {
         static_cast<void>(api::parse_check_status(reply, limits));
       }},
      {"list_users", R"(["a","b"])", "",
       [](const Reply& reply, const Limits& limits) {
         static_cast<void>(api::parse_list_users(reply, limits));
       }},
      {"register_user", R"({"userId":"u","userSecret":"s"})", "userSecret",
       [](const Reply& reply, const Limits& limits) {
         static_cast<void>(api::parse_register_user(reply, limits));
       }},
      {"reset_user_secret", R"({"userId":"u","userSecret":"s"})", "userSecret",
       [](const Reply& reply, const Limits& limits) {
         static_cast<void>(api::parse_reset_user_secret(reply, limits));
       }},
      {"delete_user", R"({"status":"deleted","detail":"queued","userId":"u"})", "",
       [](const Reply& reply, const Limits& limits) {
         static_cast<void>(api::parse_delete_user(reply, limits));
       }},
      {"login_user", portal_reply, "",
       [](const Reply& reply, const Limits& limits) {
         static_cast<void>(api::parse_login_user(reply, {.limits = limits}));
       }},
      {"login_user_opened", portal_reply, "",
       [](const Reply& reply, const Limits& limits) {
         static const PrivateKey key = vector_key("rsa2048.pem");
         static_cast<void>(api::parse_login_user(reply, key, {}, {.limits = limits}));
       }},
  };
  return all;
}

}  // namespace

TEST_CASE("a header is found in any letter case", "[api]") {
  const Reply reply{200, {{"X-Request-ID", "a"}, {"x-request-id", "b"}, {"Date", ""}}, ""};
  CHECK(reply.header("x-REQUEST-id") == "a");
  CHECK(reply.header("date") == "");
  CHECK(reply.header("X-Request") == std::nullopt);
}

TEST_CASE("check_status tells version, state and the server's time", "[api]") {
  const auto parse = [](const std::string& body) { return api::parse_check_status(ok(body)); };
  const api::ApiStatus status =
      parse(R"({"version":151,"timestamp":"2022-01-21T20:11:19.217Z","online":true,"more":[{}]})");
  CHECK(status.version == 151);
  CHECK(status.online);
  CHECK(status.timestamp == "2022-01-21T20:11:19.217Z");
  REQUIRE(status.server_time);
  CHECK(status.server_time->time_since_epoch().count() == 1642795879217000);
  const api::ApiStatus other = parse(R"({"version":-1,"timestamp":"noon","online":false})");
  CHECK(other.version == -1);
  CHECK_FALSE(other.online);
  CHECK_FALSE(other.server_time);
}

TEST_CASE("check_status gives what is there, and demands nothing", "[api]") {
  const auto parse = [](const std::string& body) { return api::parse_check_status(ok(body)); };
  const api::ApiStatus nothing = parse("{}");
  CHECK_FALSE(nothing.version);
  CHECK_FALSE(nothing.online);
  CHECK(nothing.timestamp.empty());
  CHECK_FALSE(nothing.server_time);
  for (const char* version : {"null", "1.5", "1e0", "99999999999999999999", "9223372036854775808",
                              "true", "[]", "\"v1\"", "\"\"", "\" 1\""}) {
    CAPTURE(version);
    const api::ApiStatus status =
        parse(std::string(R"({"timestamp":"2022-01-21T20:11:19Z","online":true,"version":)") +
              version + "}");
    CHECK_FALSE(status.version);
    CHECK(status.online);
    CHECK(status.server_time);
  }
  CHECK(parse(R"({"version":"151"})").version == 151);
  for (const char* online : {"null", "1", "\"true\"", "false", "{}"}) {
    CAPTURE(online);
    CHECK_FALSE(parse(std::string(R"({"online":)") + online + "}").online);
  }
  CHECK_FALSE(parse(R"({"online":true,"online":true})").online);
}

TEST_CASE("the server's time is read from seconds and milliseconds too, or else from Date",
          "[api]") {
  const std::pair<std::string, std::string> date{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"};
  const auto time = [&](const std::string& timestamp, bool with_date) {
    Reply reply = ok("{\"timestamp\":" + timestamp + "}");
    if (with_date) {
      reply.headers.push_back(date);
    }
    const auto told = api::parse_check_status(reply).server_time;
    return told ? told->time_since_epoch().count() : -1;
  };
  CHECK(time("1000000000", true) == 1'000'000'000'000'000);
  CHECK(time("1795314671", true) == 1'795'314'671'000'000);
  CHECK(time("1795314671.25", true) == 1'795'314'671'250'000);
  CHECK(time("99999999999", true) == 99'999'999'999'000'000);
  CHECK(time("100000000000", true) == 100'000'000'000'000);
  CHECK(time("1795314671217", true) == 1'795'314'671'217'000);
  CHECK(time("\"1795314671217\"", true) == 1'795'314'671'217'000);
  for (const char* timestamp :
       {"0", "999999999", "-1795314671", "100000000000000", "1e400", "null", "\"noon\"",
        "\"2022-01-21T20:11:19\"", "\"nan\"", "\"inf\"", "[]", "\"1795314671 \""}) {
    CAPTURE(timestamp);
    CHECK(time(timestamp, true) == 784'111'777'000'000);
    CHECK(time(timestamp, false) == -1);
  }
}

TEST_CASE("list_users gives the ids in their order", "[api]") {
  const auto parse = [](const std::string& body) { return api::parse_list_users(ok(body)); };
  CHECK(parse("[]").empty());
  const auto users = parse(R"(["b","a","\u00e9"])");
  REQUIRE(users.size() == 3);
  CHECK(users[0].value() == "b");
  CHECK(users[2].value() == "\xc3\xa9");
  CHECK(parse("[7]").at(0).value() == "7");
  for (const char* body : {"[null]", "[[]]", "[{}]", "[\"a\",[\"b\"]]", "[true]", "[\"\"]"}) {
    CAPTURE(body);
    CHECK(fault_of([&] { return parse(body); }) == "wrong_member_type ");
  }
  CHECK(fault_of([&] { return parse(R"({"users":[]})"); }) == "malformed_json ");
  CHECK(fault_of([&] { return parse("\"a\""); }) == "malformed_json ");
}

TEST_CASE("a secret that is told once needs userSecret in its reply, and nothing else", "[api]") {
  for (const bool reset : {false, true}) {
    const auto parse = [reset](const std::string& body) {
      return reset ? api::parse_reset_user_secret(ok(body)) : api::parse_register_user(ok(body));
    };
    const auto parse_for = [reset](const std::string& body) {
      const api::UserId asked("asked");
      return reset ? api::parse_reset_user_secret(ok(body), asked)
                   : api::parse_register_user(ok(body), asked);
    };
    const api::User user = parse(R"({"userSecret":"s \u00e9","userId":"u","more":{"userId":7}})");
    CHECK(user.id.value() == "u");
    CHECK(user.secret.expose() == "s \xc3\xa9");
    const auto fault = [&](const std::string& body) {
      return fault_of([&] { return parse(body).id; });
    };
    CHECK(parse_for(R"({"userSecret":"s","userId":"u"})").id.value() == "u");
    for (const char* id : {"null", "\"\"", "[\"u\"]", "{}", "true", "\"u\",\"userId\":\"v\""}) {
      CAPTURE(id);
      const std::string body = std::string(R"({"userSecret":"s","userId":)") + id + "}";
      CHECK(parse(body).id.empty());
      CHECK(parse_for(body).id.value() == "asked");
      CHECK(parse_for(body).secret.expose() == "s");
    }
    CHECK(fault("{}") == "missing_member userSecret");
    CHECK(fault(R"({"userId":"u"})") == "missing_member userSecret");
    CHECK(fault(R"({"userId":"u","userSecret":null})") == "wrong_member_type userSecret");
    CHECK(fault(R"({"userId":"u","userSecret":""})") == "wrong_member_type userSecret");
    CHECK(fault(R"({"userId":"u","userSecret":"s","userSecret":"t"})") ==
          "duplicate_member userSecret");
  }
}

TEST_CASE("if a new secret cannot be read, the error says to keep the reply's body", "[api]") {
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  std::size_t checked = 0;
  for (const std::string& body :
       {std::string("{}"), std::string(R"({"userSecret":7})"), std::string(R"({"userSecret":""})"),
        std::string(R"({"userSecret":"s","userSecret":"s"})"), std::string("<html>"),
        std::string(R"({"userSecret":"s")"), R"({"userSecret":"s","more":)" + deep + "}",
        std::string(Limits().request_bytes + 1, ' ')}) {
    const Reply reply = ok(body);
    for (const bool reset : {false, true}) {
      const auto error = error_of([&] {
        return (reset ? api::parse_reset_user_secret(reply) : api::parse_register_user(reply)).id;
      });
      REQUIRE(error);
      CHECK(error->field() == "userSecret");
      CHECK(error->message().find("keep the reply's body") != std::string_view::npos);
      ++checked;
    }
    CHECK(reply.body == body);
  }
  CHECK(checked == 16);
}

TEST_CASE("no request is made for a user whose id is not known", "[api]") {
  const api::UserId unknown;
  CHECK(unknown.empty());
  CHECK_FALSE(api::UserId("u").empty());
  const api::User user{unknown, api::UserSecret("s")};
  const PublicKey key = vector_key("rsa2048.pem").public_key();
  CHECK(fault_of([&] { return api::register_user(unknown); }) == "invalid_argument userId");
  CHECK(fault_of([&] { return api::register_user(unknown, key); }) == "invalid_argument userId");
  CHECK(fault_of([&] { return api::delete_user(unknown); }) == "invalid_argument userId");
  CHECK(fault_of([&] { return api::login_user(user); }) == "invalid_argument userId");
  CHECK(fault_of([&] { return api::get_user_jwt(user); }) == "invalid_argument userId");
  CHECK(fault_of([&] { return api::reset_user_secret(user); }) == "invalid_argument userId");
  CHECK(fault_of([&] { return api::request(user, Method::get, "/accounts"); }) ==
        "invalid_argument userId");
}

TEST_CASE("delete_user tells who was deleted", "[api]") {
  const auto parse = [](const std::string& body) { return api::parse_delete_user(ok(body)); };
  const api::DeletedUser deleted =
      parse(R"({"status":"deleted","detail":"User queued for deletion","userId":"u"})");
  CHECK(deleted.id.value() == "u");
  CHECK(deleted.status == "deleted");
  CHECK(deleted.detail == "User queued for deletion");
  CHECK(parse(R"({"userId":"u"})").status.empty());
  CHECK(parse("{}").id.empty());
  CHECK(parse(R"({"userId":"u","status":1})").status == "1");
  CHECK(parse(R"({"userId":"u","detail":{}})").id.value() == "u");
}

TEST_CASE("delete_user succeeds with any 2xx, whatever the body is", "[api]") {
  const api::UserId asked("asked");
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  for (const std::string& body :
       {std::string(), std::string("{}"), std::string("null"), std::string("OK"),
        std::string("<html>"), std::string("{"), std::string("\xff"),
        R"({"userId":"u","more":)" + deep + "}", std::string(Limits().request_bytes + 1, ' ')}) {
    for (const int status : {200, 202, 204, 299}) {
      const api::DeletedUser deleted = api::parse_delete_user({status, {}, body}, asked);
      CHECK(deleted.id.value() == "asked");
      CHECK(deleted.status.empty());
      CHECK(api::parse_delete_user({status, {}, body}).id.empty());
    }
    CHECK(fault_of([&] {
            return api::parse_delete_user({404, {}, body}, asked).id;
          }) == "api_error ");
  }
}

TEST_CASE("login_user gives a portal that lasts for five minutes", "[api]") {
  const auto outcome = api::parse_login_user(ok(portal_reply));
  const auto& portal = std::get<api::ConnectionPortal>(outcome);
  CHECK(portal.url.expose() == "https://x.example/p?a=1");
  CHECK(portal.session_id == "s");
  CHECK(portal.expires_at == received + seconds(300));
  CHECK(api::parse_connection_portal(portal_reply, UnixTime::max()).expires_at == UnixTime::max());
  CHECK(api::parse_connection_portal(R"({"redirectURI":"https://x.example"})", received)
            .session_id.empty());
}

TEST_CASE("login_user refuses a link that is not an https link", "[api]") {
  const auto fault = [](const std::string& link) {
    return fault_of([&] { return api::parse_login_user(ok("{\"redirectURI\":" + link + "}")); });
  };
  CHECK(fault(R"("https://x.example")") == "ok");
  for (const char* link :
       {"\"\"", "\"http://x.example\"", "\"javascript:alert(1)\"", "\" https://x.example\"",
        "\"https://x.example/a b\"", "\"https://x.example\\n\"", "\"https://x.example/\\u00e9\"",
        "\"https://x.example\\u0000\"", "\"https://\"", "\"https:///p\"", "\"https://?a\"",
        "\"https://:1/\"", "\"https://u@x.example\"", "7", "null", "{}"}) {
    CAPTURE(link);
    CHECK(fault(link) == "wrong_member_type redirectURI");
  }
  CHECK(fault_of([] { return api::parse_login_user(ok("{}")); }) == "missing_member redirectURI");
  CHECK(fault_of([] {
          return api::parse_login_user(
              ok(R"({"redirectURI":"https://x","redirectURI":"https://y"})"));
        }) == "duplicate_member redirectURI");
}

TEST_CASE("login_user does not need a session id", "[api]") {
  for (const char* session : {"null", "[]", "{}", "true", "\"\"", "\"a\",\"sessionId\":\"b\""}) {
    CAPTURE(session);
    const std::string body =
        std::string(R"({"redirectURI":"https://x","sessionId":)") + session + "}";
    CHECK(api::parse_connection_portal(body, received).session_id.empty());
  }
  CHECK(api::parse_connection_portal(R"({"redirectURI":"https://x","sessionId":7})", received)
            .session_id == "7");
}

TEST_CASE("login_user hands on an encrypted response, or opens it", "[api]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const Reply reply = ok(encrypted(portal_reply));
  const auto outcome = api::parse_login_user(reply);
  CHECK(std::get<EncryptedResponse>(outcome).to_json() == reply.body);

  const api::ConnectionPortal portal = api::parse_login_user(reply, key);
  CHECK(portal.url.expose() == "https://x.example/p?a=1");
  CHECK(portal.session_id == "s");
  CHECK(portal.expires_at == received + seconds(300));
  CHECK(api::parse_login_user(ok(portal_reply), key).session_id == "s");

  const auto fault = [&](const std::string& plaintext) {
    return fault_of(
        [&] { return api::parse_login_user(ok(encrypted(plaintext)), key).session_id; });
  };
  CHECK(fault("{}") == "missing_member redirectURI");
  CHECK(fault("eyJ0.a.b") == "malformed_json ");
  CHECK(fault("") == "malformed_json ");
  CHECK(fault_of([&] {
          return api::parse_login_user(reply, vector_key("rsa3072.pem")).session_id;
        }) == "invalid_encrypted_shared_key_length encryptedSharedKey");
  CHECK(fault_of([] { return api::parse_login_user(ok(R"({"encryptedSharedKey":"AAAA"})")); }) ==
        "invalid_encrypted_shared_key_length encryptedSharedKey");
  CHECK(fault_of([] { return api::parse_login_user(ok(R"({"encryptedMessageData":{}})")); }) ==
        "missing_member encryptedSharedKey");
}

TEST_CASE("an encrypted answer of the old form is opened unless that is switched off", "[api]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  const EncryptedResponse old_form =
      encrypt_response(key.public_key(), portal_reply, {.nonce_form = NonceForm::legacy15});
  const Reply reply = ok(old_form.to_json());
  CHECK(api::parse_login_user(reply, key).session_id == "s");
  CHECK(fault_of([&] {
          return api::parse_login_user(reply, key, {.try_legacy_nonce = false}).session_id;
        }) == "decryption_failed ");
}

TEST_CASE("get_user_jwt gives the response, or the token in it", "[api]") {
  const PrivateKey key = vector_key("rsa2048.pem");
  for (const char* plaintext : {"e30.e30.x", R"({"jwt":"e30.e30.x"})", "\"e30.e30.x\"\n"}) {
    CAPTURE(plaintext);
    const Reply reply = ok(encrypted(plaintext));
    CHECK(api::parse_get_user_jwt(reply).to_json() == reply.body);
    CHECK(api::parse_get_user_jwt(reply, key).expose() == "e30.e30.x");
  }
  CHECK(fault_of([&] { return api::parse_get_user_jwt(ok(encrypted("no token")), key).clone(); }) ==
        "malformed_token ");
  CHECK(fault_of([] { return api::parse_get_user_jwt(ok(portal_reply)); }) ==
        "missing_member encryptedSharedKey");
  CHECK(fault_of([] { return api::parse_get_user_jwt({401, {}, "{}"}); }) == "api_error ");
}

TEST_CASE("every truncation of every reply that is read is malformed_json", "[api]") {
  std::size_t checked = 0;
  for (const Parser& parser : parsers()) {
    if (parser.name == "delete_user") {  // its status says all
      continue;
    }
    CAPTURE(parser.name);
    CHECK(fault_of([&] {
            parser.parse(ok(parser.reply), {});
            return 0;
          }) == "ok");
    for (std::size_t size = 0; size < parser.reply.size(); ++size) {
      CHECK(fault_of([&] {
              parser.parse(ok(parser.reply.substr(0, size)), {});
              return 0;
            }) == "malformed_json " + parser.field);
      ++checked;
    }
  }
  CHECK(checked > 200);
}

TEST_CASE("every parser keeps the limits and refuses answers of another kind", "[api]") {
  for (const Parser& parser : parsers()) {
    CAPTURE(parser.name);
    const auto fault = [&](const Reply& reply, const Limits& limits = {}) {
      return fault_of([&] {
        parser.parse(reply, limits);
        return 0;
      });
    };
    Limits limits;
    limits.request_bytes = parser.reply.size();
    CHECK(fault(ok(parser.reply), limits) == "ok");
    for (const int status : {-1, 0, 100, 199, 300, 301, 400, 401, 403, 404, 429, 500, 502, 503}) {
      CHECK(fault({status, {}, parser.reply}) == "api_error ");
    }
    for (const int status : {200, 201, 202, 299}) {
      CHECK(fault({status, {}, parser.reply}) == "ok");
    }
    if (parser.name == "delete_user") {
      continue;
    }
    limits.request_bytes -= 1;
    CHECK(fault(ok(parser.reply), limits) == "input_too_large " + parser.field);
    const std::string deep = std::string(64, '[') + std::string(64, ']');
    if (parser.name == "list_users") {  // it gives up at the first element that is no string
      CHECK(fault(ok(deep)) == "wrong_member_type ");
    } else {
      CHECK(fault(ok(R"({"more":)" + deep + "}")) == "json_too_deep " + parser.field);
    }
    for (const char* body : {"", "null", "7", "\"a\"", "true", "<html>"}) {
      CHECK(fault(ok(body)) == "malformed_json " + parser.field);
    }
  }
  CHECK(parsers().size() == 7);
}

TEST_CASE("a member that is not read may be a number of any size", "[api]") {
  std::size_t checked = 0;
  for (const Parser& parser : parsers()) {
    if (!parser.reply.starts_with('{')) {
      continue;
    }
    CAPTURE(parser.name);
    for (const std::string& number : {std::string("1e400"), "-" + std::string(400, '9'),
                                      std::string(R"([1e-400,{"userId":1e999}])")}) {
      const std::string reply = R"({"more":)" + number + "," + parser.reply.substr(1);
      CHECK(fault_of([&] {
              parser.parse(ok(reply), {});
              return 0;
            }) == "ok");
      ++checked;
    }
  }
  CHECK(checked == 18);
  CHECK(details_of({400, {}, R"({"more":1e400,"detail":"d","code":1076})"}).detail == "d");
  CHECK(details_of({400, {}, R"({"more":1e400,"detail":"d","code":1076})"}).api_code == "1076");
  CHECK(fault_of([] { return api::parse_list_users(ok("[\"\\ud800\"]")).size(); }) ==
        "malformed_json ");
}

TEST_CASE("a member that is not read may stand twice, and one that is used may not", "[api]") {
  std::size_t checked = 0;
  for (const Parser& parser : parsers()) {
    if (!parser.reply.starts_with('{')) {
      continue;
    }
    CAPTURE(parser.name);
    CHECK(fault_of([&] {
            parser.parse(ok(R"({"more":{"a":1,"a":2},"more":3,)" + parser.reply.substr(1)), {});
            return 0;
          }) == "ok");
    ++checked;
  }
  CHECK(checked == 6);
}

TEST_CASE("both shapes of an error are understood, with numbers and strings as codes", "[api]") {
  const auto first = details_of(
      {400, {}, R"({"default_detail":"Unable to verify data sent","default_code":1076})"});
  CHECK(first.status == 400);
  CHECK(first.api_code == "1076");
  CHECK(first.detail == "Unable to verify data sent");
  CHECK(first.request_id.empty());
  CHECK_FALSE(first.retry_after_seconds);

  const auto second = details_of({401,
                                  {{"x-request-id", "b7f3e0"}},
                                  R"({"detail":"Unable to verify signature sent",)"
                                  R"("status_code":401,"code":"1076"})"});
  CHECK(second.status == 401);
  CHECK(second.api_code == "1076");
  CHECK(second.detail == "Unable to verify signature sent");
  CHECK(second.request_id == "b7f3e0");

  CHECK(details_of({429, {}, R"({"code":"0000"})"}).api_code == "0000");
  const auto both =
      details_of({400, {}, R"({"default_detail":"b","default_code":2,"detail":"a","code":"1"})"});
  CHECK(both.detail == "a");
  CHECK(both.api_code == "1");
  CHECK(details_of({500, {}, R"({"default_code":"1000"})"}).api_code == "1000");
}

TEST_CASE("an error without a body, or with an odd one, is an ApiError all the same", "[api]") {
  const std::string huge(Limits().request_bytes + 1, ' ');
  for (const std::string& body :
       {std::string(), std::string("<html>Bad gateway</html>"), std::string("[]"), std::string("{"),
        std::string(R"({"detail":{"a":1},"code":[]})"),
        std::string(R"({"detail":null,"code":true})"), std::string(R"({"code":1,"code":2})"),
        std::string("\xff"), huge}) {
    const auto details = details_of({500, {}, body});
    CHECK(details.status == 500);
    CHECK(details.api_code.empty());
    CHECK(details.detail.empty());
  }
  CHECK(fault_of([] {
          api::require_success({204, {}, ""});
          return 0;
        }) == "ok");
}

TEST_CASE("how long to wait comes from headers, or from the words of a 429", "[api]") {
  const auto wait = [](int status, std::vector<std::pair<std::string, std::string>> headers,
                       const std::string& detail = "") {
    return details_of({status, std::move(headers), "{\"detail\":\"" + detail + "\"}"})
        .retry_after_seconds;
  };
  const std::string words = "Request was throttled. Expected available in 7 seconds.";
  const std::pair<std::string, std::string> date{"date", "Sun, 06 Nov 1994 08:49:37 GMT"};
  CHECK(wait(429, {}, words) == 7U);
  CHECK(wait(429, {}, "Expected available in 1 second.") == 1U);
  CHECK(wait(429, {{"X-RateLimit-Reset", "30"}}, words) == 7U);
  CHECK(wait(429, {{"X-RateLimit-Reset", "30"}}) == 30U);
  CHECK(wait(429, {{"x-ratelimit-reset", "1795314671"}}) == std::nullopt);
  CHECK(wait(429, {{"X-RateLimit-Reset", "1000000000"},
                   {"Date", "Sun, 09 Sep 2001 01:46:30 GMT"}}) == 10U);
  CHECK(wait(429, {{"retry-after", "12"}}, words) == 12U);
  CHECK(wait(503, {{"Retry-After", "12"}}) == 12U);
  CHECK(wait(503, {{"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}, date}) == 30U);
  CHECK(wait(503, {{"Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT"}, date}) == 0U);
  CHECK(wait(503, {{"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}}) == std::nullopt);
  CHECK(wait(404, {{"X-RateLimit-Reset", "30"}}, words) == std::nullopt);
  for (const char* value : {"", "-1", "1.5", "7 ", " 7", "+7", "4294967296", "soon"}) {
    CAPTURE(value);
    CHECK(wait(503, {{"Retry-After", value}}) == std::nullopt);
    CHECK(wait(429, {{"X-RateLimit-Reset", value}}) == std::nullopt);
  }
  CHECK(wait(429, {}, "available in x seconds") == std::nullopt);
  CHECK(wait(429, {}, "available in ") == std::nullopt);
  CHECK(wait(429, {}, "available in 7") == std::nullopt);
}

TEST_CASE("the server's words are cleaned before they can be shown", "[api]") {
  CHECK(detail_of(R"("plain text, with \u00e9 and \u6771.")") ==
        "plain text, with \xc3\xa9 and \xe6\x9d\xb1.");
  CHECK(detail_of(R"("a\u001b[31m\n\r\t\u0000\u007fb")") == "a [31m     b");
  CHECK(detail_of(R"("a\u0085\u202e\u2066\u200b\u2028\ufeffb")") == "a      b");
  CHECK(detail_of(R"("\u0080\u009f\u00a0\u00a1")") == "  \xc2\xa0\xc2\xa1");
  CHECK(detail_of(R"("bad userSecret=abc, and token=x")") == "bad [redacted], and [redacted]");
  CHECK(detail_of(R"("secret adf2aa34-8219-40f7-a6b3-60156985cc61 is wrong")") ==
        "secret [redacted] is wrong");
  CHECK(detail_of(R"("got eyJh.b.c!")") == "got [redacted]!");
  CHECK(detail_of(R"("3vTAbGfW7t2gkKUKM12fP2rDUIY2Z6SHrX70JRe5QQA=")") == "[redacted]");
  CHECK(detail_of(R"("a\u202edf2aa34-8219-40f7-a6b3-60156985cc61")") == "a [redacted]");

  // A secret need not consist of letters and digits.
  for (const char* secret : {"ab!cd$ef", "p(a)s*s", "a,b;c", "x:y@z", "s~'t"}) {
    CAPTURE(secret);
    CHECK(detail_of("\"bad userSecret=" + std::string(secret) + " sent\"") ==
          "bad [redacted] sent");
    CHECK(detail_of("\"/login?userSecret=" + std::string(secret) + "&days=7\"") ==
          "/login?[redacted]&days=7");
  }
  CHECK(detail_of(R"("a\u061cb\u00adc\udb40\udc41d")") == "a b c d");

  // However long the words are, no secret is cut in two before it is looked at.
  for (std::size_t size = 16 * 1024 - 64; size < 16 * 1024; ++size) {
    CHECK(
        detail_of("\"secret=" + std::string(size, 'x') + " adf2aa34-8219-40f7-a6b3-60156985cc61\"")
            .find("adf2") == std::string::npos);
  }
  CHECK(detail_of("\"" + std::string(20000, 'y') + "\"") == std::string(512, 'y'));

  const std::string long_text(600, 'x');
  CHECK(detail_of("\"" + long_text + "\"").size() == 512);
  std::string two_bytes;
  for (int i = 0; i < 300; ++i) {
    two_bytes += "\xc3\xa9";
  }
  CHECK(detail_of("\"" + two_bytes + "\"").size() == 512);
  CHECK(detail_of("\"x" + two_bytes + "\"").size() == 511);
}

TEST_CASE("codes and ids that are not short printable ASCII are left out", "[api]") {
  const auto id = [](std::string value) {
    return details_of({500, {{"X-Request-ID", std::move(value)}}, ""}).request_id;
  };
  CHECK(id("b7f3e0aa-1") == "b7f3e0aa-1");
  CHECK(id(std::string(128, 'a')).size() == 128);
  CHECK(id(std::string(129, 'a')).empty());
  CHECK(id("a\nb").empty());
  CHECK(id("a b").empty());
  CHECK(id("\xc3\xa9").empty());
  CHECK(details_of({400, {}, R"({"code":"1076\n"})"}).api_code.empty());
  CHECK(details_of({400, {}, R"({"code":"123456789012345678901234567890123"})"}).api_code.empty());
}

TEST_CASE("a clock is learned from a Date header or from check_status", "[api]") {
  const UnixTime sent{seconds(784111700)};
  api::ServerClock clock;
  CHECK(clock.offset() == seconds(0));
  using Times = std::optional<SystemTime>;
  const auto reply = [&](std::vector<std::pair<std::string, std::string>> headers, Times came) {
    return Reply{401, std::move(headers), "", sent, came};
  };
  const std::pair<std::string, std::string> date{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"};
  CHECK_FALSE(clock.learn(reply({}, sent)));
  CHECK_FALSE(clock.learn(reply({{"Date", "noon"}}, sent)));
  CHECK_FALSE(clock.learn(reply({date, {"Age", "10"}}, sent)));
  CHECK_FALSE(clock.learn(reply({date}, sent - seconds(1))));
  CHECK_FALSE(clock.learn(reply({date}, std::nullopt)));
  CHECK_FALSE(clock.learn(Reply{200, {date}, "", std::nullopt, sent}));
  CHECK(clock.offset() == seconds(0));
  CHECK(clock.learn(reply({date}, sent + seconds(4))));
  CHECK(clock.offset() == seconds(75));
  CHECK(clock.at(UnixTime(seconds(1000))) == UnixTime(seconds(1075)));
  CHECK(clock.at(UnixTime::max()) > UnixTime(seconds(1'000'000'000'000)));
  CHECK(clock.at(UnixTime::min()) < UnixTime(seconds(-1'000'000'000'000)));

  const auto status = [&](const std::string& time, UnixTime came) {
    Reply answer = ok(R"({"version":1,"online":true,"timestamp":")" + time + "\"}");
    answer.sent = sent;
    answer.received = came;
    return api::parse_check_status(answer);
  };
  CHECK_FALSE(clock.learn(status("noon", sent)));
  CHECK_FALSE(clock.learn(status("1994-11-06T08:49:37Z", sent - seconds(1))));
  CHECK(clock.offset() == seconds(75));
  CHECK(clock.learn(status("1994-11-06T08:48:00.999Z", sent)));
  CHECK(clock.offset() == seconds(-20));
}
