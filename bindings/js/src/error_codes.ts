// SPDX-License-Identifier: Apache-2.0
// Made by scripts/error-codes.mjs from include/snapseal/core/error.hpp: change that file.

/** What went wrong, as the library's `Errc` and the program's `--json` name it. */
export type LibraryErrorCode =
  /** 101. The text is longer than Limits allow. */
  | "input_too_large"
  /** 102. Not JSON (RFC 8259), or not one JSON object. */
  | "malformed_json"
  /** 103. Nested deeper than Limits::json_depth. */
  | "json_too_deep"
  /** 104. An object has two members of one name. */
  | "duplicate_member"
  /** 105. A member that must be there is not. */
  | "missing_member"
  /** 106. A member is of another JSON type, or null. */
  | "wrong_member_type"
  /** 107. Not canonical base64 (RFC 4648 section 4). */
  | "invalid_base64"
  /** 108. Not as long as an (or this) RSA modulus. */
  | "invalid_encrypted_shared_key_length"
  /** 109. The tag does not have 16 bytes. */
  | "invalid_tag_length"
  /** 110. The nonce does not have 1 to 15 bytes. */
  | "invalid_nonce_length"
  /** 111. A JSON number beyond what a double holds. */
  | "number_out_of_range"
  /** 112. A JSON string that is no Unicode text. */
  | "lone_surrogate"
  /** 113. Not a JWT (RFC 7519), or its claims are no JSON. */
  | "malformed_token"
  /** 201. Not a key file of any known kind. */
  | "unrecognized_key_format"
  /** 202. A known kind of key file that is not read here. */
  | "unsupported_key_format"
  /** 203. A key, but not one for RSA encryption. */
  | "unsupported_key_algorithm"
  /** 204. A public key or certificate in a private key's place. */
  | "not_a_private_key"
  /** 205. A private key or certificate in a public key's place. */
  | "not_a_public_key"
  /** 206. The key file is damaged. */
  | "malformed_key"
  /** 207. The numbers of the key do not fit each other. */
  | "inconsistent_key"
  /** 208. The modulus has fewer than 1024 or more than 16384 bits. */
  | "unsupported_key_size"
  /** 209. The public exponent is even, or below 3, or too long. */
  | "unsupported_public_exponent"
  /** 210. The key file is encrypted and no passphrase was given. */
  | "passphrase_required"
  /** 211. The passphrase does not open the key file. */
  | "wrong_passphrase"
  /** 212. The key file is encrypted in a way that is not read here. */
  | "unsupported_key_encryption"
  /** 213. The passphrase hashing costs more than Limits allow. */
  | "key_encryption_too_costly"
  /** 214. The key's numbers are not here: a token, a KeyUnwrapper. */
  | "private_key_not_exportable"
  /** 215. The token needs a PIN and none was given. */
  | "pin_required"
  /** 216. The token does not take the PIN. Each try counts there. */
  | "wrong_pin"
  /** 217. The token takes no PIN any more, after too many wrong ones. */
  | "pin_locked"
  /** 218. No PKCS#11 token, or more than one, is what the URI says. */
  | "token_not_found"
  /** 219. No private key on the token, or more than one, likewise. */
  | "key_not_found"
  /** 301. Wrong key, or changed data. Which of the two is never told. */
  | "decryption_failed"
  /** 302. Not below the modulus (RFC 8017 section 5.1.2): the response was made for another key. */
  | "encrypted_shared_key_out_of_range"
  /** 401. An argument that no input can make valid. */
  | "invalid_argument"
  /** 402. A shared key does not have 16, 24 or 32 bytes. */
  | "invalid_shared_key_length"
  /** 403. A request that cannot be signed as it is. */
  | "invalid_request"
  /** 501. The crypto library lacks or refuses something that is needed. */
  | "crypto_unavailable"
  /** 502. The PKCS#11 module cannot be loaded, or the token fails or is gone. */
  | "token_failed"
  /** 503. In a batch: a KeyUnwrapper threw what is no Error. */
  | "key_unwrapper_failed"
  /** 601. The signature is not the one of this content and key. */
  | "wrong_signature"
  /** 602. The event is older than the tolerance allows. */
  | "webhook_too_old"
  /** 603. The event is later than the tolerance allows. */
  | "webhook_too_new"
  /** 604. The API refused the request: see api::ApiError. */
  | "api_error";
