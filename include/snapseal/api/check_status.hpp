// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal::api {

/// GET / (neither signed nor authorized: it says nothing about a key; `list_users` does).
[[nodiscard]] SNAPSEAL_API Request<Anonymous> check_status();

/// What the reply tells; it need not tell any of it.
struct ApiStatus {
  std::optional<std::int64_t> version;  ///< Nothing unless it is a whole number.
  bool online = false;                  ///< Whether the reply says so.
  std::string timestamp;                ///< The server's time as it wrote it; empty if it did not.
  /// The same as a value: ISO 8601 with an offset, or seconds or milliseconds since 1970. Else the
  /// reply's `Date` header, unless it came out of a cache. `nullopt` if there is neither.
  std::optional<std::chrono::sys_time<std::chrono::microseconds>> server_time;
  /// As the reply has them.
  std::optional<SystemTime> sent;
  std::optional<SystemTime> received;
};

/// Throws `ApiError`, and codes 101 to 103 if the reply is not a JSON object.
[[nodiscard]] SNAPSEAL_API ApiStatus parse_check_status(const Reply& reply,
                                                        const Limits& limits = {});

}  // namespace snapseal::api
