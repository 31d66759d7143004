// SPDX-License-Identifier: Apache-2.0
#include "request_formats.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "ascii.hpp"
#include "failure.hpp"
#include "json_text.hpp"

namespace snapseal::cli {

namespace {

bool has_header(const HttpRequest& request, std::string_view name) {
  return std::any_of(request.headers.begin(), request.headers.end(),
                     [name](const auto& header) { return are_same_caseless(header.first, name); });
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

/// An option of curl by its long name, and its value; empty if it takes none.
struct CurlOption {
  std::string_view name;
  std::string value;
};

std::vector<CurlOption> curl_options(const Base& base, const HttpRequest& request) {
  std::vector<CurlOption> options{
      // No progress; errors all the same; a status of 400 or more is one, and its body is printed.
      {"silent", {}},
      {"show-error", {}},
      {"fail-with-body", {}},
      // The target as it is: it is signed.
      {"globoff", {}},
      {"path-as-is", {}},
      {"request", std::string(to_string(request.method))}};
  for (const auto& [name, value] : request.headers) {
    options.push_back({"header", std::string(name).append(": ").append(value)});
  }
  if (tells_length(request)) {
    if (!has_header(request, "Content-Type")) {
      options.push_back({"header", "Content-Type:"});  // not curl's own, of a form
    }
    options.push_back({"data-raw", request.body});
  }
  options.push_back({"url", base.origin + request.target});
  return options;
}

/// As curl reads it in a file of options: a line, in quotation marks, with backslashes.
std::string in_curl_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': quoted += "\\\""; break;
      case '\\': quoted += "\\\\"; break;
      case '\n': quoted += "\\n"; break;
      case '\r': quoted += "\\r"; break;
      case '\t': quoted += "\\t"; break;
      case '\v': quoted += "\\v"; break;
      default: quoted += c;
    }
  }
  return quoted + '"';
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

bool is_unprotected(const Base& base) {
  if (!base.origin.starts_with("http://")) {
    return false;
  }
  const std::size_t port =
      base.host.find(':', base.host.starts_with('[') ? base.host.find(']') : 0);
  const std::string host = lower(std::string_view(base.host).substr(0, port));
  const bool is_ipv4_loopback = host.starts_with("127.") &&
                                std::count(host.begin(), host.end(), '.') == 3 &&
                                host.find_first_not_of("0123456789.") == std::string::npos;
  return !is_ipv4_loopback && host != "[::1]" && host != "localhost" &&
         !host.ends_with(".localhost");
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
  std::string command = "curl";
  for (const CurlOption& option : curl_options(base, request)) {
    command += option.name == "url" ? std::string(" ") : std::string(" --").append(option.name);
    if (!option.value.empty() || option.name == "data-raw") {
      command.append(option.name == "url" ? "" : " ");
      command += option.name == "request" ? option.value : in_quotes(option.value);
    }
  }
  return command + '\n';
}

std::string as_curl_config(const Base& base, const HttpRequest& request) {
  std::string config;
  for (const CurlOption& option : curl_options(base, request)) {
    config += option.name;
    if (!option.value.empty() || option.name == "data-raw") {
      config.append(" = ").append(in_curl_quotes(option.value));
    }
    config += '\n';
  }
  return config;
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
