// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/request.hpp>

#include "core/ascii.hpp"
#include "signing/percent.hpp"
#include "signing/target.hpp"

namespace snapseal {

namespace {

constexpr std::string_view redacted = "[redacted]";

void append_percent_encoded(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto size = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), signing::is_unreserved) - text.begin());
    out.append(text.substr(0, size));
    if (size == text.size()) {
      break;
    }
    signing::append_escaped(out, text[size]);
    text.remove_prefix(size + 1);
  }
}

/// Parameters whose values are left out of a description.
bool is_secret(std::string_view name, std::string_view value) {
  constexpr std::array parts{"secret",   "token",      "signature", "key",     "jwt",
                             "password", "credential", "auth",      "session", "code"};
  const std::string plain = ascii::lower(signing::percent_decoded(name, false));
  return signing::percent_decoded(value, false).starts_with("eyJ") ||  // a JWT, whatever its name
         std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return plain.find(part) != std::string::npos; });
}

/// Printable ASCII; other bytes are percent-encoded.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= '!' && c <= '~') {
      out += c;
    } else {
      signing::append_escaped(out, c);
    }
  }
  return out;
}

std::string describe_target(Method method, std::string_view target) {
  std::string out(to_string(method));
  out.append(" ");
  // What a careless path may use in place of "?" and "&" parts parameters here too.
  constexpr std::string_view separators = "?&;#";
  std::size_t at = std::min(target.find_first_of(separators), target.size());
  out.append(printable(target.substr(0, at)));
  while (at < target.size()) {
    out += target[at];
    const std::size_t end = std::min(target.find_first_of(separators, at + 1), target.size());
    const std::string_view parameter = target.substr(at + 1, end - at - 1);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) {
      out.append(printable(parameter));
    } else {
      const std::string_view name = parameter.substr(0, equals);
      const std::string_view value = parameter.substr(equals + 1);
      out.append(printable(name)).append("=");
      out.append(is_secret(name, value) ? std::string(redacted) : printable(value));
    }
    at = end;
  }
  return out;
}

std::size_t host_begin(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  return scheme_end == std::string_view::npos ? 0 : scheme_end + 3;
}

/// RFC 3986 section 3.3, without what must be escaped.
bool is_path(std::string_view path) {
  constexpr std::string_view others = "!$&'()*+,;=:@/";
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char c = path[at];
    if (signing::begins_with_escape(path.substr(at))) {
      at += 2;
    } else if (!signing::is_unreserved(c) && others.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool has_dot_segment(std::string_view path) {
  constexpr std::size_t longest = std::string_view("%2e%2e").size();
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end <= longest) {
      const std::string segment = signing::percent_decoded(path.substr(0, end), false);
      if (segment == "." || segment == "..") {
        return true;
      }
    }
    path.remove_prefix(end);
  }
  return false;
}

}  // namespace

std::string_view to_string(Method method) noexcept {
  switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::delete_: return "DELETE";
  }
  return "unknown";
}

std::string percent_encode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_percent_encoded(out, text);
  return out;
}

std::string describe(const RequestData& request) {
  std::string target = request.path;
  for (std::size_t i = 0; i < request.query.size(); ++i) {
    const auto& [name, value] = request.query[i];
    target.append(i == 0 ? "?" : "&").append(percent_encode(name)).append("=");
    target.append(percent_encode(value));
  }
  return describe_target(request.method, target);
}

std::string describe(const HttpRequest& request) {
  return describe_target(request.method, request.target());
}

std::string_view HttpRequest::host() const noexcept {
  const std::string_view after_scheme = std::string_view(url).substr(host_begin(url));
  return after_scheme.substr(0, after_scheme.find_first_of("/?#"));
}

std::string_view HttpRequest::target() const noexcept {
  const std::size_t host = host_begin(url);
  return std::string_view(url).substr(std::min(url.find_first_of("/?#", host), url.size()));
}

namespace signing {

void check_path(std::string_view path, Errc code, Literal field) {
  if (!path.starts_with("/") || path.starts_with("//")) {
    throw Error(code, "must begin with one slash", field);
  }
  if (!is_path(path)) {
    throw Error(code, "has a query, a fragment, or a character that must be percent-encoded",
                field);
  }
  if (has_dot_segment(path)) {
    throw Error(code, "has a segment of one or two dots", field);
  }
}

std::string url_of(const BaseUrl& base, std::string_view path) {
  check_path(path, Errc::invalid_request, "path");
  if (base.text().empty()) {
    throw Error(Errc::invalid_argument, "was moved from", "base URL");
  }
  return base.text() + std::string(path);
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  return ascii::are_same_caseless(a, b);
}

bool has_parameter(const Query& query, std::string_view name) noexcept {
  return std::any_of(query.begin(), query.end(),
                     [name](const auto& parameter) { return same_name(parameter.first, name); });
}

void append_parameter(std::string& out, std::string_view name, std::string_view value) {
  if (name.empty()) {
    throw Error(Errc::invalid_request, "has a parameter without name", "query");
  }
  append_percent_encoded(out, name);
  out += '=';
  append_percent_encoded(out, value);
}

std::string query_string(const Query& query) {
  std::string out;
  for (const auto& [name, value] : query) {
    out.append(out.empty() ? "" : "&");
    append_parameter(out, name, value);
  }
  return out;
}

void check_body(Method method, std::string_view body) {
  if (!body.empty() && (method == Method::get || method == Method::delete_)) {
    throw Error(Errc::invalid_request, "a GET or DELETE has no body", "body");
  }
}

std::string canonical_body(const RequestData& request) {
  if (!request.body || request.body->empty()) {
    return {};
  }
  std::string body = canonical_json(*request.body);
  return body == "null" || body == "{}" ? std::string() : body;
}

HttpRequest http_request(Method method, std::string url, std::string_view query, std::string body) {
  if (!query.empty()) {
    url.append("?").append(query);
  }
  return http_request(method, std::move(url), std::move(body));
}

HttpRequest http_request(Method method, std::string url, std::string body) {
  HttpRequest request{method, std::move(url), {}, std::move(body)};
  request.headers.reserve(3);  // and a signature or a token
  request.headers.emplace_back("Accept", "application/json");
  if (!request.body.empty()) {
    request.headers.emplace_back("Content-Type", "application/json");
  }
  return request;
}

}  // namespace signing
}  // namespace snapseal
