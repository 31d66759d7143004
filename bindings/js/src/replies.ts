// SPDX-License-Identifier: Apache-2.0
// What the API answers to each operation. A parser demands nothing that it does not use. Each throws `ApiError` for a status
// other than 2xx, and else what is wrong with the reply: codes 101 to 110.
import { parseConnectionPortal, type ConnectionPortal } from "./connection_portal.js";
import { readEnvelope } from "./envelope.js";
import { fail, SnapsealError } from "./error.js";
import { parseJson } from "./json.js";
import type { User } from "./operations.js";
import { Members } from "./members.js";
import { headerOf, httpDate, requireSuccess, type Reply } from "./reply.js";
import type { Text } from "./text.js";
import { parseIso8601 } from "./time.js";

function membersOf(reply: Reply): Members {
  requireSuccess(reply);
  return Members.of(reply.body);
}

/** What `checkStatus` tells; it need not tell any of it. */
export interface ApiStatus {
  readonly version: bigint | undefined;
  readonly online: boolean;
  /** The server's time as it wrote it. */
  readonly timestamp: string;
  /** The same in microseconds since 1970, or that of the header `Date`, unless it came out of a cache. */
  readonly serverTimeMicroseconds: bigint | undefined;
}

/** Seconds or milliseconds since 1970: between 2001 and 5000 the ones have 10 or 11 digits, the others 12 or more. */
function unixTime(text: string): bigint | undefined {
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (number < 1e9 || number >= 1e14) return undefined;
  return BigInt(Math.floor(number * (number < 1e11 ? 1e6 : 1e3)));
}

/** What `GET /` answers, which is neither signed nor authorized: `fetch(baseUrl + "/")`. */
export function parseCheckStatus(reply: Reply): ApiStatus {
  const members = membersOf(reply);
  const version = members.text("version");
  const timestamp = members.text("timestamp");
  const date = headerOf(reply, "age") === undefined ? httpDate(headerOf(reply, "date")) : undefined;
  const whole = /^-?\d{1,19}$/.test(version) ? BigInt(version) : undefined;
  return {
    version: whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : undefined,
    online: members.isTrue("online"),
    timestamp,
    serverTimeMicroseconds: parseIso8601(timestamp) ?? unixTime(timestamp) ?? (date === undefined ? undefined : BigInt(date) * 1000n),
  };
}

/** The ids of all users, in the server's order. */
export function parseListUsers(reply: Reply): string[] {
  requireSuccess(reply);
  const json = parseJson(reply.body, { bytesMax: 8 << 20, passOverTwice: true });
  if (json.type !== "array") fail("malformed_json");
  return json.elements.map((id) => ((id.type === "string" || id.type === "number") && id.text ? id.text : fail("wrong_member_type")));
}

/**
 * The user of `registerUser` or `resetUserSecret` with his new secret, which is told this once: store it before anything else.
 * Every error but `ApiError` has the field `userSecret`, and the reply may still hold the secret: keep its body.
 */
export function parseNewSecret(reply: Reply, requestedUserId = ""): User {
  requireSuccess(reply);
  try {
    const members = Members.of(reply.body);
    const userSecret = members.needed("userSecret") || fail("wrong_member_type");
    return { userId: members.text("userId") || requestedUserId, userSecret };
  } catch (error) {
    if (!(error instanceof SnapsealError)) throw error;
    fail(error.code, "keep the reply's body: the secret is not told again", "userSecret", error.offset);
  }
}

/** What `deleteUser` tells. The deletion is queued, not done. Whatever the body of a 2xx is, it is no failure. */
export function parseDeleteUser(reply: Reply, requestedUserId = ""): { readonly userId: string; readonly status: string; readonly detail: string } {
  requireSuccess(reply);
  let members: Members;
  try {
    members = Members.of(reply.body);
  } catch {
    return { userId: requestedUserId, status: "", detail: "" };
  }
  return { userId: members.text("userId") || requestedUserId, status: members.text("status"), detail: members.text("detail") };
}

/** What `loginUser` answers: a link, or for a user with an RSA key a response to be passed on to his device, as its text. */
export function parseLoginUser(reply: Reply): { readonly portal: ConnectionPortal } | { readonly encrypted: Text } {
  const members = membersOf(reply);
  if (members.has("encryptedSharedKey") || members.has("encryptedMessageData")) return { encrypted: parseGetUserJwt(reply) };
  return { portal: parseConnectionPortal(reply.body) };
}

/** What `getUserJwt` answers: an encrypted response, to be passed on to the user's device as it is. Its form is checked. */
export function parseGetUserJwt(reply: Reply): Text {
  requireSuccess(reply);
  readEnvelope(reply.body, {});
  return reply.body;
}
