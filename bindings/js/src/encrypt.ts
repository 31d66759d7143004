// SPDX-License-Identifier: Apache-2.0
import { importAesKey, isAesKeyLength } from "./aes_key.js";
import { encodeBase64 } from "./base64.js";
import type { NonceForm } from "./decrypt.js";
import type { EncryptedResponse } from "./envelope.js";
import { fail } from "./error.js";
import { finish, firstOffset, indexOfL, ocbWith, xor, type Ocb } from "./ocb.js";
import { guarded, providerOf, randomBytes, type CryptoOptions } from "./provider.js";
import type { PublicKey } from "./public_key.js";
import { utf8, type Text } from "./text.js";

/** How a mock response is made. */
export interface EncryptOptions extends CryptoOptions {
  /** By default `rfc7253`. */
  readonly nonceForm?: NonceForm | undefined;
  /** 16, 24 (not in Chromium) or 32, the default. */
  readonly sharedKeyBytes?: number | undefined;
  /** 1 to 15, the default, which is the only length of `legacy15`. */
  readonly nonceBytes?: number | undefined;
}

// The API's sample code decodes the shared key as text: six random bits for each character.
const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** OCB-ENCRYPT (RFC 7253 section 4.2). One call of Web Crypto for each block. */
async function ocbEncrypt(ocb: Ocb, plaintext: Uint8Array, nonce: Uint8Array): Promise<[ciphertext: Uint8Array, tag: Uint8Array]> {
  const whole = plaintext.length & -16;
  const ciphertext = new Uint8Array(plaintext);
  let offset = await firstOffset(ocb, nonce);
  let checksum = new Uint8Array(16);
  for (let at = 0; at < whole; at += 16) {
    const block = plaintext.subarray(at, at + 16);
    offset = xor(offset, ocb.table[indexOfL(at / 16 + 1)]!);
    checksum = xor(checksum, block);
    ciphertext.set(xor(offset, await ocb.encrypt(xor(block, offset))), at);
  }
  const [rest, tag] = await finish(ocb, plaintext.subarray(whole), true, checksum, offset);
  ciphertext.set(rest, whole);
  return [ciphertext, tag];
}

/**
 * An encrypted response to `plaintext`, as the API makes one, for mocks and tests: in production only the API encrypts.
 * Web Crypto is called once for each 16 bytes: good for a token or a link, slow for megabytes. `JSON.stringify` makes the
 * text of it. Throws `invalid_shared_key_length`, `invalid_nonce_length`.
 */
export async function encryptResponse(key: PublicKey, plaintext: Text, options: EncryptOptions = {}): Promise<EncryptedResponse> {
  const provider = providerOf(options);
  const { nonceForm = "rfc7253", sharedKeyBytes = 32, nonceBytes = 15 } = options;
  if (!isAesKeyLength(sharedKeyBytes)) fail("invalid_shared_key_length");
  const isLegacy = nonceForm === "legacy15";
  if (!Number.isInteger(nonceBytes) || nonceBytes > 15 || nonceBytes < (isLegacy ? 15 : 1)) {
    fail("invalid_nonce_length", "must have 1 to 15 bytes, and 15 for legacy15", "nonceBytes");
  }
  const sharedKey = randomBytes(provider, sharedKeyBytes).map((byte) => characters.charCodeAt(byte & 63));
  const nonce = randomBytes(provider, nonceBytes);
  const rsaKey = await key.toWebCrypto(provider);
  const wrapped = await guarded(() => provider.subtle.encrypt({ name: "RSA-OAEP" }, rsaKey, sharedKey), "Web Crypto does not encrypt with this RSA key here");
  const ocb = await ocbWith(provider.subtle, await importAesKey(provider, sharedKey, false));
  const bytes = typeof plaintext === "string" ? utf8(plaintext) : plaintext;
  const [ciphertext, tag] = await ocbEncrypt(ocb, bytes, isLegacy ? nonce.subarray(0, 14) : nonce);
  return {
    encryptedSharedKey: encodeBase64(new Uint8Array(wrapped)),
    encryptedMessageData: { encryptedMessage: encodeBase64(ciphertext), tag: encodeBase64(tag), nonce: encodeBase64(nonce) },
  };
}
