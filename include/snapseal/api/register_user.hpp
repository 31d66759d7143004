// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/api/types.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/keys/public_key.hpp>

namespace snapseal::api {

/// POST /snapTrade/registerUser
[[nodiscard]] SNAPSEAL_API Request<CommercialKey> register_user(const UserId& user);
/// The same with the user's RSA key as `rsaPublicKey`, so that answers come encrypted. Legacy: the
/// member left the API's published description in October 2023.
[[nodiscard]] SNAPSEAL_API Request<CommercialKey> register_user(const UserId& user,
                                                                const PublicKey& rsa_public_key);

/// The user with his new secret. It is told this once: store it before anything else is done. If
/// this throws, the secret may still stand in the reply. Throws `ApiError`, and what is wrong with
/// the reply: codes 101 to 106.
[[nodiscard]] SNAPSEAL_API User parse_register_user(const Reply& reply, const Limits& limits = {});

}  // namespace snapseal::api
