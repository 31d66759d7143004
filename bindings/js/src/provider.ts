// SPDX-License-Identifier: Apache-2.0
import { fail, SnapsealError } from "./error.js";

/** What is used of a Web Crypto implementation. `globalThis.crypto` is one. */
export type CryptoProvider = Pick<typeof globalThis.crypto, "subtle" | "getRandomValues">;

/** A key of Web Crypto. */
export type WebCryptoKey = Awaited<ReturnType<typeof globalThis.crypto.subtle.importKey>>;

/** Where the cryptography is done. */
export interface CryptoOptions {
  /** In place of `globalThis.crypto`: react-native-quick-crypto, for example. */
  readonly crypto?: CryptoProvider | undefined;
}

/** Throws `insecure_context` where a page has no Web Crypto for that reason, else `crypto_unavailable` if there is none. */
export function providerOf(options?: CryptoOptions): CryptoProvider {
  const provider = options?.crypto ?? (globalThis.crypto as CryptoProvider | undefined);
  if (provider?.subtle) return provider;
  if ((globalThis as { isSecureContext?: boolean }).isSecureContext === false) {
    fail("insecure_context", "there is Web Crypto only from https or localhost");
  }
  fail("crypto_unavailable", "give the option crypto");
}

/** What the runtime throws becomes `crypto_unavailable`: its own words may quote what it was given. */
export async function guarded<T>(work: () => Promise<T>, message: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SnapsealError) throw error;
    fail("crypto_unavailable", message);
  }
}

/** `size` random bytes, at most 65,536. */
export function randomBytes(provider: CryptoProvider, size: number): Uint8Array {
  return provider.getRandomValues(new Uint8Array(size));
}
