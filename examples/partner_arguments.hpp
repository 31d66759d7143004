// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace example {

/// "http://127.0.0.1:8080/api/v1" in its parts.
struct BaseUrl {
  std::string origin;  ///< "http://127.0.0.1:8080"
  std::string host;    ///< "127.0.0.1"
  std::string port;    ///< "8080"
  std::string path;    ///< "/api/v1"; often empty
};

inline BaseUrl parse_base_url(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) {
    throw std::runtime_error("not a URL: " + url);
  }
  const bool secure = url.substr(0, scheme) == "https";
  const std::size_t slash = url.find('/', scheme + 3);
  BaseUrl base{url.substr(0, slash), "", secure ? "443" : "80",
               slash == std::string::npos ? "" : url.substr(slash)};
  base.host = base.origin.substr(scheme + 3);
  if (const std::size_t colon = base.host.rfind(':'); colon != std::string::npos) {
    base.port = base.host.substr(colon + 1);
    base.host.resize(colon);
  }
  if (base.path.ends_with('/')) {
    base.path.pop_back();
  }
  return base;
}

}  // namespace example
