// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/signing/partner.hpp>

namespace snapseal::api {

/// What a token says of itself. Its signature cannot be checked without the API's own key: believe
/// this no more than the way that the token came. Times are cut to whole seconds.
struct UnverifiedClaims {
  std::optional<UnixTime> expires_at;  ///< "exp" (RFC 7519 section 4.1.4)
  std::optional<UnixTime> not_before;  ///< "nbf"
  std::optional<UnixTime> issued_at;   ///< "iat"
  std::string subject;                 ///< "sub"; empty if there is none.
  std::string json;                    ///< All of them, in canonical form.
};

/// The token that lets a user's device call the API itself: a JWT (RFC 7519). Move-only; does not
/// print.
class SNAPSEAL_API AccessToken {
 public:
  /// Reads what an encrypted response holds: a bare JWT (three parts of base64url, none empty, with
  /// dots between), a JSON string of one, or a JSON object with one in exactly one of the members
  /// `jwt`, `JWT`, `token`, `accessToken`, `access_token`, `encryptedJWT`, `userJWT`. Blanks and
  /// line ends around it do not matter. Throws `Errc::malformed_token`, `input_too_large`; for JSON
  /// codes 101 to 106.
  [[nodiscard]] static AccessToken parse(std::string_view text, const Limits& limits = {});

  [[nodiscard]] AccessToken clone() const { return AccessToken(jwt_.clone()); }
  /// The JWT alone.
  [[nodiscard]] std::string_view expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return jwt_.expose();
  }

  /// Throws `Errc::malformed_token` if the header or the claims are no JSON object, or a time or
  /// subject is of another type.
  [[nodiscard]] UnverifiedClaims unverified_claims(const Limits& limits = {}) const;

  /// When the token says that it expires; nothing if it does not say. Throws as above.
  [[nodiscard]] std::optional<UnixTime> expires_at() const;
  /// Whether that is at `now` or was before, with `leeway` for clocks that differ. A token that
  /// does not say when never expires by this.
  [[nodiscard]] bool is_expired(UnixTime now, std::chrono::seconds leeway = {}) const;

 private:
  explicit AccessToken(SecretString jwt) noexcept : jwt_(std::move(jwt)) {}

  SecretString jwt_;
};

}  // namespace snapseal::api
