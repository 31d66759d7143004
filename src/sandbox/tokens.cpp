// SPDX-License-Identifier: Apache-2.0
#include "tokens.hpp"

#include <snapseal/core/base64.hpp>
#include <snapseal/signing/signature.hpp>

#include "json.hpp"
#include "random.hpp"

namespace sandbox {
namespace {

// HS256 is HMAC-SHA-256, as the partner signature is: only the alphabet differs.
std::string base64url(std::string base64) {
  for (char& c : base64) {
    c = c == '+' ? '-' : c == '/' ? '_' : c;
  }
  return base64.substr(0, base64.find('='));
}

std::string base64_of(std::string_view base64url) {
  std::string base64(base64url);
  for (char& c : base64) {
    c = c == '-' ? '+' : c == '_' ? '/' : c;
  }
  return base64.append((4 - base64.size() % 4) % 4, '=');
}

std::string part(const Json& json) {
  const std::string text = json.dump();
  return base64url(
      snapseal::base64::encode({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
}

std::int64_t unix_seconds(Time time) {
  return whole_seconds(time).time_since_epoch().count();
}

}  // namespace

Tokens::Tokens(std::chrono::seconds life) : life_(life), key_(new_secret()) {}

std::string Tokens::issue(const std::string& client_id, const std::string& user_id,
                          Time now) const {
  const std::string text = part(Json::Object{{"alg", "HS256"}, {"typ", "JWT"}}) + "." +
                           part(Json::Object{{"sub", user_id},
                                             {"clientId", client_id},
                                             {"iat", unix_seconds(now)},
                                             {"exp", unix_seconds(now + life_)},
                                             {"jti", new_uuid()}});
  return text + "." + base64url(snapseal::sign_canonical(key_, text));
}

std::optional<std::string> Tokens::user_of(std::string_view token, Time now) const {
  const std::size_t dot = token.rfind('.');
  if (dot == std::string_view::npos ||
      token.substr(dot + 1).find_first_of("+/=") != std::string_view::npos ||
      !snapseal::verify_canonical(key_, token.substr(0, dot), base64_of(token.substr(dot + 1)))) {
    return std::nullopt;
  }
  // From here on it is a text that was written above.
  const std::string_view signed_text = token.substr(0, dot);
  const auto claims_bytes =
      snapseal::base64::decode(base64_of(signed_text.substr(signed_text.find('.') + 1)));
  const auto claims =
      Json::parse({reinterpret_cast<const char*>(claims_bytes.data()), claims_bytes.size()});
  const Json* expiry = claims ? claims->find("exp") : nullptr;
  const auto* seconds = expiry == nullptr ? nullptr : expiry->as<std::int64_t>();
  if (seconds == nullptr || *seconds <= unix_seconds(now)) {
    return std::nullopt;
  }
  return claims->text("sub");
}

}  // namespace sandbox
