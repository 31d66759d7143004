// SPDX-License-Identifier: Apache-2.0
#include "request_formats.hpp"

#include <algorithm>
#include <cctype>

#include "failure.hpp"
#include "json_text.hpp"

namespace snapseal::cli {

namespace {

bool has_header(const HttpRequest& request, std::string_view name) {
  const auto same = [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  };
  return std::any_of(request.headers.begin(), request.headers.end(), [&](const auto& header) {
    return std::equal(header.first.begin(), header.first.end(), name.begin(), name.end(), same);
  });
}

/// Methods whose requests say how long their body is even if there is none (RFC 9110 section 8.6).
bool tells_length(const HttpRequest& request) {
  return !request.body.empty() ||
         (request.method != Method::get && request.method != Method::delete_);
}

bool is_host_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view(".-_:[]").find(c) != std::string_view::npos;
}

}  // namespace

Base parse_base(std::string_view url) {
  const auto wrong = [] {
    return usage_failure("--base must be http(s)://HOST, with a port or a path if need be");
  };
  const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (scheme == 0) {
    throw wrong();
  }
  const std::size_t host_end = std::min(url.find('/', scheme), url.size());
  Base base{std::string(url.substr(0, host_end)),
            std::string(url.substr(scheme, host_end - scheme)), std::string(url.substr(host_end))};
  while (base.path.ends_with('/')) {
    base.path.pop_back();
  }
  if (base.host.empty() || !std::all_of(base.host.begin(), base.host.end(), is_host_character) ||
      base.path.find_first_of("?#") != std::string::npos) {
    throw wrong();
  }
  return base;
}

std::string as_json(const Base& base, const HttpRequest& request) {
  std::string json = R"({"method":)";
  json.append(json_string(to_string(request.method)));
  json.append(R"(,"url":)").append(json_string(base.origin + request.target));
  json.append(R"(,"headers":{)");
  for (const auto& [name, value] : request.headers) {
    json.append(json.ends_with('{') ? "" : ",");
    json.append(json_string(name)).append(":").append(json_string(value));
  }
  json.append(R"(},"body":)").append(request.body.empty() ? "null" : json_string(request.body));
  return json.append("}\n");
}

std::string as_curl(const Base& base, const HttpRequest& request) {
  // The target as it is: it is signed.
  std::string command = "curl --globoff --path-as-is --request ";
  command += to_string(request.method);
  for (const auto& [name, value] : request.headers) {
    command.append(" --header ").append(in_quotes(std::string(name).append(": ").append(value)));
  }
  if (tells_length(request)) {
    if (!has_header(request, "Content-Type")) {
      command += " --header 'Content-Type:'";  // not curl's own, of a form
    }
    command += " --data-raw " + in_quotes(request.body);
  }
  return command + ' ' + in_quotes(base.origin + request.target) + '\n';
}

std::string as_http(const Base& base, const HttpRequest& request) {
  std::string text(to_string(request.method));
  text.append(" ").append(request.target).append(" HTTP/1.1\r\n");
  const auto add = [&text](std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
  };
  add("Host", base.host);
  for (const auto& [name, value] : request.headers) {
    add(name, value);
  }
  if (tells_length(request)) {
    add("Content-Length", std::to_string(request.body.size()));
  }
  return text.append("\r\n").append(request.body);
}

}  // namespace snapseal::cli
