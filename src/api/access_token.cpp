// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <snapseal/api/access_token.hpp>
#include <snapseal/signing/canonical_json.hpp>

#include "core/json_members.hpp"
#include "keys/base64url.hpp"
#include "signing/percent.hpp"

namespace snapseal::api {

namespace {

/// The parts of a JWT between its dots; nothing if they are not three, or not base64url.
std::optional<std::array<std::string_view, 3>> parts_of(std::string_view jwt) {
  const std::size_t first = jwt.find('.');
  const std::size_t second = first == std::string_view::npos ? first : jwt.find('.', first + 1);
  if (second == std::string_view::npos) {
    return std::nullopt;
  }
  const std::array parts{jwt.substr(0, first), jwt.substr(first + 1, second - first - 1),
                         jwt.substr(second + 1)};
  const bool good = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), keys::is_base64url);
  });
  return good ? std::optional(parts) : std::nullopt;
}

SecretString jwt_in_object(const json::Members& members) {
  Literal found = "";
  const auto look = [&](Literal name) {
    if (members.find(name.view()) == nullptr) {
      return;
    }
    if (!found.view().empty()) {
      throw Error(Errc::malformed_token, "the JSON object has more than one token", name);
    }
    found = name;
  };
  look("jwt");
  look("JWT");
  look("token");
  look("accessToken");
  look("access_token");
  look("encryptedJWT");
  look("userJWT");
  if (found.view().empty()) {
    throw Error(Errc::missing_member, "the JSON object has no token under a known name");
  }
  return members.secret(found);
}

/// The JSON object that a part of a JWT stands for.
SecretString decode(std::string_view part, Literal field) {
  auto bytes = keys::base64url::decode(part);
  if (!bytes) {
    throw Error(Errc::malformed_token, "not base64url (RFC 7515 section 2)", field);
  }
  return SecretString(std::move(*bytes));
}

/// A NumericDate (RFC 7519 section 2), which may have a fraction.
std::optional<UnixTime> time_in(const json::Members& members, Literal name) {
  const json::Value* value = members.find(name.view());
  if (value == nullptr) {
    return std::nullopt;
  }
  constexpr double year_9999 = 253402300799.0;
  const std::string_view digits = value->text.expose();
  double number = 0;
  if (value->type != json::Value::Type::number ||
      std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc() ||
      number < 0 || number > year_9999) {
    throw Error(Errc::malformed_token, "must be seconds since 1970, and before the year 10000",
                name);
  }
  return UnixTime(std::chrono::seconds(static_cast<std::int64_t>(std::floor(number))));
}

}  // namespace

AccessToken AccessToken::parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.request_bytes) {
    throw Error(Errc::input_too_large, "the token is longer than Limits::request_bytes");
  }
  text = signing::trimmed(text);
  SecretString jwt;
  if (text.starts_with('{')) {
    jwt = jwt_in_object(json::Members(text, limits.json_depth));
  } else if (text.size() > 2 && text.starts_with('"') && text.ends_with('"')) {
    jwt = SecretString::copy_of(text.substr(1, text.size() - 2));  // a JWT has nothing to escape
  } else {
    jwt = SecretString::copy_of(text);
  }
  if (!parts_of(jwt.expose())) {
    throw Error(Errc::malformed_token, "not three parts of base64url with dots between");
  }
  return AccessToken(std::move(jwt));
}

UnverifiedClaims AccessToken::unverified_claims(const Limits& limits) const {
  const auto parts = parts_of(jwt_.expose());
  if (!parts) {
    throw Error(Errc::malformed_token, "the token was moved from");
  }
  const SecretString header = decode((*parts)[0], "header");
  const SecretString payload = decode((*parts)[1], "claims");
  try {
    static_cast<void>(json::Members(header.expose(), limits.json_depth));
    const json::Members members(payload.expose(), limits.json_depth);
    return {time_in(members, "exp"), time_in(members, "nbf"), time_in(members, "iat"),
            members.string_or_empty("sub"), canonical_json(payload.expose(), limits)};
  } catch (const Error& error) {
    if (error.code() == Errc::malformed_token) {
      throw;
    }
    throw Error(Errc::malformed_token,
                "the header or the claims are no JSON object as they must be",
                error.code() == Errc::wrong_member_type ? Literal("sub") : Literal(""));
  }
}

std::optional<UnixTime> AccessToken::expires_at() const {
  return unverified_claims().expires_at;
}

bool AccessToken::is_expired(UnixTime now, std::chrono::seconds leeway) const {
  const auto expires = expires_at();
  constexpr std::chrono::seconds far{1'000'000'000'000};  // a sum with it does not overflow
  return expires && now >= *expires + std::clamp(leeway, -far, far);
}

}  // namespace snapseal::api
