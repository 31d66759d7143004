// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <snapseal/api/reply.hpp>
#include <snapseal/core/error.hpp>

namespace snapseal::api {

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

}  // namespace snapseal::api
