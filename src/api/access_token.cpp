// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <snapseal/api/access_token.hpp>
#include <snapseal/signing/canonical_json.hpp>

#include "api/reply_members.hpp"
#include "api/token_text.hpp"
#include "core/base64url.hpp"

namespace snapseal::api {

namespace {

constexpr double year_9999 = 253402300799.0;
constexpr double thousand = 1000;
constexpr Literal must_be_seconds = "must be seconds since 1970, and before the year 10000";

/// The JSON text that a part of a JWT stands for.
std::optional<SecretString> decode(std::string_view part) {
  auto bytes = base64url::decode(part);
  return bytes ? std::optional(SecretString(std::move(*bytes))) : std::nullopt;
}

Literal why_no_time(double number) {
  return number > year_9999 && number <= year_9999 * thousand
             ? Literal("is in milliseconds, as it seems: it must be seconds since 1970")
             : must_be_seconds;
}

/// Reads claims, and keeps in mind which could not be.
class ClaimReader {
 public:
  ClaimReader(const ReplyMembers& members, std::vector<UnreadClaim>& unread)
      : members_(members), unread_(unread) {}

  /// A NumericDate (RFC 7519 section 2), which may have a fraction.
  std::optional<UnixTime> time(Literal name) {
    const std::string_view digits = members_.number_or_empty(name.view());
    if (digits.empty()) {
      if (members_.has(name.view())) {
        leave(name, "must be a number: seconds since 1970");
      }
      return std::nullopt;
    }
    double number = 0;
    const auto fault = std::from_chars(digits.data(), digits.data() + digits.size(), number).ec;
    if (fault != std::errc()) {
      leave(name, must_be_seconds);
      return std::nullopt;
    }
    if (number < 0 || number > year_9999) {
      leave(name, why_no_time(number));
      return std::nullopt;
    }
    return UnixTime(std::chrono::seconds(static_cast<std::int64_t>(std::floor(number))));
  }

  std::string text(Literal name) {
    const std::string_view characters = members_.string_or_empty(name.view());
    if (characters.empty() && members_.has(name.view()) && !members_.is_string(name.view())) {
      leave(name, "must be a string");
    }
    return std::string(characters);
  }

 private:
  void leave(Literal name, Literal why) { unread_.push_back({name.view(), why.view()}); }

  const ReplyMembers& members_;
  std::vector<UnreadClaim>& unread_;
};

bool is_object(std::string_view part, std::size_t depth_max) {
  const auto text = decode(part);
  try {
    return text && (ReplyMembers(text->expose(), depth_max, {}), true);
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

AccessToken AccessToken::parse(std::string_view text, const Limits& limits) {
  if (text.size() > std::min(limits.request_bytes, text_bytes_max)) {
    throw Error(Errc::input_too_large,
                "the text with the token is longer than 64 KiB (AccessToken::text_bytes_max) or "
                "Limits::request_bytes");
  }
  return AccessToken(find_jwt(text, limits.json_depth));
}

UnverifiedClaims AccessToken::unverified_claims(const Limits& limits) const {
  const auto parts = jwt_parts(jwt_.expose());
  if (!parts) {
    throw Error(Errc::malformed_token, "the token was moved from");
  }
  const auto payload = decode((*parts)[1]);
  if (!payload) {
    throw Error(Errc::malformed_token, "not base64url (RFC 7515 section 2)", "claims");
  }
  try {
    const ReplyMembers members(payload->expose(), limits.json_depth, {"exp", "nbf", "iat", "sub"});
    UnverifiedClaims claims;
    claims.json = canonical_json(payload->expose(), limits);
    if (!is_object((*parts)[0], limits.json_depth)) {
      claims.unread.push_back({"header", "must be a JSON object"});
    }
    ClaimReader reader(members, claims.unread);
    claims.expires_at = reader.time("exp");
    claims.not_before = reader.time("nbf");
    claims.issued_at = reader.time("iat");
    claims.subject = reader.text("sub");
    return claims;
  } catch (const Error&) {
    throw Error(Errc::malformed_token,
                "must be one JSON object, without a member twice or a number beyond a double",
                "claims");
  }
}

std::optional<UnixTime> AccessToken::expires_at() const {
  const UnverifiedClaims claims = unverified_claims();
  if (std::any_of(claims.unread.begin(), claims.unread.end(),
                  [](const UnreadClaim& claim) { return claim.name == "exp"; })) {
    throw Error(Errc::malformed_token, must_be_seconds, "exp");
  }
  return claims.expires_at;
}

bool AccessToken::is_expired(SystemTime now, std::chrono::seconds leeway) const {
  const auto expires = expires_at();
  constexpr std::chrono::seconds far{1'000'000'000'000};  // a sum with it does not overflow
  return expires && UnixTime(now) >= *expires + std::clamp(leeway, -far, far);
}

}  // namespace snapseal::api
