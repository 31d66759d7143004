// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/file_text.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/core/text_argument.hpp>
#include <snapseal/core/time.hpp>
#include <snapseal/signing/request.hpp>

namespace snapseal::api {

/// The partner's name for a user: unique, and never changed. The API's documents advise against
/// e-mail addresses, which do change.
class SNAPSEAL_API UserId {
 public:
  /// Not known: a reply did not tell it. No request can be made with it (`Errc::invalid_argument`).
  explicit UserId() noexcept = default;
  /// Throws `Errc::invalid_argument` if empty.
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a user id is
  UserId(std::string value);
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor)
  UserId(const Text& value) : UserId(std::string(text_of(value))) {}
  [[nodiscard]] bool empty() const noexcept { return value_.empty(); }
  [[nodiscard]] const std::string& value() const noexcept SNAPSEAL_LIFETIMEBOUND { return value_; }
  [[nodiscard]] friend bool operator==(const UserId&, const UserId&) = default;

 private:
  std::string value_;
};

/// What the API made for a user. Move-only; does not print. Throws `Errc::invalid_argument` if
/// empty.
class SNAPSEAL_API UserSecret {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a secret is
  UserSecret(SecretString value);
  /// A copy of the text, which stays the caller's to wipe.
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor)
  UserSecret(const Text& value) : UserSecret(SecretString::copy_of(text_of(value))) {}
  /// The secret in the text of a file, without its line end: see `secret_from_file_text`.
  [[nodiscard]] static UserSecret from_file_text(std::string_view text) {
    return UserSecret(secret_from_file_text(text));
  }
  [[nodiscard]] UserSecret clone() const { return UserSecret(value_.clone()); }
  [[nodiscard]] std::string_view expose() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return value_.expose();
  }

 private:
  SecretString value_;
};

/// A user and his secret: what user calls with a commercial key need. The one that `register_user`
/// and `reset_user_secret` answer with must be stored at once: a lost secret loses the user.
struct [[nodiscard]] User {
  UserId id;
  UserSecret secret;
};

/// How many requests the API takes, as the headers of a reply say; `nullopt` for what they do not.
struct RateLimit {
  std::optional<std::uint32_t> limit = {};      ///< X-RateLimit-Limit: requests in a period.
  std::optional<std::uint32_t> remaining = {};  ///< X-RateLimit-Remaining: those left of them.
  /// X-RateLimit-Reset: seconds until the period ends, counted from the reply.
  std::optional<std::uint32_t> reset_seconds = {};
};

/// What a transport brought back.
struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  /// When the request went and the reply came, by this machine's clock, if the caller says so:
  /// `ServerClock` learns from both, and `ConnectionPortal::expires_at` counts from `received`.
  std::optional<SystemTime> sent = {};
  std::optional<SystemTime> received = {};

  /// The first header of that name, in any letter case; `nullopt` if there is none.
  [[nodiscard]] SNAPSEAL_API std::optional<std::string_view> header(std::string_view name) const;
  /// What the reply says of the API's rate limit.
  [[nodiscard]] SNAPSEAL_API RateLimit rate_limit() const;
};

/// Whether a request that the API refused may be sent again.
enum class Retry {
  never,       ///< The same request gets the same answer.
  after_wait,  ///< It was not carried out: after `ApiError::retry_after_seconds`, or a while.
  if_safe,     ///< It may have been carried out: only if doing it twice does no harm, as for a GET.
  sign_again,  ///< Its timestamp was refused: learn the server's time (`ServerClock`) and sign
               ///< anew.
};
/// "never", "after_wait", "if_safe", "sign_again".
[[nodiscard]] SNAPSEAL_API std::string_view to_string(Retry retry) noexcept;

/// An answer of the API that is not a success. `code()` is `Errc::api_error`; `what()` has the
/// status and the API's code. The other texts are the server's words, without control characters
/// and what looks like a secret, and cut to a length.
class SNAPSEAL_API ApiError : public Error {
 public:
  struct Details {
    int status = 0;
    std::string api_code = {};    ///< "1076"; empty if the answer has none.
    std::string detail = {};      ///< The server's own words, at most 512 bytes; empty if none.
    std::string request_id = {};  ///< X-Request-ID, for the API's support.
    /// How long to wait: Retry-After, or for a 429 the seconds in its detail or X-RateLimit-Reset.
    std::optional<std::uint32_t> retry_after_seconds = {};
  };
  explicit ApiError(Details details);

  /// "the API answered with status 401, code 1076"
  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }
  [[nodiscard]] Retry retry() const noexcept;
  [[nodiscard]] int status() const noexcept { return details_.status; }
  [[nodiscard]] const std::string& api_code() const noexcept { return details_.api_code; }
  [[nodiscard]] const std::string& detail() const noexcept { return details_.detail; }
  [[nodiscard]] const std::string& request_id() const noexcept { return details_.request_id; }
  [[nodiscard]] std::optional<std::uint32_t> retry_after_seconds() const noexcept {
    return details_.retry_after_seconds;
  }

 private:
  Details details_;
  std::string what_;
};

/// Throws `ApiError` unless the status is 2xx: for replies to `request<Kind>`. The parsers of the
/// operations do so first. No body is too odd for that: what is not understood is left empty.
SNAPSEAL_API void require_success(const Reply& reply);

/// A signed request to any other endpoint. `path` may hold percent escapes; query values are
/// encoded when it is signed; `body` is JSON text.
template <typename Kind>
[[nodiscard]] Request<Kind> request(Method method, std::string path, Query query = {},
                                    std::optional<std::string> body = std::nullopt) {
  return {{method, std::move(path), std::move(query), std::move(body)}};
}
/// The same for a user, with a commercial key: puts userId and userSecret in front of the query.
/// Throws `Errc::invalid_request` if it has them already.
[[nodiscard]] SNAPSEAL_API Request<Commercial> request(
    const User& user, Method method, std::string path, Query query = {},
    std::optional<std::string> body = std::nullopt);

}  // namespace snapseal::api
