// SPDX-License-Identifier: Apache-2.0
#pragma once

/// snapseal opens the encrypted responses of SnapTrade's API on the user's own device, and signs
/// the partner's requests.
///
///     #include <snapseal/snapseal.hpp>
///
///     auto key = snapseal::PrivateKey::parse(pem_text, passphrase);
///     auto opened = snapseal::decrypt_response(key, body);
///     use(opened.text.expose());
///
/// What is here, room by room:
///   core/      Error and Errc, SecretBytes and SecretString, secret_from_file_text, base64, Limits
///   keys/      PrivateKey, PublicKey, KeyUnwrapper, keys on PKCS#11 tokens, inspect_key_file
///   response/  decrypt_response and its halves, decrypt_responses for many, encrypt_response,
///              EncryptedResponse, inspect
///   signing/   Partner, sign and verify, canonical_json, explain_signature, verify_webhook
///   api/       a request and the parser of its reply for each operation; AccessToken; ApiError
///
/// Rules that hold everywhere and are not repeated: text and bytes come in as views that are read
/// during the call only; results are owned by the caller; every length is in bytes unless it says
/// otherwise; bad input throws `snapseal::Error`; values may be read from many threads at once.
/// Nothing here does I/O, reads a clock or keeps global state. docs/conventions.md says more.

#include <snapseal/api/access_token.hpp>
#include <snapseal/api/api_error.hpp>
#include <snapseal/api/check_status.hpp>
#include <snapseal/api/client_access.hpp>
#include <snapseal/api/delete_user.hpp>
#include <snapseal/api/get_user_jwt.hpp>
#include <snapseal/api/list_users.hpp>
#include <snapseal/api/login_user.hpp>
#include <snapseal/api/register_user.hpp>
#include <snapseal/api/reply.hpp>
#include <snapseal/api/request.hpp>
#include <snapseal/api/reset_user_secret.hpp>
#include <snapseal/api/server_clock.hpp>
#include <snapseal/api/user.hpp>
#include <snapseal/core/base64.hpp>
#include <snapseal/core/error.hpp>
#include <snapseal/core/file_text.hpp>
#include <snapseal/core/json_object.hpp>
#include <snapseal/core/lifetime.hpp>
#include <snapseal/core/limits.hpp>
#include <snapseal/core/print.hpp>
#include <snapseal/core/references.hpp>
#include <snapseal/core/secret.hpp>
#include <snapseal/core/text_argument.hpp>
#include <snapseal/core/time.hpp>
#include <snapseal/explain/deviation.hpp>
#include <snapseal/explain/explain.hpp>
#include <snapseal/explain/query_warnings.hpp>
#include <snapseal/keys/key_file.hpp>
#include <snapseal/keys/key_ring.hpp>
#include <snapseal/keys/key_unwrapper.hpp>
#include <snapseal/keys/pkcs11.hpp>
#include <snapseal/keys/private_key.hpp>
#include <snapseal/keys/public_key.hpp>
#include <snapseal/keys/rsa_backend.hpp>
#include <snapseal/response/decrypt.hpp>
#include <snapseal/response/decrypt_options.hpp>
#include <snapseal/response/decrypt_responses.hpp>
#include <snapseal/response/encrypt.hpp>
#include <snapseal/response/encrypted_response.hpp>
#include <snapseal/response/inspect.hpp>
#include <snapseal/response/nonce_form.hpp>
#include <snapseal/response/parse_options.hpp>
#include <snapseal/response/shared_key.hpp>
#include <snapseal/signing/base_url.hpp>
#include <snapseal/signing/canonical_json.hpp>
#include <snapseal/signing/credentials.hpp>
#include <snapseal/signing/http_text.hpp>
#include <snapseal/signing/partner.hpp>
#include <snapseal/signing/request.hpp>
#include <snapseal/signing/signature.hpp>
#include <snapseal/signing/webhook.hpp>
#include <snapseal/version.hpp>
