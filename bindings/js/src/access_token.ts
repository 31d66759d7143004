// SPDX-License-Identifier: Apache-2.0
import { decodeBase64Url } from "./base64.js";
import { readSigned, writeCanonical } from "./canonical_json.js";
import { fail, orNothing } from "./error.js";
import { parseJson, type Json } from "./json.js";
import { readText, type Text } from "./text.js";

/** What a token says of itself. Its signature cannot be checked without the API's own key. Times are cut to whole seconds. */
export interface UnverifiedClaims {
  /** "exp" (RFC 7519 section 4.1.4). */
  readonly expiresAt: Date | undefined;
  /** "nbf" */
  readonly notBefore: Date | undefined;
  /** "iat" */
  readonly issuedAt: Date | undefined;
  /** "sub"; empty if there is none. */
  readonly subject: string;
  /** All of them, in canonical form. */
  readonly json: string;
  /** Which of "header", "exp", "nbf", "iat" and "sub" are there and not as RFC 7519 says: they are left out above. */
  readonly unread: readonly string[];
}

const names = ["jwt", "JWT", "token", "accessToken", "access_token", "encryptedJWT", "userJWT"] as const;

function malformed(message?: string, field?: string): never {
  fail("malformed_token", message, field);
}

/** Without what is known to stand around a token and never in one. */
function stripped(text: string): string {
  for (let before = ""; before !== text; ) {
    before = text;
    let end = text.length;
    while (/[ \t\r\n\f\v]/.test(text[end - 1] ?? "")) --end;
    text = text.slice(0, end).replace(/^(?:[ \t\r\n\f\v]+|\ufeff|authorization:|(?:bearer|jwt|token)(?=[ \t]))/i, "");
    if (text.length > 1 && /^["'`]/.test(text) && text.endsWith(text[0]!)) text = text.slice(1, -1);
  }
  return text;
}

/** The text of the one member that holds a token. */
function inObject(text: string): string {
  const json = parseJson(text, { bytesMax: 1 << 18, passOverTwice: true });
  if (json.type !== "object") malformed();
  const has = (name: string): boolean => json.twice.has(name) || (json.members.get(name)?.type ?? "null") !== "null";
  const [name, second] = names.filter(has);
  if (second) malformed("more than one token", second);
  if (!name) {
    if (has("encryptedSharedKey") || has("encryptedMessageData")) malformed("an encrypted response: decrypt it first");
    if (["redirectURI", "detail", "default_detail"].some(has)) malformed("an answer without a token");
    fail("missing_member", `no token: known names are ${names.join()}`);
  }
  if (json.twice.has(name)) fail("duplicate_member", "", name);
  const value = json.members.get(name)!;
  return value.type === "string" ? value.text : fail("wrong_member_type", "", name);
}

/** The token that lets a user's device call the API itself: a JWT (RFC 7519). Its text is secret: do not log it. */
export class AccessToken {
  readonly #jwt: string;

  private constructor(jwt: string) {
    this.#jwt = jwt;
  }

  /**
   * Reads what an encrypted response holds: a bare JWT, a JSON string of one, or a JSON object with one in exactly one of
   * the members `jwt`, `JWT`, `token`, `accessToken`, `access_token`, `encryptedJWT`, `userJWT`. What is known to stand
   * around a token is taken off. Throws `malformed_token`; `input_too_large` for more than 64 KiB; for JSON codes 102 to 106.
   */
  static parse(text: Text): AccessToken {
    const outer = stripped(readText(text, 1 << 16));
    const jwt = outer.startsWith("{") ? stripped(inObject(outer)) : outer;
    const parts = jwt.split(".").map((part) => part.replace(/={1,2}$/, ""));
    if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) malformed("a JWT is three parts of base64url with dots between, and nothing else");
    return new AccessToken(parts.join("."));
  }

  /** The JWT alone. */
  expose(): string {
    return this.#jwt;
  }

  /** `Authorization: JWT <token>`, for requests of a user's device, which are not signed. */
  authorization(): { readonly Authorization: string } {
    return { Authorization: `JWT ${this.#jwt}` };
  }

  /** Throws `malformed_token` if the claims are no JSON object. A claim of the wrong type does not hide the others. */
  unverifiedClaims(): UnverifiedClaims {
    const [header, claims] = this.#jwt.split(".").map((part) => {
      const bytes = decodeBase64Url(part);
      return bytes && orNothing((): [Json, Uint8Array] => [parseJson(bytes, { bytesMax: 1 << 16, passOverTwice: true }), bytes]);
    });
    const json = claims?.[0].type === "object" ? orNothing(() => writeCanonical(readSigned(claims[1]), claims[1])) : undefined;
    if (json === undefined || claims?.[0].type !== "object") malformed("must be a JSON object", "claims");
    const { members } = claims[0];
    const unread = header?.[0].type === "object" ? [] : ["header"];
    const present = (name: string): Json | undefined => {
      const value = members.get(name);
      return value?.type === "null" ? undefined : value;
    };
    const time = (name: string): Date | undefined => {
      const value = present(name);
      const seconds = value?.type === "number" ? Math.floor(Number(value.text)) : NaN;
      if (seconds >= 0 && Number((value as { text: string }).text) <= 253402300799) return new Date(seconds * 1000);
      if (value) unread.push(name);
      return undefined;
    };
    const [expiresAt, notBefore, issuedAt] = [time("exp"), time("nbf"), time("iat")];
    const subject = present("sub");
    if (subject && subject.type !== "string") unread.push("sub");
    return { expiresAt, notBefore, issuedAt, subject: subject?.type === "string" ? subject.text : "", json, unread };
  }

  /**
   * Whether the token says that it expires at `now` or before, with a leeway for clocks that differ. One that does not say
   * never does. Throws `malformed_token` if the claims, or "exp", cannot be read.
   */
  isExpired(now: Date, leewaySeconds = 0): boolean {
    const { expiresAt, unread } = this.unverifiedClaims();
    if (unread.includes("exp")) malformed("must be seconds since 1970", "exp");
    return expiresAt !== undefined && now.getTime() >= expiresAt.getTime() + leewaySeconds * 1000;
  }
}
