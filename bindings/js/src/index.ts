// SPDX-License-Identifier: Apache-2.0
// What the user's device needs. What needs a consumer key is in snapseal/partner.
export { SnapsealError, type ErrorCode, type RuntimeErrorCode } from "./error.js";
export type { LibraryErrorCode } from "./error_codes.js";
export type { CryptoOptions, CryptoProvider, WebCryptoKey } from "./provider.js";
export type { Text } from "./text.js";
export type { EncryptedMessage, EncryptedResponse, ParseOptions } from "./envelope.js";
export { PublicKey } from "./public_key.js";
export { fromUnwrapper, fromWebCryptoKey, generateKey, type GenerateOptions, type PrivateKey } from "./private_key.js";
export { decryptMessage } from "./decrypt_message.js";
export { decryptResponse, type DecryptedResponse, type DecryptOptions, type NonceForm, type OcbCipher } from "./decrypt.js";
export { nodeOcb } from "./node_ocb.js";
export { encryptResponse, type EncryptOptions } from "./encrypt.js";
export { inspectResponse, type FieldReport, type ResponseReport } from "./inspect.js";
export { importKey } from "./import_key.js";
export { importPublicKey } from "./import_public_key.js";
export { KeyStore, openKeyStore, type KeyStoreOptions } from "./key_store.js";
export { AccessToken, type UnverifiedClaims } from "./access_token.js";
export { parseConnectionPortal, type ConnectionPortal } from "./connection_portal.js";
