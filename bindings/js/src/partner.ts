// SPDX-License-Identifier: Apache-2.0
import { canonicalString } from "./canonical_json.js";
import { fail } from "./error.js";
import { signText } from "./hmac.js";
import { providerOf, type CryptoOptions } from "./provider.js";
import { canonicalBody, checkPath, percentEncode, readBaseUrl, type HttpRequest, type Request } from "./request.js";

/** What a partner has of the API. */
export interface PartnerOptions extends CryptoOptions {
  readonly clientId: string;
  /** Secret: it belongs on a server, and never into a page or an app. Used as it stands: no line end, no blanks. */
  readonly consumerKey: string;
  /** `https://api.snaptrade.com` by default. */
  readonly baseUrl?: string | undefined;
}

/** Signs requests with a commercial or a personal key, on a server. */
export class Partner {
  readonly #options: PartnerOptions;
  readonly #base: ReturnType<typeof readBaseUrl>;

  /** Throws `invalid_argument`. */
  constructor(options: PartnerOptions) {
    if (!/^[^\s\p{Cc}\ufeff{["][^\s\p{Cc}\ufeff]*$/u.test(options.clientId)) fail("invalid_argument", "is empty, or has blanks or line ends", "clientId");
    if (!options.consumerKey) fail("invalid_argument", "is empty", "consumerKey");
    this.#options = options;
    this.#base = readBaseUrl(options.baseUrl ?? "https://api.snaptrade.com");
  }

  /**
   * Adds `clientId` and `timestamp` (of `now`) to the query, percent-encodes it once, and signs. The canonical form of the
   * body is what is sent. Send all of it as it stands. Throws `invalid_request` if the query has `clientId`, `timestamp` or
   * `signature` already, if the path cannot be sent as it is, or if a GET or DELETE has a body; what `canonicalJson` throws
   * for the body.
   */
  async sign(request: Request, now: Date): Promise<HttpRequest> {
    const { clientId, consumerKey } = this.#options;
    const { method, path, query = [] } = request;
    if (query.some(([name]) => /^(?:clientId|timestamp|signature)$/i.test(name))) fail("invalid_request", "has it already", "query");
    if (query.some(([name]) => !name)) fail("invalid_request", "has a parameter without name", "query");
    const seconds = Math.floor(now.getTime() / 1000);
    if (!(seconds >= 0)) fail("invalid_request", "is no time, or before 1970", "timestamp");
    checkPath(path, "invalid_request", "path");
    const body = canonicalBody(request);
    const target = this.#base.path + path;
    const pairs = [["clientId", clientId] as const, ...query, ["timestamp", `${seconds}`] as const];
    const parameters = pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
    const signature = await signText(providerOf(this.#options), consumerKey, canonicalContent(target, parameters, body));
    const headers = { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }), Signature: signature };
    return { method, url: `${this.#base.origin}${target}?${parameters}`, headers, body };
  }
}

/** The text that is signed. `body` is in canonical form. */
export const canonicalContent = (path: string, query: string, body: string | undefined): string =>
  `{"content":${body ?? "null"},"path":${canonicalString(path)},"query":${canonicalString(query)}}`;
