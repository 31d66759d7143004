// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <snapseal/core/error.hpp>
#include <snapseal/core/lifetime.hpp>

namespace snapseal {

enum class Method { get, post, put, patch, delete_ };
/// "GET", "POST", "PUT", "PATCH", "DELETE".
[[nodiscard]] SNAPSEAL_API std::string_view to_string(Method method) noexcept;

/// Names and values before they are percent-encoded, in the order in which they will be sent.
using Query = std::vector<std::pair<std::string, std::string>>;

/// What an operation asks for, as plain data, before it is signed. It may hold secrets (a user
/// secret in the query or the body): do not log it; `describe` is for that.
struct RequestData {
  Method method = Method::get;
  /// As in the request line, percent-encoded; begins with a slash; without the base's own path.
  std::string path = {};
  Query query = {};
  /// JSON text (RFC 8259). Absent, empty, "null" and "{}" are all no body.
  std::optional<std::string> body = {};
};

// Whose request it is. A request of one kind cannot be signed as another: it does not compile.

struct Commercial {};  ///< A partner's key: user calls carry userId and userSecret.
struct Personal {};    ///< A key for one's own accounts: no users.
struct Device {};      ///< A user's device with an access token: nothing is signed.
struct Anonymous {};   ///< Neither signed nor authorized: check_status.

template <typename Kind>
struct Request : RequestData {};

/// What goes to a transport. Everything is as it must be sent, byte for byte.
struct HttpRequest {
  Method method = Method::get;
  /// Scheme, host, path and query, percent-encoded.
  std::string url = {};
  /// Each name once.
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  /// Of the URL: the host, with its port if there is one, and the path with the query, which is
  /// what stands in the request line. Views into `url`.
  [[nodiscard]] SNAPSEAL_API std::string_view host() const noexcept SNAPSEAL_LIFETIMEBOUND;
  [[nodiscard]] SNAPSEAL_API std::string_view target() const noexcept SNAPSEAL_LIFETIMEBOUND;
};

/// "POST /snapTrade/login?userId=...&userSecret=[redacted]", for logs: values of secret parameters
/// and all bodies are left out.
[[nodiscard]] SNAPSEAL_API std::string describe(const RequestData& request);
[[nodiscard]] SNAPSEAL_API std::string describe(const HttpRequest& request);

/// Percent-encodes all but the unreserved characters of RFC 3986 section 2.3.
[[nodiscard]] SNAPSEAL_API std::string percent_encode(std::string_view text);

}  // namespace snapseal
