// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <snapseal/api/api_error.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/time.hpp>

#include "api/clean_text.hpp"
#include "api/error_body.hpp"
#include "api/reply.hpp"

namespace snapseal::api {

namespace {

constexpr std::size_t detail_bytes_max = 512;
constexpr std::size_t request_id_bytes_max = 128;
constexpr std::size_t api_code_bytes_max = 32;
constexpr int too_many_requests = 429;

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
  return detail.substr(end).starts_with(" second") ? whole_number(detail.substr(0, end))
                                                   : std::nullopt;
}

std::optional<std::uint32_t> wait_of(const Reply& reply, std::string_view detail) {
  if (const auto header = reply.header("Retry-After")) {  // RFC 9110 section 10.2.3: two forms
    if (const auto seconds = whole_number(*header)) {
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
  const auto seconds = reset ? whole_number(*reset) : std::nullopt;
  // Some servers mean a time by it, and not a while.
  constexpr std::uint32_t year_2001 = 1'000'000'000;
  return seconds && *seconds >= year_2001
             ? seconds_until(reply, UnixTime(std::chrono::seconds(*seconds)))
             : seconds;
}

std::string what_of(const ApiError::Details& details) {
  std::string text = "the API answered with status " + std::to_string(details.status);
  return details.api_code.empty() ? text : text + ", code " + details.api_code;
}

/// The API's words for a `timestamp` that it does not take. It has no code of its own for that.
bool is_about_timestamp(std::string_view detail) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  constexpr std::string_view word = "timestamp";
  return std::search(detail.begin(), detail.end(), word.begin(), word.end(),
                     [&](char a, char b) { return lower(a) == b; }) != detail.end();
}

}  // namespace

ApiError::ApiError(Details details)
    : Error(Errc::api_error, "the API refused the request"),
      details_(std::move(details)),
      what_(what_of(details_)) {}

Retry ApiError::retry() const noexcept {
  constexpr int request_timeout = 408, service_unavailable = 503;
  const int status = details_.status;
  if (status == too_many_requests ||
      (status == service_unavailable && details_.retry_after_seconds)) {
    return Retry::after_wait;
  }
  if (status >= 500 || status == request_timeout) {
    return Retry::if_safe;
  }
  return is_about_timestamp(details_.detail) ? Retry::sign_again : Retry::never;
}

std::string_view to_string(Retry retry) noexcept {
  switch (retry) {
    case Retry::never: return "never";
    case Retry::after_wait: return "after_wait";
    case Retry::if_safe: return "if_safe";
    case Retry::sign_again: return "sign_again";
  }
  return "unknown";
}

void require_success(const Reply& reply) {
  if (reply.status >= 200 && reply.status <= 299) {
    return;
  }
  const ErrorBody body = read_error_body(reply.body);
  ApiError::Details details;
  details.status = reply.status;
  details.detail = clean_text(body.detail, detail_bytes_max);
  details.api_code = clean_name(body.code, api_code_bytes_max);
  details.request_id =
      clean_name(reply.header("X-Request-ID").value_or(std::string_view()), request_id_bytes_max);
  details.retry_after_seconds = wait_of(reply, details.detail);
  throw ApiError(std::move(details));
}

}  // namespace snapseal::api
