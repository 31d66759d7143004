// SPDX-License-Identifier: Apache-2.0
import { orNothing, SnapsealError } from "./error.js";
import { Members } from "./members.js";
import type { Text } from "./text.js";

/** What a transport brought back: `{ status: reply.status, headers: reply.headers, body: await reply.text() }` of a fetch. */
export interface Reply {
  readonly status: number;
  /** Pairs of name and value, in any letter case. `Headers` are such pairs. */
  readonly headers?: Iterable<readonly [name: string, value: string]> | undefined;
  readonly body: Text;
}

/** The first header of this name. */
export function headerOf({ headers }: Reply, name: string): string | undefined {
  for (const [other, value] of headers ?? []) if (other.toLowerCase() === name) return value;
  return undefined;
}

/** Milliseconds since 1970 of an HTTP date ("Sun, 06 Nov 1994 08:49:37 GMT"), or nothing. */
export function httpDate(text: string | undefined): number | undefined {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) || time.toUTCString() !== text ? undefined : time.getTime();
}

/**
 * Whether a request that the API refused may be sent again. `never`: the same request gets the same answer. `after_wait`: it was
 * not carried out; after `retryAfterSeconds`, or a while. `if_safe`: it may have been carried out; only if doing it twice does no
 * harm. `sign_again`: its timestamp was refused; learn the server's time and sign anew.
 */
export type Retry = "never" | "after_wait" | "if_safe" | "sign_again";

/** An answer of the API that is not a success. The texts are the server's words, without what looks like a secret. */
export class ApiError extends SnapsealError {
  constructor(
    readonly status: number,
    /** "1076"; empty if the answer has none. */
    readonly apiCode: string,
    /** At most 512 characters; empty if the answer has none. */
    readonly detail: string,
    /** The header X-Request-ID, for the API's support. */
    readonly requestId: string,
    /** How long to wait, if the answer says so. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super("api_error", `the API answered with status ${status}${apiCode && `, code ${apiCode}`}`);
  }

  get retry(): Retry {
    if (this.status === 429 || (this.status === 503 && this.retryAfterSeconds !== undefined)) return "after_wait";
    if (this.status >= 500 || this.status === 408) return "if_safe";
    return /timestamp/i.test(this.detail) ? "sign_again" : "never"; // the API has no code of its own for that
  }
}

/** Without control and invisible characters, without what looks like a secret, and cut. */
function cleaned(text: string): string {
  const isSecret = (run: string): boolean => /^eyJ.*\./.test(run) || (run.length >= 20 && /\d/.test(run) && /[a-z]/i.test(run));
  const shown = text.slice(0, 1 << 14).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
  // Runs of what secrets consist of, each with what stands behind it; of "secret=value" the value may hold anything.
  const parts = /([\w+/.=%-]*)([^]?)/gy;
  let out = "";
  for (let found = parts.exec(shown); found?.[0] && out.length < 512; found = parts.exec(shown)) {
    const [, run = "", next = ""] = found;
    const isNamed = /(?:secret|token|signature|key|jwt|password)=/i.test(run);
    out += (isNamed || isSecret(run) ? "[redacted]" : run) + (isNamed && !/[ &"<>]/.test(next) ? "" : next);
    if (!isNamed || /[ &"<>]/.test(next)) continue;
    const end = shown.slice(parts.lastIndex).search(/[ &"<>]/);
    parts.lastIndex = end < 0 ? shown.length : parts.lastIndex + end;
  }
  return out.slice(0, 512);
}

const printable = (text: string, lengthMax: number): string => (text.length <= lengthMax && /^[!-~]*$/.test(text) ? text : "");

function retryAfter(reply: Reply, detail: string): number | undefined {
  const after = headerOf(reply, "retry-after");
  if (/^\d{1,9}$/.test(after ?? "")) return Number(after);
  const [then, now] = [httpDate(after), httpDate(headerOf(reply, "date"))];
  if (then !== undefined && now !== undefined) return Math.max(0, Math.round((then - now) / 1000));
  if (reply.status !== 429) return undefined;
  const inDetail = /available in (\d{1,9}) second/.exec(detail);
  if (inDetail) return Number(inDetail[1]);
  const reset = headerOf(reply, "x-ratelimit-reset");
  if (!/^\d{1,10}$/.test(reset ?? "") || Number(reset) >= 2 ** 32) return undefined;
  // Some servers mean a time by it, and not a while.
  if (Number(reset) < 1e9) return Number(reset);
  return now === undefined ? undefined : Math.max(0, Math.round(Number(reset) - now / 1000));
}

/** Throws `ApiError` unless the status is 2xx. No body is too odd for that: what is not understood is left empty. */
export function requireSuccess(reply: Reply): void {
  if (reply.status >= 200 && reply.status <= 299) return;
  const members = orNothing(() => Members.of(reply.body));
  const [code = "", words = ""] = ["code", "detail"].map((name) => members?.text(name) || members?.text(`default_${name}`));
  const detail = cleaned(words);
  throw new ApiError(reply.status, printable(code, 32), detail, printable(headerOf(reply, "x-request-id") ?? "", 128), retryAfter(reply, detail));
}
