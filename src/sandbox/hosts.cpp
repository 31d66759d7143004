// SPDX-License-Identifier: Apache-2.0
#include "hosts.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "exchange.hpp"

namespace sandbox {
namespace {

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_ipv6_address(const std::string& text) {
  in6_addr address{};
  return ::inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

/// The address in "[::1]", or the text as it is.
std::string without_brackets(std::string_view text) {
  const bool has_both = text.size() > 2 && text.starts_with('[') && text.ends_with(']');
  return std::string(has_both ? text.substr(1, text.size() - 2) : text);
}

}  // namespace

Hosts::Hosts(const std::vector<std::string>& allowed) : names_{"127.0.0.1", "localhost", "[::1]"} {
  for (const std::string& name : allowed) {
    const std::string bare = lower(without_brackets(name));
    names_.push_back(is_ipv6_address(bare) ? "[" + bare + "]" : bare);
  }
}

bool Hosts::allows(std::string_view host) const {
  // A colon inside the brackets of an IPv6 address begins no port.
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string name = lower(std::string(host.substr(0, colon)));
  return (colon == std::string_view::npos || is_port(host.substr(colon + 1))) &&
         std::find(names_.begin(), names_.end(), name) != names_.end();
}

bool Hosts::is_name(std::string_view text) {
  static constexpr std::string_view characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
  return is_ipv6_address(without_brackets(text)) ||
         (!text.empty() && text.find_first_not_of(characters) == std::string_view::npos);
}

}  // namespace sandbox
