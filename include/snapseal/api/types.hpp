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
#include <snapseal/signing/request.hpp>

namespace snapseal::api {

/// The partner's name for a user.
class SNAPSEAL_API UserId {
 public:
  /// Not known: a reply did not tell it. No request can be made with it (`Errc::invalid_argument`).
  explicit UserId() noexcept = default;
  /// Throws `Errc::invalid_argument` if empty.
  explicit UserId(std::string value);
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
  explicit UserSecret(SecretString value);
  explicit UserSecret(std::string_view value) : UserSecret(SecretString::copy_of(value)) {}
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

/// What a transport brought back.
struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  /// The first header of that name, in any letter case; nothing if there is none.
  [[nodiscard]] SNAPSEAL_API std::optional<std::string_view> header(std::string_view name) const;
};

/// An answer of the API that is no success. `code()` is `Errc::api_error`. Its texts are the
/// server's words: without control characters and what looks like a secret, and cut to a length.
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

  [[nodiscard]] int status() const noexcept { return details_.status; }
  [[nodiscard]] const std::string& api_code() const noexcept { return details_.api_code; }
  [[nodiscard]] const std::string& detail() const noexcept { return details_.detail; }
  [[nodiscard]] const std::string& request_id() const noexcept { return details_.request_id; }
  [[nodiscard]] std::optional<std::uint32_t> retry_after_seconds() const noexcept {
    return details_.retry_after_seconds;
  }

 private:
  Details details_;
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
