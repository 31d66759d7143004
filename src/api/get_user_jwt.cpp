// SPDX-License-Identifier: Apache-2.0
#include <snapseal/api/get_user_jwt.hpp>

namespace snapseal::api {

Request<Commercial> get_user_jwt(const User& user) {
  return request(user, Method::get, "/snapTrade/encryptedJWT");
}

EncryptedResponse parse_get_user_jwt(const Reply& reply, const ParseOptions& options) {
  require_success(reply);
  return EncryptedResponse::parse(reply.body, options);
}

AccessToken parse_get_user_jwt(const Reply& reply, const KeyRing& keys,
                               const DecryptOptions& options, const ParseOptions& parse_options) {
  require_success(reply);
  const DecryptedResponse opened = decrypt_response(keys, reply.body, options, parse_options);
  return AccessToken::parse(opened.text.expose(), parse_options.limits);
}

}  // namespace snapseal::api
