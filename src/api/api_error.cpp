// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <snapseal/api/types.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/signing/partner.hpp>

#include "api/clean_text.hpp"
#include "api/reply.hpp"

namespace snapseal::api {

namespace {

constexpr std::size_t detail_bytes_max = 512;
constexpr std::size_t request_id_bytes_max = 128;
constexpr std::size_t api_code_bytes_max = 32;
constexpr int too_many_requests = 429;

/// What the body says, where it is one of the two known shapes; else nothing of it.
void read_body(std::string_view body, ApiError::Details& details) {
  const Limits limits;
  if (body.size() > limits.request_bytes) {
    return;
  }
  try {
    const ReplyMembers members(body, limits.json_depth,
                               {"detail", "default_detail", "code", "default_code"});
    for (const char* name : {"detail", "default_detail"}) {
      if (details.detail.empty()) {
        details.detail = clean_text(members.string_or_empty(name), detail_bytes_max);
      }
    }
    for (const char* name : {"code", "default_code"}) {
      if (details.api_code.empty()) {  // a number, or a string of one
        details.api_code = clean_name(members.text_or_empty(name), api_code_bytes_max);
      }
    }
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): a page of a proxy, or nothing at all
  }
}

/// A whole number of seconds, and nothing else.
std::optional<std::uint32_t> seconds_in(std::string_view text) {
  std::uint32_t seconds = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(seconds)
                                                                  : std::nullopt;
}

/// From the reply's own `Date` to `then`.
std::optional<std::uint32_t> seconds_until(const Reply& reply, std::optional<UnixTime> then) {
  const auto date = reply.header("Date");
  const auto now = date ? parse_http_date(*date) : std::nullopt;
  if (!now || !then) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>((*then - *now).count(), 0, UINT32_MAX));
}

/// "Expected available in 7 seconds."
std::optional<std::uint32_t> seconds_in_detail(std::string_view detail) {
  constexpr std::string_view before = "available in ";
  const std::size_t at = detail.find(before);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  detail.remove_prefix(at + before.size());
  const std::size_t end = std::min(detail.find(' '), detail.size());
  return detail.substr(end).starts_with(" second") ? seconds_in(detail.substr(0, end))
                                                   : std::nullopt;
}

std::optional<std::uint32_t> wait_of(const Reply& reply, std::string_view detail) {
  if (const auto header = reply.header("Retry-After")) {  // RFC 9110 section 10.2.3: two forms
    if (const auto seconds = seconds_in(*header)) {
      return seconds;
    }
    if (const auto seconds = seconds_until(reply, parse_http_date(*header))) {
      return seconds;
    }
  }
  if (reply.status != too_many_requests) {
    return std::nullopt;
  }
  if (const auto seconds = seconds_in_detail(detail)) {
    return seconds;
  }
  const auto reset = reply.header("X-RateLimit-Reset");
  const auto seconds = reset ? seconds_in(*reset) : std::nullopt;
  // Some servers mean a time by it, and not a while.
  constexpr std::uint32_t year_2001 = 1'000'000'000;
  return seconds && *seconds >= year_2001
             ? seconds_until(reply, UnixTime(std::chrono::seconds(*seconds)))
             : seconds;
}

}  // namespace

ApiError::ApiError(Details details)
    : Error(Errc::api_error, "the API refused the request"), details_(std::move(details)) {}

void require_success(const Reply& reply) {
  if (reply.status >= 200 && reply.status <= 299) {
    return;
  }
  ApiError::Details details;
  details.status = reply.status;
  read_body(reply.body, details);
  details.request_id =
      clean_name(reply.header("X-Request-ID").value_or(std::string_view()), request_id_bytes_max);
  details.retry_after_seconds = wait_of(reply, details.detail);
  throw ApiError(std::move(details));
}

}  // namespace snapseal::api
