// SPDX-License-Identifier: Apache-2.0
#include "commands/request_formats.hpp"

#include <algorithm>

#include "ascii.hpp"
#include "output/json_writer.hpp"

namespace snapseal::cli {

bool is_unprotected(const BaseUrl& base) {
  constexpr std::string_view scheme = "http://";
  if (!base.origin().starts_with(scheme)) {
    return false;
  }
  const std::string_view authority = base.origin().substr(scheme.size());
  const std::size_t port =
      authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  const std::string host = lower(authority.substr(0, port));
  const bool is_ipv4_loopback = host.starts_with("127.") &&
                                std::count(host.begin(), host.end(), '.') == 3 &&
                                host.find_first_not_of("0123456789.") == std::string::npos;
  return !is_ipv4_loopback && host != "[::1]" && host != "localhost" &&
         !host.ends_with(".localhost");
}

std::string as_json(const HttpRequest& request) {
  JsonWriter json;
  json.open_object().member("method", to_string(request.method)).member("url", request.url);
  json.name("headers").open_object();
  for (const auto& [name, value] : request.headers) {
    json.member(name, value);
  }
  json.close_object().name("body");
  request.body.empty() ? json.null() : json.value(request.body);
  return std::string(json.close_object().end_line().view());
}

bool has_long_line(std::string_view config) {
  constexpr std::size_t line_bytes_max = std::size_t{100} * 1024;
  for (std::size_t at = 0; at < config.size();) {
    const std::size_t end = std::min(config.find('\n', at), config.size());
    if (end - at >= line_bytes_max) {
      return true;
    }
    at = end + 1;
  }
  return false;
}

}  // namespace snapseal::cli
