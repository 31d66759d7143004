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
  signing::append_percent_encoded(out, text);
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

}  // namespace snapseal
