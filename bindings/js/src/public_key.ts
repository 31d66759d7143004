// SPDX-License-Identifier: Apache-2.0
import { encodeBase64, encodeBase64Url } from "./base64.js";
import { fail, SnapsealError } from "./error.js";
import { guarded, providerOf, type CryptoOptions, type CryptoProvider, type WebCryptoKey } from "./provider.js";
import { utf8 } from "./text.js";

/** Big-endian bytes without zeros in front. */
export const withoutZeros = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.subarray(Math.max(0, bytes.findIndex((byte) => byte !== 0))));

const bitsOf = (number: Uint8Array): number => number.length * 8 - Math.clz32(number[0] ?? 0) + 24;

/** Throws the codes 208, 209 and 207 for a key that cannot be one. The numbers have no zeros in front. */
export function checkPublicNumbers(modulus: Uint8Array, exponent: Uint8Array): void {
  if (bitsOf(modulus) < 1024 || bitsOf(modulus) > 16384) fail("unsupported_key_size", "1024 to 16384 bits");
  const isOdd = (number: Uint8Array): boolean => (number[number.length - 1]! & 1) === 1;
  if (!exponent.length || exponent.length > 32 || !isOdd(exponent) || (exponent.length === 1 && exponent[0]! < 3)) {
    fail("unsupported_public_exponent", "must be odd, and 3 or more");
  }
  if (!isOdd(modulus)) fail("inconsistent_key");
}

/** An RSA public key: what a partner registers for a user, and what encrypts a response. */
export class PublicKey {
  /** Big-endian, without zeros in front. Its length is that of every `encryptedSharedKey` for this key. */
  readonly modulus: Uint8Array;
  /** Likewise. */
  readonly exponent: Uint8Array;

  /**
   * The key of a modulus and an exponent, big-endian; zeros in front do not count. Throws `unsupported_key_size`,
   * `unsupported_public_exponent`, `inconsistent_key`.
   */
  constructor(modulus: Uint8Array, exponent: Uint8Array) {
    this.modulus = withoutZeros(modulus);
    this.exponent = withoutZeros(exponent);
    checkPublicNumbers(this.modulus, this.exponent);
  }

  /** 1024 to 16384. */
  get modulusBits(): number {
    return bitsOf(this.modulus);
  }

  /**
   * "ssh-rsa BASE64" and, if there is one, a blank and the comment: the API's `rsaPublicKey`. Throws `invalid_argument` if
   * the comment has a line end or a NUL.
   */
  line(comment = ""): string {
    if (/[\r\n\0]/.test(comment)) fail("invalid_argument", "has a line end or a NUL", "comment");
    return `ssh-rsa ${encodeBase64(this.#blob())}${comment && " "}${comment}`;
  }

  /** "SHA256:" and 43 characters, as `ssh-keygen -l` prints it. */
  async fingerprint(options?: CryptoOptions): Promise<string> {
    const hash = await providerOf(options).subtle.digest("SHA-256", this.#blob());
    return `SHA256:${encodeBase64(new Uint8Array(hash)).replace("=", "")}`;
  }

  /** A JWK (RFC 7518 section 6.3.1) with its members e, kty, n and no other. */
  jwk(): { readonly e: string; readonly kty: "RSA"; readonly n: string } {
    return { e: encodeBase64Url(this.exponent), kty: "RSA", n: encodeBase64Url(this.modulus) };
  }

  /**
   * What is wrong with the length or the number of an `encryptedSharedKey` for this key, if anything is.
   * @internal
   */
  misfit(wrapped: Uint8Array): SnapsealError | undefined {
    const isLong = wrapped.length === this.modulus.length;
    const at = wrapped.findIndex((byte, i) => byte !== this.modulus[i]);
    if (isLong && wrapped[at]! < this.modulus[at]!) return undefined;
    const code = isLong ? "encrypted_shared_key_out_of_range" : "invalid_encrypted_shared_key_length";
    return new SnapsealError(code, "the response was made for another key", "encryptedSharedKey");
  }

  /**
   * The key as Web Crypto has it, to encrypt with RSA-OAEP and SHA-1.
   * @internal
   */
  toWebCrypto(provider: CryptoProvider): Promise<WebCryptoKey> {
    return guarded(
      () => provider.subtle.importKey("jwk", this.jwk(), { name: "RSA-OAEP", hash: "SHA-1" }, true, ["encrypt"]),
      "Web Crypto does not take an RSA key with these numbers here",
    );
  }

  /** The key as OpenSSH writes it (RFC 4253 section 6.6). */
  #blob(): Uint8Array {
    const mpint = (number: Uint8Array): number[] => (number[0]! & 0x80 ? [0, ...number] : [...number]);
    const parts = [[...utf8("ssh-rsa")], mpint(this.exponent), mpint(this.modulus)];
    return new Uint8Array(parts.flatMap((part) => [0, 0, part.length >> 8, part.length & 255, ...part]));
  }
}
