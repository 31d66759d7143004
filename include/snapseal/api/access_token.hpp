// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/core/time.hpp>

namespace snapseal::api {

/// A part of a token that is there and is not as RFC 7519 says. Both texts are valid for ever.
struct UnreadClaim {
  std::string_view name;  ///< "exp", "nbf", "iat", "sub", or "header".
  std::string_view why;   ///< For people: it may change in any version.
};

/// What a token says of itself. Its signature cannot be checked without the API's own key: believe
/// this no more than the way that the token came. Times are cut to whole seconds.
struct UnverifiedClaims {
  std::optional<UnixTime> expires_at;  ///< "exp" (RFC 7519 section 4.1.4)
  std::optional<UnixTime> not_before;  ///< "nbf"
  std::optional<UnixTime> issued_at;   ///< "iat"
  std::string subject;                 ///< "sub"; empty if there is none.
  std::string json;                    ///< All of them, in canonical form.
  /// Of the claims above those that are there and could not be read: they are left out above. A
  /// time in milliseconds is such a one.
  std::vector<UnreadClaim> unread;
};

/// The token that lets a user's device call the API itself: a JWT (RFC 7519). Move-only; does not
/// print.
class SNAPSEAL_API AccessToken {
 public:
  /// The longest text that is read. A token travels in a header, and servers take 8 to 64 KiB.
  static constexpr std::size_t text_bytes_max = std::size_t{64} * 1024;

  /// Reads what an encrypted response holds: a bare JWT (three parts of base64url, none empty, with
  /// dots between), a JSON string of one, or a JSON object with one in exactly one of the members
  /// `jwt`, `JWT`, `token`, `accessToken`, `access_token`, `encryptedJWT`, `userJWT`. What is known
  /// to stand around a token is taken off: spaces, line ends, a byte-order mark, quotation marks,
  /// `Authorization:`, `Bearer`, `JWT`, `Token`, and the parts' padding. Throws
  /// `Errc::malformed_token`, with what the text seems to be instead; `input_too_large`; for JSON
  /// codes 102 to 106.
  [[nodiscard]] static AccessToken parse(std::string_view text, const Limits& limits = {});
  [[nodiscard]] static AccessToken parse(const SecretString& text, const Limits& limits = {}) {
    return parse(text.expose(), limits);
  }

  [[nodiscard]] AccessToken clone() const { return AccessToken(jwt_.clone()); }
  /// The JWT alone.
  [[nodiscard]] std::string_view expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return jwt_.expose();
  }

  /// Throws `Errc::malformed_token` if the claims are no JSON object. A claim of the wrong type
  /// does not hide the others: see `UnverifiedClaims::unread`.
  [[nodiscard]] UnverifiedClaims unverified_claims(const Limits& limits = {}) const;

  /// When the token says that it expires; `nullopt` if it does not say. Throws as above,
  /// and if "exp" is there and could not be read.
  [[nodiscard]] std::optional<UnixTime> expires_at() const;
  /// Whether that is at `now` or was before, with `leeway` for clocks that differ. A token that
  /// does not say when never expires by this.
  [[nodiscard]] bool is_expired(SystemTime now, std::chrono::seconds leeway = {}) const;

 private:
  explicit AccessToken(SecretString jwt) noexcept : jwt_(std::move(jwt)) {}

  SecretString jwt_;
};

}  // namespace snapseal::api
