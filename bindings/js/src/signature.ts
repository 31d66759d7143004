// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from "./canonical_json.js";
import { fail } from "./error.js";
import { isSame, signText } from "./hmac.js";
import { canonicalContent } from "./partner.js";
import { providerOf, type CryptoOptions } from "./provider.js";
import type { Text } from "./text.js";

/** What a signature is about, exactly as it is sent. */
export interface SignedContent {
  /** Of the request line, percent escapes untouched, the base's path included. */
  readonly path: string;
  /** The query string, without "?". */
  readonly query: string;
  /** The JSON text; absent, empty, `null` and `{}` are no body. */
  readonly body?: Text | undefined;
}

/**
 * The header `Signature` of a request that is sent by other means: base64 of HMAC-SHA-256, 44 characters. Throws what
 * `canonicalJson` throws, also `lone_surrogate` for the path or query.
 */
export function sign(consumerKey: string, { path, query, body }: SignedContent, options?: CryptoOptions): Promise<string> {
  if (/[\ud800-\udfff]/u.test(path + query)) fail("lone_surrogate");
  const text = body?.length ? canonicalJson(body) : "null";
  return signText(providerOf(options), consumerKey, canonicalContent(path, query, text === "{}" ? "null" : text));
}

/** Whether `signature` is the one of this content, compared in constant time. Throws as `sign`. */
export const verify = async (consumerKey: string, content: SignedContent, signature: string, options?: CryptoOptions): Promise<boolean> =>
  isSame(await sign(consumerKey, content, options), signature);
