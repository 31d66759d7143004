// SPDX-License-Identifier: Apache-2.0
import { encodeBase64 } from "./base64.js";
import { fail } from "./error.js";
import type { CryptoProvider } from "./provider.js";
import { utf8 } from "./text.js";

/** base64(HMAC-SHA-256(key, text)): 44 characters. The key is the UTF-8 of a text as it stands, of 1 to 4096 bytes. */
export async function signText(provider: CryptoProvider, consumerKey: string, text: string): Promise<string> {
  const bytes = utf8(consumerKey);
  if (!bytes.length || bytes.length > 4096) fail("invalid_argument", "must have 1 to 4096 bytes", "consumerKey");
  const key = await provider.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return encodeBase64(new Uint8Array(await provider.subtle.sign("HMAC", key, utf8(text))));
}

/** Whether two signatures are the same, in a time that depends on their lengths only. */
export function isSame(right: string, given: string): boolean {
  let difference = right.length ^ given.length;
  for (let i = 0; i < right.length; ++i) difference |= right.charCodeAt(i) ^ given.charCodeAt(i % given.length || 0);
  return difference === 0;
}
