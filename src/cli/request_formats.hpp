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

[[nodiscard]] std::string as_json(const Base& base, const HttpRequest& request);
/// A command line for sh.
[[nodiscard]] std::string as_curl(const Base& base, const HttpRequest& request);
/// HTTP/1.1 as it goes over the wire.
[[nodiscard]] std::string as_http(const Base& base, const HttpRequest& request);

}  // namespace snapseal::cli
