// SPDX-License-Identifier: Apache-2.0
// What a partner's server needs: snapseal/partner. A consumer key never belongs into a page or an app.
export { SnapsealError, type ErrorCode, type RuntimeErrorCode } from "./error.js";
export type { LibraryErrorCode } from "./error_codes.js";
export type { CryptoOptions, CryptoProvider } from "./provider.js";
export type { Text } from "./text.js";
export { PublicKey } from "./public_key.js";
export { importPublicKey } from "./import_public_key.js";
export { canonicalJson, canonicalJsonOf, type JsonValue } from "./canonical_json.js";
export { sign, verify, type SignedContent } from "./signature.js";
export { Partner, type PartnerOptions } from "./partner.js";
export type { HttpRequest, Request } from "./request.js";
export { deleteUser, getUserJwt, listUsers, loginUser, registerUser, resetUserSecret, type LoginOptions, type User } from "./operations.js";
export { verifyWebhook, type VerifiedWebhook, type WebhookOptions } from "./webhook.js";
export { ApiError, requireSuccess, type Reply, type Retry } from "./reply.js";
export { parseCheckStatus, parseDeleteUser, parseGetUserJwt, parseListUsers, parseLoginUser, parseNewSecret, type ApiStatus } from "./replies.js";
export { parseConnectionPortal, type ConnectionPortal } from "./connection_portal.js";
