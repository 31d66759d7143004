// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/get_user_jwt.hpp>

namespace snapseal::api {

Request<Commercial> get_user_jwt(const User& user) {
  return request(user, Method::get, "/snapTrade/encryptedJWT");
}

EncryptedResponse parse_get_user_jwt(const Reply& reply, const Limits& limits) {
  require_success(reply);
  return EncryptedResponse::parse(reply.body, limits);
}

AccessToken parse_get_user_jwt(const Reply& reply, const PrivateKey& key,
                               const DecryptOptions& options) {
  require_success(reply);
  return AccessToken::parse(decrypt_response(key, reply.body, options).text.expose(),
                            options.limits);
}

}  // namespace snapseal::api
