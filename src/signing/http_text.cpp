// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/signing/http_text.hpp>
#include <vector>

#include "signing/target.hpp"

namespace snapseal {

namespace {

bool has_header(const HttpRequest& request, std::string_view name) {
  return std::any_of(request.headers.begin(), request.headers.end(),
                     [name](const auto& header) { return signing::same_name(header.first, name); });
}

/// Methods whose requests say how long their body is even if there is none (RFC 9110 section 8.6).
bool tells_length(const HttpRequest& request) {
  return !request.body.empty() ||
         (request.method != Method::get && request.method != Method::delete_);
}

/// An option of curl by its long name, and its value; empty if it takes none.
struct CurlOption {
  std::string_view name;
  std::string value;
};

std::vector<CurlOption> curl_options(const HttpRequest& request) {
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
      options.push_back({"header", "Content-Type:"});  // not the one that curl adds for a form
    }
    options.push_back({"data-raw", request.body});
  }
  options.push_back({"url", request.url});
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

/// One word for a POSIX shell.
std::string in_shell_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += R"('\'')";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

std::string to_curl(const HttpRequest& request) {
  std::string command = "curl";
  for (const CurlOption& option : curl_options(request)) {
    command += option.name == "url" ? std::string(" ") : std::string(" --").append(option.name);
    if (!option.value.empty() || option.name == "data-raw") {
      command.append(option.name == "url" ? "" : " ");
      command += option.name == "request" ? option.value : in_shell_quotes(option.value);
    }
  }
  return command + '\n';
}

std::string to_curl_config(const HttpRequest& request) {
  std::string config;
  for (const CurlOption& option : curl_options(request)) {
    config += option.name;
    if (!option.value.empty() || option.name == "data-raw") {
      config.append(" = ").append(in_curl_quotes(option.value));
    }
    config += '\n';
  }
  return config;
}

std::string to_http(const HttpRequest& request) {
  std::string text(to_string(request.method));
  text.append(" ").append(request.target()).append(" HTTP/1.1\r\n");
  const auto add = [&text](std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
  };
  add("Host", request.host());
  for (const auto& [name, value] : request.headers) {
    add(name, value);
  }
  if (tells_length(request)) {
    add("Content-Length", std::to_string(request.body.size()));
  }
  return text.append("\r\n").append(request.body);
}

}  // namespace snapseal
