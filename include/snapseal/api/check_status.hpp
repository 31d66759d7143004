// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <snapseal/api/types.hpp>
#include <snapseal/core/limits.hpp>

namespace snapseal::api {

/// GET / (neither signed nor authorized: it says nothing about a key; `list_users` does).
[[nodiscard]] SNAPSEAL_API Request<NoKey> check_status();

struct ApiStatus {
  std::int64_t version = 0;
  bool online = false;
  std::string timestamp;  ///< The server's time as it wrote it.
  /// The same as a value; nothing if it is not ISO 8601 with an offset.
  std::optional<std::chrono::sys_time<std::chrono::microseconds>> server_time;
};

/// Throws `ApiError`, and what is wrong with the reply: codes 101 to 106.
[[nodiscard]] SNAPSEAL_API ApiStatus parse_check_status(const Reply& reply,
                                                        const Limits& limits = {});

}  // namespace snapseal::api
