// SPDX-License-Identifier: Apache-2.0
// A request for each operation, for `Partner.sign`. What they are is told in the API's documents.
import type { PublicKey } from "./public_key.js";
import type { Request } from "./request.js";

/** A user and the secret that the API made for him. */
export interface User {
  readonly userId: string;
  readonly userSecret: string;
}

/** What is not set is not sent, and the API's default holds. */
export interface LoginOptions {
  /** The slug of the brokerage to connect, "ALPACA" for example. */
  readonly broker?: string;
  readonly immediateRedirect?: boolean;
  readonly customRedirect?: string;
  /** The UUID of a disabled connection to connect again. */
  readonly reconnect?: string;
  readonly connectionType?: "read" | "trade" | "trade-if-available";
  readonly showCloseButton?: boolean;
  readonly darkMode?: boolean;
  readonly locale?: string;
  readonly connectionPortalVersion?: "v4" | "v3" | "v2";
}

const userQuery = ({ userId, userSecret }: User): Required<Request>["query"] => [["userId", userId], ["userSecret", userSecret]]; // prettier-ignore

/** GET /snapTrade/listUsers: without side effects, and shows whether clientId and consumer key are right. */
export const listUsers = (): Request => ({ method: "GET", path: "/snapTrade/listUsers" });

/** POST /snapTrade/registerUser. With the user's RSA key, answers come encrypted. The answer tells the secret this once. */
export const registerUser = (userId: string, rsaPublicKey?: PublicKey): Request => ({
  method: "POST",
  path: "/snapTrade/registerUser",
  body: { userId, rsaPublicKey: rsaPublicKey?.line() },
});

/** POST /snapTrade/resetUserSecret: the present secret ceases to work. */
export const resetUserSecret = ({ userId, userSecret }: User): Request => ({ method: "POST", path: "/snapTrade/resetUserSecret", body: { userId, userSecret } });

/** DELETE /snapTrade/deleteUser: takes the user's connections and data with it, for ever. */
export const deleteUser = (userId: string): Request => ({ method: "DELETE", path: "/snapTrade/deleteUser", query: [["userId", userId]] });

/** POST /snapTrade/login: a connection link, or for a user with an RSA key an encrypted response. */
export const loginUser = (user: User, options: LoginOptions = {}): Request => ({ method: "POST", path: "/snapTrade/login", query: userQuery(user), body: { ...options } });

/** GET /snapTrade/encryptedJWT: an encrypted response with the access token of the user's device. */
export const getUserJwt = (user: User): Request => ({ method: "GET", path: "/snapTrade/encryptedJWT", query: userQuery(user) });
