// SPDX-License-Identifier: Apache-2.0
#include "signing/target.hpp"

#include <algorithm>
#include <snapseal/signing/canonical_json.hpp>

#include "core/ascii.hpp"
#include "signing/percent.hpp"

namespace snapseal::signing {

namespace {

/// RFC 3986 section 3.3, without what must be escaped.
bool is_path(std::string_view path) {
  constexpr std::string_view others = "!$&'()*+,;=:@/";
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char c = path[at];
    if (begins_with_escape(path.substr(at))) {
      at += 2;
    } else if (!is_unreserved(c) && others.find(c) == std::string_view::npos) {
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
      const std::string segment = percent_decoded(path.substr(0, end), false);
      if (segment == "." || segment == "..") {
        return true;
      }
    }
    path.remove_prefix(end);
  }
  return false;
}

}  // namespace

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

}  // namespace snapseal::signing
