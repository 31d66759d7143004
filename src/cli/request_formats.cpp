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

/// One word for sh, whatever is in it.
std::string quoted(std::string_view word) {
  std::string text = "'";
  for (const char c : word) {
    text += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return text + '\'';
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
  std::string json = R"({"method":)" + json_string(to_string(request.method)) + R"(,"url":)" +
                     json_string(base.origin + request.target) + R"(,"headers":{)";
  for (const auto& [name, value] : request.headers) {
    json += (json.ends_with('{') ? "" : ",") + json_string(name) + ':' + json_string(value);
  }
  json += R"(},"body":)" + (request.body.empty() ? "null" : json_string(request.body)) + "}\n";
  return json;
}

std::string as_curl(const Base& base, const HttpRequest& request) {
  // The target as it is: it is signed.
  std::string command = "curl --globoff --path-as-is --request ";
  command += to_string(request.method);
  for (const auto& [name, value] : request.headers) {
    command += " --header " + quoted(name + ": " + value);
  }
  if (tells_length(request)) {
    if (!has_header(request, "Content-Type")) {
      command += " --header 'Content-Type:'";  // not curl's own, of a form
    }
    command += " --data-raw " + quoted(request.body);
  }
  return command + ' ' + quoted(base.origin + request.target) + '\n';
}

std::string as_http(const Base& base, const HttpRequest& request) {
  std::string text =
      std::string(to_string(request.method)) + ' ' + request.target + " HTTP/1.1\r\n";
  if (!has_header(request, "Host")) {
    text += "Host: " + base.host + "\r\n";
  }
  for (const auto& [name, value] : request.headers) {
    text += name + ": " + value + "\r\n";
  }
  if (tells_length(request) && !has_header(request, "Content-Length")) {
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return text + "\r\n" + request.body;
}

}  // namespace snapseal::cli
