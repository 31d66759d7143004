// SPDX-License-Identifier: Apache-2.0
#include "request_formats.hpp"

#include <algorithm>

#include "json_text.hpp"

namespace snapseal::cli {

std::string as_json(const HttpRequest& request) {
  std::string json = R"({"method":)";
  json.append(json_string(to_string(request.method)));
  json.append(R"(,"url":)").append(json_string(request.url));
  json.append(R"(,"headers":{)");
  for (const auto& [name, value] : request.headers) {
    json.append(json.ends_with('{') ? "" : ",");
    json.append(json_string(name)).append(":").append(json_string(value));
  }
  json.append(R"(},"body":)").append(request.body.empty() ? "null" : json_string(request.body));
  return json.append("}\n");
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
