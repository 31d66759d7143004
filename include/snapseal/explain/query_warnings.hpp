// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include <snapseal/core/time.hpp>

namespace snapseal {

/// What the API refuses about a query though the signature is right.
enum class QueryWarning {
  client_id_missing,       ///< No clientId.
  timestamp_missing,       ///< No timestamp, or an empty one.
  timestamp_twice,         ///< More than one.
  timestamp_milliseconds,  ///< In milliseconds, and not in seconds.
  timestamp_not_a_number,  ///< Other characters than digits.
  timestamp_old,           ///< More than 300 seconds before `now`.
  timestamp_ahead,         ///< More than 300 seconds after `now`.
};
[[nodiscard]] SNAPSEAL_API std::string_view to_string(QueryWarning warning) noexcept;
[[nodiscard]] SNAPSEAL_API std::string_view advice(QueryWarning warning) noexcept;

/// What looks wrong about a raw query string, in the order above. How far the API lets clocks
/// differ is not known: 300 seconds is what it documents for webhooks.
[[nodiscard]] SNAPSEAL_API std::vector<QueryWarning> query_warnings(std::string_view query,
                                                                    SystemTime now);

}  // namespace snapseal
