// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <snapseal/signing/base_url.hpp>
#include <snapseal/signing/request.hpp>

/// What signed and unsigned requests have in common: the request line and the body.
namespace snapseal::signing {

/// Throws `code` naming `field` for a path that does not begin with one slash, has what RFC 3986
/// section 3.3 does not allow, or has segments "." or ".." (transports take those out, and another
/// path than the signed one is sent).
void check_path(std::string_view path, Errc code, Literal field);

/// The base and the request's path. Throws `Errc::invalid_request` naming `path` as above, and
/// `Errc::invalid_argument` for a base that was moved from.
[[nodiscard]] std::string url_of(const BaseUrl& base, std::string_view path);

/// Appends "a=1", percent-encoded. Throws `Errc::invalid_request` for a parameter without name.
void append_parameter(std::string& out, std::string_view name, std::string_view value);

/// "a=1&b=2", percent-encoded. Throws `Errc::invalid_request` for a parameter without name.
[[nodiscard]] std::string query_string(const Query& query);

/// Whether a parameter has this name, in any letter case: a server may not tell them apart.
[[nodiscard]] bool has_parameter(const Query& query, std::string_view name) noexcept;
[[nodiscard]] bool same_name(std::string_view a, std::string_view b) noexcept;

/// Whether the method takes a body. Throws `Errc::invalid_request` naming `body` if it does not
/// and `body`, in canonical form, is there.
void check_body(Method method, std::string_view body);

/// The request with its body in canonical form, `Accept`, and `Content-Type` if there is a body.
[[nodiscard]] HttpRequest http_request(Method method, std::string url, std::string_view query,
                                       std::string body);
/// The same, with the query in the URL already.
[[nodiscard]] HttpRequest http_request(Method method, std::string url, std::string body);
/// Canonical body of an unsigned request; empty if it has none.
[[nodiscard]] std::string canonical_body(const RequestData& request);

}  // namespace snapseal::signing
