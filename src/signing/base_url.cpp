// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <snapseal/signing/base_url.hpp>

#include "core/ascii.hpp"
#include "signing/target.hpp"

namespace snapseal {

namespace {

bool is_host_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return ascii::is_digit(c) || ascii::is_letter(c) || c == '.' || c == '-' || c == '_';
  });
}

/// "[::1]"
bool is_ipv6_address(std::string_view text) {
  return text.starts_with('[') && text.ends_with(']') &&
         std::count(text.begin(), text.end(), ':') >= 2 &&
         std::all_of(text.begin() + 1, text.end() - 1,
                     [](char c) { return ascii::is_hex_digit(c) || c == ':' || c == '.'; });
}

/// 1 to 65535
bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  return fault == std::errc() && end == text.data() + text.size() && port > 0;
}

/// A host, and a port if there is one (RFC 3986 section 3.2); no user name.
bool is_host_and_port(std::string_view text) {
  const std::size_t colon = text.find(':', text.starts_with('[') ? text.find(']') : 0);
  const std::string_view host = text.substr(0, colon);
  return (is_host_name(host) || is_ipv6_address(host)) &&
         (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

}  // namespace

BaseUrl::BaseUrl() : BaseUrl("https://api.snaptrade.com") {}

BaseUrl::BaseUrl(Checked /*tag*/, std::string_view url) : origin_size_(0) {
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  origin_size_ = std::min(url.find('/', host), url.size());
  if (host == 0 || !is_host_and_port(url.substr(host, origin_size_ - host))) {
    throw Error(Errc::invalid_argument,
                "must be https://HOST, or http://HOST, with a port or a path after it if need be",
                "base URL");
  }
  while (url.size() > origin_size_ && url.ends_with('/')) {
    url.remove_suffix(1);
  }
  if (url.size() > origin_size_) {
    signing::check_path(url.substr(origin_size_), Errc::invalid_argument, "base URL");
  }
  text_ = url;
}

}  // namespace snapseal
