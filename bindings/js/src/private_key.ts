// SPDX-License-Identifier: Apache-2.0
import { decodeBase64Url } from "./base64.js";
import { fail } from "./error.js";
import { importAesKey, isAesKeyLength } from "./aes_key.js";
import { guarded, providerOf, type CryptoOptions, type CryptoProvider, type WebCryptoKey } from "./provider.js";
import { PublicKey } from "./public_key.js";

/** RSAES-OAEP with SHA-1, MGF1 with SHA-1 and an empty label: what the API uses. */
export const rsaOaep = { name: "RSA-OAEP", hash: "SHA-1" } as const;

/** The AES key, to be told or not; nothing if it does not come out. */
type Unwrapper = (wrapped: Uint8Array, extractable: boolean) => Promise<WebCryptoKey | undefined>;

/** An RSA private key, or the way to one. Its numbers cannot be read out of it. */
export class PrivateKey {
  /** The key as Web Crypto has it, for keeping in IndexedDB; nothing if the RSA step is done elsewhere. */
  readonly webCryptoKey: WebCryptoKey | undefined;

  /** @internal */
  constructor(
    readonly publicKey: PublicKey,
    readonly crypto: CryptoProvider,
    private readonly unwrapper: Unwrapper,
    webCryptoKey?: WebCryptoKey,
  ) {
    this.webCryptoKey = webCryptoKey;
  }

  /** "ssh-rsa BASE64 COMMENT", to be registered as `rsaPublicKey`. As `PublicKey.line`. */
  publicLine(comment?: string): string {
    return this.publicKey.line(comment);
  }

  /** "SHA256:" and 43 characters, as `ssh-keygen -l` prints it. */
  fingerprint(): Promise<string> {
    return this.publicKey.fingerprint(this);
  }

  /** @internal */
  unwrap(wrapped: Uint8Array, extractable: boolean): Promise<WebCryptoKey | undefined> {
    return this.unwrapper(wrapped, extractable);
  }
}

/**
 * A key of Web Crypto's, with its public half. Throws `invalid_argument` unless it is a private key for RSA-OAEP with SHA-1
 * with the usage `unwrapKey`. (With `decrypt` alone, script would get to see the shared key.)
 */
export function fromWebCryptoKey(key: WebCryptoKey, publicKey: PublicKey, options?: CryptoOptions): PrivateKey {
  const crypto = providerOf(options);
  const algorithm = key.algorithm as { name: string; hash?: { name: string } };
  if (key.type !== "private" || algorithm.name !== "RSA-OAEP" || algorithm.hash?.name !== "SHA-1" || !key.usages.includes("unwrapKey")) {
    fail("invalid_argument", "must be for RSA-OAEP with SHA-1 and unwrapKey", "key");
  }
  const unwrap: Unwrapper = (wrapped, extractable) =>
    crypto.subtle
      .unwrapKey("raw", wrapped, key, { name: "RSA-OAEP" }, { name: "AES-CBC" }, extractable, ["encrypt", "decrypt"])
      .catch(() => undefined);
  return new PrivateKey(publicKey, crypto, unwrap, key);
}

/**
 * A key whose RSA step is done elsewhere: the iOS Keychain, Android's Keystore, a cloud's key service. `unwrap` gets the
 * `encryptedSharedKey`, which is as long as the modulus and below it, and does RSAES-OAEP-DECRYPT (RFC 8017 section 7.1.2)
 * with SHA-1, MGF1 with SHA-1 and an empty label. It gives the bytes, or `null` if the padding is wrong. It throws only if
 * the place fails, whatever the ciphertext is; that passes through to who asked for the decryption.
 */
export function fromUnwrapper(
  publicKey: PublicKey,
  unwrap: (wrapped: Uint8Array) => Promise<Uint8Array | null | undefined>,
  options?: CryptoOptions,
): PrivateKey {
  const crypto = providerOf(options);
  return new PrivateKey(publicKey, crypto, async (wrapped, extractable) => {
    const bytes = await unwrap(wrapped.slice());
    // A key that the runtime does not take counts as none: to say so would tell that the padding was right.
    return bytes && isAesKeyLength(bytes.length) ? importAesKey(crypto, bytes, extractable).catch(() => undefined) : undefined;
  });
}

/** The bits of a new key, and where it is made. */
export interface GenerateOptions extends CryptoOptions {
  /** 2048 to 16384, a multiple of 8; 3072 by default. */
  readonly modulusBits?: number | undefined;
}

/**
 * A new RSA key with the exponent 65537, which cannot be read out (not extractable). It is lost with the page unless it is
 * kept: see `openKeyStore`. Throws `invalid_argument`, `insecure_context`, `crypto_unavailable`.
 */
export async function generateKey(options?: GenerateOptions): Promise<PrivateKey> {
  const provider = providerOf(options);
  const modulusLength = options?.modulusBits ?? 3072;
  if (!Number.isInteger(modulusLength) || modulusLength % 8 || modulusLength < 2048 || modulusLength > 16384) {
    fail("invalid_argument", "must be a multiple of 8 from 2048 to 16384", "modulusBits");
  }
  const [key, jwk] = await guarded(async () => {
    const algorithm = { ...rsaOaep, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
    const pair = await provider.subtle.generateKey(algorithm, false, ["unwrapKey", "wrapKey"]);
    return [pair.privateKey, await provider.subtle.exportKey("jwk", pair.publicKey)] as const;
  }, "Web Crypto makes no RSA key of this size here");
  const publicKey = new PublicKey(decodeBase64Url(jwk.n ?? "")!, decodeBase64Url(jwk.e ?? "")!);
  return fromWebCryptoKey(key, publicKey, options);
}
