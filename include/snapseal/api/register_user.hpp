// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/keys/public_key.hpp>

namespace snapseal::api {

/// POST /snapTrade/registerUser
[[nodiscard]] SNAPSEAL_API Request<Commercial> register_user(const UserId& user);
/// The same with the user's RSA key as `rsaPublicKey`, so that answers come encrypted. Legacy: the
/// member left the API's published description in October 2023.
[[nodiscard]] SNAPSEAL_API Request<Commercial> register_user(const UserId& user,
                                                             const PublicKey& rsa_public_key);

/// The user with the new secret. It is told this once: store it before anything else is done.
/// `userSecret` is needed in the reply, and nothing else: an id that the reply does not tell is
/// `requested`, or empty. Throws `ApiError`. Every other error (codes 101 to 106) is about the
/// field `userSecret`, and the reply may still hold the secret: keep its body.
[[nodiscard]] SNAPSEAL_API User parse_register_user(const Reply& reply, const UserId& requested,
                                                    const Limits& limits = {});
[[nodiscard]] SNAPSEAL_API User parse_register_user(const Reply& reply, const Limits& limits = {});

}  // namespace snapseal::api
