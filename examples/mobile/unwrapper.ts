// SPDX-License-Identifier: Apache-2.0
import { fromUnwrapper, importPublicKey, type PrivateKey } from "snapseal";

/** What a native module of an app offers. Base64 crosses the bridge, as bytes do not. */
export interface NativeKey {
  /** SubjectPublicKeyInfo (Android) or PKCS#1 (iOS), in DER. */
  publicKey(): Promise<string>;
  /** The shared key, or null if the padding is wrong. */
  unwrap(encryptedSharedKey: string): Promise<string | null>;
}

const toBytes = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** A key that stays in the Keychain or in the Keystore. */
export async function keyOfTheSystem(native: NativeKey): Promise<PrivateKey> {
  const publicKey = importPublicKey(toBytes(await native.publicKey()));
  return fromUnwrapper(publicKey, async (wrapped) => {
    const sharedKey = await native.unwrap(toBase64(wrapped));
    return sharedKey === null ? null : toBytes(sharedKey);
  });
}
