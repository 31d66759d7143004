// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <utility>
#include <vector>

#include <snapseal/core/time.hpp>
#include <snapseal/signing/base_url.hpp>
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/request.hpp>

namespace snapseal {

/// The kinds of keys that sign.
template <typename Kind>
concept SigningKind = std::same_as<Kind, Commercial> || std::same_as<Kind, Personal>;

/// Signs requests. `const` members may be called from many threads at once.
///
/// `sign` adds `clientId` and `timestamp` to the query, percent-encodes it once, makes the body's
/// canonical text, signs it and sends it as the body, so that what is signed is what is sent.
/// Throws `Errc::invalid_request` if the query already has `clientId`, `timestamp` or `signature`,
/// if the path does not begin with one slash, has a "?", a "#", or a character that must be
/// percent-encoded, or if a GET or DELETE has a body; and what `canonical_json` throws for the
/// body.
template <SigningKind Kind>
class BasicPartner;

namespace detail {
[[nodiscard]] SNAPSEAL_API HttpRequest sign_request(const ClientId& id, const ConsumerKey& key,
                                                    const BaseUrl& base, const RequestData& request,
                                                    UnixTime now);
}  // namespace detail

template <SigningKind Kind>
class BasicPartner {
 public:
  ///     Partner partner{"CLIENT_ID", consumer_key_text};
  BasicPartner(ClientId id, ConsumerKey key, BaseUrl base = {})
      : id_(std::move(id)), key_(std::move(key)), base_(std::move(base)) {}

  /// `now` is the `timestamp`: `std::chrono::system_clock::now()`, or `ServerClock::at` of it.
  [[nodiscard]] HttpRequest sign(const Request<Kind>& request, SystemTime now) const {
    return detail::sign_request(id_, key_, base_, request, now);
  }
  /// What looks wrong about the consumer key, as `ConsumerKey::warnings`: for the place where the
  /// API answers 401 with code 1076, its refusal of a signature.
  [[nodiscard]] std::vector<KeyWarning> key_warnings() const { return key_.warnings(); }
  [[nodiscard]] const ClientId& client_id() const noexcept SNAPSEAL_LIFETIMEBOUND { return id_; }
  /// The key, for webhooks: `verify_webhook(partner.consumer_key(), ...)`.
  [[nodiscard]] const ConsumerKey& consumer_key() const noexcept SNAPSEAL_LIFETIMEBOUND {
    return key_;
  }
  [[nodiscard]] const BaseUrl& base_url() const noexcept SNAPSEAL_LIFETIMEBOUND { return base_; }

 private:
  ClientId id_;
  ConsumerKey key_;
  BaseUrl base_;
};

/// Signs with a commercial key, and with a personal one.
using Partner = BasicPartner<Commercial>;
using PersonalAccess = BasicPartner<Personal>;

/// A request that needs no signature, ready to be sent.
[[nodiscard]] SNAPSEAL_API HttpRequest unsigned_request(const Request<Anonymous>& request,
                                                        const BaseUrl& base = {});

}  // namespace snapseal
