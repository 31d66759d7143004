// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/signing/base_url.hpp>

#include "signing/target.hpp"

namespace snapseal {

namespace {

/// A host and a port (RFC 3986 section 3.2), also of an IPv6 address; no user name.
bool is_host_and_port(std::string_view text) {
  const auto is_host_character = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  };
  return !text.empty() && text.front() != ':' &&
         std::all_of(text.begin(), text.end(), is_host_character);
}

}  // namespace

BaseUrl::BaseUrl() : BaseUrl("https://api.snaptrade.com") {}

BaseUrl::BaseUrl(Checked /*tag*/, std::string_view url) : origin_size_(0) {
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  origin_size_ = std::min(url.find_first_of("/?#", host), url.size());
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
