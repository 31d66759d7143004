// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <snapseal/core/error.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/core/text_argument.hpp>

namespace snapseal {

/// Where the API is: the beginning of each request's URL. Its path is sent and signed.
class SNAPSEAL_API BaseUrl {
 public:
  /// "https://api.snaptrade.com". The API's documents name "https://api.snaptrade.com/api/v1" too:
  /// docs/protocol.md says what is known of the difference.
  BaseUrl();
  /// SCHEME://HOST[:PORT][/PATH], where SCHEME is https. It may be http, which hides nothing on its
  /// way: for a server on this machine. Slashes at the end are left out. Throws
  /// `Errc::invalid_argument` for anything else: a user name, a query, a fragment, a path with
  /// segments "." or "..", or characters that a URL cannot have there (RFC 3986).
  template <TextArgument Text>
  // NOLINTNEXTLINE(google-explicit-constructor): text is what a URL is
  BaseUrl(const Text& url) : BaseUrl(Checked(), text_of(url)) {}

  /// The whole of it, without a slash at the end. Empty if it was moved from; then whatever makes a
  /// URL of it throws `Errc::invalid_argument`.
  [[nodiscard]] const std::string& text() const noexcept SNAPSEAL_LIFETIMEBOUND { return text_; }
  /// "https://api.snaptrade.com"
  [[nodiscard]] std::string_view origin() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return std::string_view(text_).substr(0, origin_size_);
  }
  /// "" or "/api/v1"
  [[nodiscard]] std::string_view path() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return std::string_view(text_).substr(std::min(origin_size_, text_.size()));
  }
  [[nodiscard]] friend bool operator==(const BaseUrl&, const BaseUrl&) = default;

 private:
  struct Checked {};
  BaseUrl(Checked, std::string_view url);

  std::string text_;
  std::size_t origin_size_;
};

}  // namespace snapseal
