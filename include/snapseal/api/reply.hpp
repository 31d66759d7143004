// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <snapseal/core/time.hpp>
#include <snapseal/export.hpp>

namespace snapseal::api {

/// How many requests the API takes, as the headers of a reply say; `nullopt` for what they do not.
struct RateLimit {
  std::optional<std::uint32_t> limit = {};      ///< X-RateLimit-Limit: requests in a period.
  std::optional<std::uint32_t> remaining = {};  ///< X-RateLimit-Remaining: those left of them.
  /// X-RateLimit-Reset: seconds until the period ends, counted from the reply.
  std::optional<std::uint32_t> reset_seconds = {};
};

/// What a transport brought back.
struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  /// When the request went and the reply came, by this machine's clock, if the caller says so:
  /// `ServerClock` learns from both, and `ConnectionPortal::expires_at` counts from `received`.
  std::optional<SystemTime> sent = {};
  std::optional<SystemTime> received = {};

  /// The first header of that name, in any letter case; `nullopt` if there is none.
  [[nodiscard]] SNAPSEAL_API std::optional<std::string_view> header(std::string_view name) const;
  /// What the reply says of the API's rate limit.
  [[nodiscard]] SNAPSEAL_API RateLimit rate_limit() const;
};

}  // namespace snapseal::api
