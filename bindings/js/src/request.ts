// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, canonicalJsonOf, type JsonValue } from "./canonical_json.js";
import { fail, type ErrorCode } from "./error.js";
import { isText, type Text } from "./text.js";

/** What an operation asks for, before it is signed. It may hold secrets: do not log it. */
export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in the request line, percent-encoded; begins with one slash; without the base's own path. */
  readonly path: string;
  /** Names and values before they are percent-encoded, in the order in which they will be sent. */
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** A JSON text, or a value other than a text. Absent, the empty text, `null` and `{}` are all no body. */
  readonly body?: Text | JsonValue | undefined;
}

/** What goes to a transport, as it must be sent: `fetch(url, { method, headers, body })`. */
export interface HttpRequest {
  readonly method: Request["method"];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Percent-encodes all but the unreserved characters of RFC 3986 section 2.3. Throws `lone_surrogate`. */
export function percentEncode(text: string): string {
  if (/[\ud800-\udfff]/u.test(text)) fail("lone_surrogate", "", "query");
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Throws `code` unless the path can be sent as it stands: transports take out a fragment, or segments of dots. */
export function checkPath(path: string, code: ErrorCode, field: string): void {
  if (!/^\/(?!\/)(?:[\w.~!$&'()*+,;=:@/-]|%[\da-fA-F]{2})*$/.test(path)) {
    fail(code, "must begin with one slash, without ?, # and what must be percent-encoded", field);
  }
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) fail(code, "has a segment of one or two dots", field);
}

/** The base without slashes at its end, and its origin. Throws `invalid_argument`. */
export function readBaseUrl(url: string): { readonly origin: string; readonly path: string } {
  const [, origin, path = ""] = /^(https?:\/\/[\w.[\]-][\w.:[\]-]*)((?:\/.*)?)$/.exec(url) ?? [];
  const shortened = path.replace(/\/+$/, "");
  if (!origin) fail("invalid_argument", "must be https://HOST", "baseUrl");
  if (shortened) checkPath(shortened, "invalid_argument", "baseUrl");
  return { origin, path: shortened };
}

/** The canonical form of a body, or nothing if it is none. Throws what `canonicalJson` throws, and `invalid_request`. */
export function canonicalBody({ method, body }: Request): string | undefined {
  if (body === undefined || body === "") return undefined;
  const text = isText(body) ? canonicalJson(body) : canonicalJsonOf(body);
  if (text === "null" || text === "{}") return undefined;
  if (method === "GET" || method === "DELETE") fail("invalid_request", "a GET or DELETE has no body", "body");
  return text;
}
