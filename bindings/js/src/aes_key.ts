// SPDX-License-Identifier: Apache-2.0
import { guarded, type CryptoProvider, type WebCryptoKey } from "./provider.js";

/** Whether an AES key has this length, in bytes. */
export const isAesKeyLength = (bytes: number): boolean => bytes === 16 || bytes === 24 || bytes === 32;

/** An AES key of 16, 24 or 32 bytes, for OCB. Throws `crypto_unavailable` where AES-192 is missing, as in Chromium. */
export function importAesKey({ subtle }: CryptoProvider, bytes: Uint8Array, extractable: boolean): Promise<WebCryptoKey> {
  return guarded(
    () => subtle.importKey("raw", bytes, { name: "AES-CBC" }, extractable, ["encrypt", "decrypt"]),
    "Web Crypto does not take this AES key here: Chromium has none of 24 bytes",
  );
}
