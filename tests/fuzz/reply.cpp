// SPDX-License-Identifier: Apache-2.0
// Replies of the API by every parser, tokens, times, and requests made of the same texts: nothing
// but an `Error` comes out, and what is shown or sent has no character that it must not have. The
// input: a status, a choice of header, its value up to a NUL, the body.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <snapseal/api/access_token.hpp>
#include <snapseal/api/api_error.hpp>
#include <snapseal/api/check_status.hpp>
#include <snapseal/api/delete_user.hpp>
#include <snapseal/api/get_user_jwt.hpp>
#include <snapseal/api/list_users.hpp>
#include <snapseal/api/login_user.hpp>
#include <snapseal/api/register_user.hpp>
#include <snapseal/api/reset_user_secret.hpp>
#include <snapseal/api/server_clock.hpp>
#include <snapseal/signing/http_text.hpp>
#include <snapseal/signing/partner.hpp>
#include <string>

#include "api/clean_text.hpp"
#include "core/utf8.hpp"
#include "fuzz.hpp"

using namespace snapseal;
using namespace snapseal::api;
using namespace snapseal::fuzz;

namespace {

constexpr std::array times{UnixTime::min(), UnixTime(std::chrono::seconds(1'764'000'000)),
                           UnixTime::max()};

template <typename Call>
void may_fail(const Call& call) {
  static_cast<void>(error_of(call));
}

bool has_only(std::string_view text, char first, char last) {
  return std::all_of(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; });
}

bool is_shown_safely(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(),
                                       [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

void check_refusal(const Reply& reply) {
  try {
    require_success(reply);
    FUZZ_CHECK(reply.status >= 200 && reply.status <= 299);
  } catch (const ApiError& error) {
    FUZZ_CHECK(reply.status < 200 || reply.status > 299);
    FUZZ_CHECK(error.detail().size() <= 512 && is_shown_safely(error.detail()));
    FUZZ_CHECK(error.request_id().size() <= 128 && has_only(error.request_id(), '!', '~'));
    FUZZ_CHECK(error.api_code().size() <= 32 && has_only(error.api_code(), '!', '~'));
    FUZZ_CHECK(to_string(error.retry()) != "unknown");
  }
}

void parse_in_every_way(Reply reply) {
  ParseOptions options;
  options.limits.json_depth = 16;
  const Limits& limits = options.limits;
  may_fail([&] { static_cast<void>(parse_check_status(reply, limits)); });
  may_fail([&] { static_cast<void>(parse_delete_user(reply, limits)); });
  may_fail([&] { static_cast<void>(parse_delete_user(reply, UserId("u"), limits)); });
  may_fail([&] { static_cast<void>(parse_get_user_jwt(reply, options)); });
  may_fail([&] { static_cast<void>(parse_list_users(reply, limits)); });
  may_fail([&] { static_cast<void>(parse_register_user(reply, limits)); });
  may_fail([&] { static_cast<void>(parse_reset_user_secret(reply, UserId("u"), limits)); });
  may_fail([&] { static_cast<void>(reply.rate_limit()); });
  for (const UnixTime sent : times) {
    for (const UnixTime received : times) {
      reply.sent = sent;
      reply.received = received;
      may_fail([&] { static_cast<void>(parse_login_user(reply, options)); });
      may_fail(
          [&] { static_cast<void>(parse_connection_portal(reply.body, reply.received, limits)); });
      ServerClock clock;
      static_cast<void>(clock.learn(reply));
      may_fail([&] { static_cast<void>(clock.learn(parse_check_status(reply, limits))); });
      for (const UnixTime now : times) {
        static_cast<void>(clock.at(now));
      }
    }
  }
}

void read_token(std::string_view text) {
  const AccessToken token = AccessToken::parse(text);
  FUZZ_CHECK(std::all_of(token.expose().begin(), token.expose().end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.';
  }));
  const auto claims = token.unverified_claims();
  FUZZ_CHECK(nlohmann::json::accept(claims.json) && has_only(claims.json, ' ', '~'));
  for (const UnixTime now : times) {
    for (const auto leeway :
         {std::chrono::seconds::min(), std::chrono::seconds(0), std::chrono::seconds::max()}) {
      static_cast<void>(token.is_expired(now, leeway));
    }
  }
}

void make_request(std::string_view path, std::string_view text) {
  static const Partner partner("id", "key", BaseUrl("https://api.example/api/v1"));
  const std::string value(text.substr(0, 200));
  const HttpRequest made =
      partner.sign(request<Commercial>(Method::get, std::string(path),
                                       {{value, std::string(path)}, {"x", value}}),
                   times[1]);
  const std::string_view target = made.target();
  FUZZ_CHECK(has_only(target, '!', '~') && target.starts_with("/api/v1/"));
  FUZZ_CHECK(std::count(target.begin(), target.end(), '?') == 1);
  FUZZ_CHECK(target.find_first_of("#\"<>\\^`{|}") == std::string_view::npos);
  FUZZ_CHECK(target.find("/../") == std::string_view::npos &&
             target.find("/..?") == std::string_view::npos);
  for (const auto& [name, header] : made.headers) {
    FUZZ_CHECK(has_only(name, '!', '~') && has_only(header, ' ', '~'));
  }
  FUZZ_CHECK(has_only(describe(made), ' ', '~'));
  for (const std::string& written : {to_http(made), to_curl(made), to_curl_config(made)}) {
    FUZZ_CHECK(is_utf8(written));
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array statuses{200, 201, 204, 299, 300, 400, 401, 408, 429, 500, 503, 0, -1};
  constexpr std::array headers{"Date", "Retry-After", "X-RateLimit-Reset", "X-Request-ID", "Age"};
  Input input(data, size);
  Reply reply;
  reply.status = statuses[input.byte() % statuses.size()];
  const std::uint8_t choice = input.byte();
  const std::string header(input.part());
  reply.headers.emplace_back(headers[choice % headers.size()], header);
  if ((choice & 64U) != 0) {
    reply.headers.emplace_back("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
  }
  reply.body = input.rest();
  check_refusal(reply);
  parse_in_every_way(reply);
  may_fail([&] { read_token(reply.body); });
  may_fail([&] { make_request(header, reply.body); });
  for (const std::size_t bytes_max : {0U, 1U, 10U, 512U}) {
    if (is_utf8(reply.body)) {
      const std::string cleaned = clean_text(reply.body, bytes_max);
      FUZZ_CHECK(cleaned.size() <= bytes_max && is_shown_safely(cleaned));
    }
  }
  return 0;
}
