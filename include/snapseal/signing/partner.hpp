// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/request.hpp>

namespace snapseal {

/// Seconds since 1970-01-01 00:00 UTC, as the API's `timestamp`. The library reads no clock.
using UnixTime = std::chrono::sys_seconds;

/// The kinds of keys that sign.
template <typename Kind>
concept SigningKind = std::same_as<Kind, Commercial> || std::same_as<Kind, Personal>;

/// Signs requests. `const` members may be called from many threads at once.
///
/// `sign` adds `clientId` and `timestamp` to the query, percent-encodes it once, makes the body's
/// canonical text, signs it and sends it as the body, so that what is signed is what is sent.
/// Throws `Errc::invalid_request` if the query already has `clientId`, `timestamp` or `signature`,
/// if the path has no slash in front, has a "?" or "#" or what is not percent-encoded in it, if a
/// GET or DELETE has a body; and what `canonical_json` throws for the body.
template <SigningKind Kind>
class BasicPartner;

namespace detail {
[[nodiscard]] SNAPSEAL_API HttpRequest sign_request(const ClientId& id, const ConsumerKey& key,
                                                    std::string_view base_path,
                                                    const RequestData& request, UnixTime now);
}  // namespace detail

template <SigningKind Kind>
class BasicPartner {
 public:
  /// `base_path` is the path of the base URL, "" or "/api/v1" for example: it is sent and signed.
  BasicPartner(ClientId id, ConsumerKey key, std::string base_path = {})
      : id_(std::move(id)), key_(std::move(key)), base_path_(std::move(base_path)) {}

  [[nodiscard]] HttpRequest sign(const Request<Kind>& request, UnixTime now) const {
    return detail::sign_request(id_, key_, base_path_, request, now);
  }
  /// What looks wrong about the consumer key, as `ConsumerKey::warnings`: for the place where the
  /// API answers 401 with code 1076, its refusal of a signature.
  [[nodiscard]] std::vector<KeyWarning> key_warnings() const { return key_.warnings(); }
  [[nodiscard]] const ClientId& client_id() const noexcept SNAPSEAL_LIFETIMEBOUND { return id_; }

 private:
  ClientId id_;
  ConsumerKey key_;
  std::string base_path_;
};

/// Signs with a commercial key, and with a personal one.
using Partner = BasicPartner<Commercial>;
using PersonalAccess = BasicPartner<Personal>;

/// A request that needs no signature, ready to be sent.
[[nodiscard]] SNAPSEAL_API HttpRequest unsigned_request(const Request<Anonymous>& request,
                                                        std::string_view base_path = {});

/// The time of an HTTP `Date` header (RFC 9110 section 5.6.7, its three forms), or of the API's own
/// ISO 8601 times ("2026-11-22T10:00:00.123456Z", with offset or Z). Nothing if it is neither.
[[nodiscard]] SNAPSEAL_API std::optional<UnixTime> parse_http_date(std::string_view text);
[[nodiscard]] SNAPSEAL_API std::optional<std::chrono::sys_time<std::chrono::microseconds>>
parse_iso8601(std::string_view text);

/// How far the server's clock is ahead of this one. `server` is what a reply said, `sent` and
/// `received` when the request went and the reply came, by this clock.
[[nodiscard]] SNAPSEAL_API std::chrono::seconds clock_offset(UnixTime server, UnixTime sent,
                                                             UnixTime received) noexcept;

}  // namespace snapseal
