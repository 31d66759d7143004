// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/snapseal.hpp>
#include <string>
#include <string_view>

namespace snapseal::cli {

/// A base URL in its parts.
struct Base {
  std::string origin;  ///< "https://api.snaptrade.com"
  std::string host;    ///< "api.snaptrade.com", with a port if there is one.
  std::string path;    ///< "", or "/api/v1", without a slash at the end.
};
/// Anything but http(s)://HOST[:PORT][/PATH] is a usage failure.
[[nodiscard]] Base parse_base(std::string_view url);
/// Whether what is sent there goes over a network without TLS: http, and not to this machine by the
/// name localhost (RFC 6761 section 6.3) or a loopback address.
[[nodiscard]] bool is_unprotected(const Base& base);

[[nodiscard]] std::string as_json(const Base& base, const HttpRequest& request);
/// A command line for sh. As the next one it fails, with curl's status 22, if the API answers with
/// a status of 400 or more.
[[nodiscard]] std::string as_curl(const Base& base, const HttpRequest& request);
/// Options for `curl --config -`, which reads them from standard input: nothing stands in a command
/// line, where others could see it.
[[nodiscard]] std::string as_curl_config(const Base& base, const HttpRequest& request);
/// Whether a line is too long for curl 7.88, and others.
[[nodiscard]] bool has_long_line(std::string_view config);
/// HTTP/1.1 as it goes over the wire.
[[nodiscard]] std::string as_http(const Base& base, const HttpRequest& request);

}  // namespace snapseal::cli
