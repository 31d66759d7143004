// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <snapseal/api/access_token.hpp>
#include <snapseal/signing/base_url.hpp>
#include <snapseal/signing/request.hpp>

namespace snapseal::api {

/// Authorizes requests of a user's device with its access token: `Authorization: JWT <token>`. No
/// signature, timestamp, userId or userSecret goes with them. `const` members may be called from
/// many threads at once.
class SNAPSEAL_API ClientAccess {
 public:
  explicit ClientAccess(AccessToken token, BaseUrl base = {})
      : token_(std::move(token)), base_(std::move(base)) {}

  /// Throws `Errc::invalid_request` if the query has userId, userSecret, timestamp or signature,
  /// and for what `Partner::sign` throws it; what `canonical_json` throws for the body. Whether the
  /// token has expired is not checked: `AccessToken::is_expired` tells.
  [[nodiscard]] HttpRequest authorize(const Request<Device>& request) const;
  [[nodiscard]] const AccessToken& token() const noexcept SNAPSEAL_LIFETIMEBOUND { return token_; }

 private:
  AccessToken token_;
  BaseUrl base_;
};

}  // namespace snapseal::api
