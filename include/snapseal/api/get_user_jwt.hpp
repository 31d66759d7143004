// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <snapseal/api/access_token.hpp>
#include <snapseal/api/api_error.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/keys/key_ring.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/parse_options.hpp>

namespace snapseal::api {

/// GET /snapTrade/encryptedJWT, for a user who was registered with an RSA key. Legacy: it left the
/// API's published description in July 2024.
[[nodiscard]] SNAPSEAL_API Request<Commercial> get_user_jwt(const User& user);

/// What the partner passes on to the user's device. Throws `ApiError`, and what
/// `EncryptedResponse::parse` throws.
[[nodiscard]] SNAPSEAL_API EncryptedResponse parse_get_user_jwt(const Reply& reply,
                                                                const ParseOptions& options = {});
/// Opens it too. Throws what `decrypt_response` and `AccessToken::parse` throw as well.
[[nodiscard]] SNAPSEAL_API AccessToken parse_get_user_jwt(const Reply& reply, const KeyRing& keys,
                                                          const DecryptOptions& options = {},
                                                          const ParseOptions& parse_options = {});

}  // namespace snapseal::api
