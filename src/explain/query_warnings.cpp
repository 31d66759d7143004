// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <optional>
#include <snapseal/explain/query_warnings.hpp>

#include "explain/query_parts.hpp"

namespace snapseal {

namespace {

std::optional<QueryWarning> warning_of(std::string_view timestamp, UnixTime now) {
  constexpr std::chrono::seconds tolerance{300};
  constexpr std::size_t seconds_digits_max = 11;  // beyond the year 5000, seconds have twelve
  std::int64_t value = 0;
  const char* const end = timestamp.data() + timestamp.size();
  const auto read = std::from_chars(timestamp.data(), end, value);
  if (timestamp.find_first_not_of("0123456789") != std::string_view::npos) {
    return QueryWarning::timestamp_not_a_number;
  }
  if (timestamp.size() > seconds_digits_max || read.ec != std::errc()) {
    return QueryWarning::timestamp_milliseconds;
  }
  // Not the difference, which may overflow.
  const UnixTime time{std::chrono::seconds(value)};
  constexpr UnixTime first{std::chrono::seconds(0)};
  const UnixTime clock = std::clamp(now, first, UnixTime{std::chrono::seconds(1'000'000'000'000)});
  return time < clock - tolerance   ? std::optional(QueryWarning::timestamp_old)
         : time > clock + tolerance ? std::optional(QueryWarning::timestamp_ahead)
                                    : std::nullopt;
}

}  // namespace

std::vector<QueryWarning> query_warnings(std::string_view query, SystemTime now) {
  std::vector<std::string_view> timestamps;
  bool has_client_id = false;
  for (const std::string_view parameter : explain::parameters(query)) {
    const std::string_view name = explain::name_of(parameter);
    has_client_id = has_client_id || (name == "clientId" && !explain::value_of(parameter).empty());
    if (name == "timestamp") {
      timestamps.push_back(explain::value_of(parameter));
    }
  }
  std::vector<QueryWarning> found;
  if (!has_client_id) {
    found.push_back(QueryWarning::client_id_missing);
  }
  if (timestamps.empty() || timestamps.front().empty()) {
    found.push_back(QueryWarning::timestamp_missing);
  } else if (timestamps.size() > 1) {
    found.push_back(QueryWarning::timestamp_twice);
  } else if (const auto warning = warning_of(timestamps.front(), now)) {
    found.push_back(*warning);
  }
  return found;
}

std::string_view to_string(QueryWarning warning) noexcept {
  switch (warning) {
    case QueryWarning::client_id_missing: return "client_id_missing";
    case QueryWarning::timestamp_missing: return "timestamp_missing";
    case QueryWarning::timestamp_twice: return "timestamp_twice";
    case QueryWarning::timestamp_milliseconds: return "timestamp_milliseconds";
    case QueryWarning::timestamp_not_a_number: return "timestamp_not_a_number";
    case QueryWarning::timestamp_old: return "timestamp_old";
    case QueryWarning::timestamp_ahead: return "timestamp_ahead";
  }
  return "unknown";
}

std::string_view advice(QueryWarning warning) noexcept {
  switch (warning) {
    case QueryWarning::client_id_missing: return "Put clientId into the query.";
    case QueryWarning::timestamp_missing:
      return "Put timestamp into the query: the time in seconds since 1970.";
    case QueryWarning::timestamp_twice: return "Put timestamp into the query once.";
    case QueryWarning::timestamp_milliseconds:
      return "Send the timestamp in seconds, which has ten digits. This one is in milliseconds or "
             "smaller units, and the API refuses it.";
    case QueryWarning::timestamp_not_a_number:
      return "Send the timestamp as digits only: whole seconds since 1970.";
    case QueryWarning::timestamp_old:
      return "The timestamp is more than 5 minutes ago, and the API refuses old requests. If the "
             "request is being sent now, set the clock of the machine that signs.";
    case QueryWarning::timestamp_ahead:
      return "The timestamp is more than 5 minutes in the future, and the API refuses such "
             "requests. Set the clock of the machine that signs.";
  }
  return "";
}

}  // namespace snapseal
