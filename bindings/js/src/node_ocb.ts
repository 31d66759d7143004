// SPDX-License-Identifier: Apache-2.0
import type { OcbCipher } from "./decrypt.js";

interface Decipher {
  setAuthTag(tag: Uint8Array): unknown;
  update(data: Uint8Array): Uint8Array;
  final(): Uint8Array;
}

/** What is used of `node:crypto`. */
export interface NodeCrypto {
  createDecipheriv(algorithm: string, key: Uint8Array, nonce: Uint8Array, options: { authTagLength: number }): Decipher;
}

/**
 * Node's own AES-OCB, for large responses: `decryptResponse(key, text, { ocb: nodeOcb(await import("node:crypto")) })`.
 * `crypto.getCiphers()` must have `aes-256-ocb`, else everything is `decryption_failed`.
 */
export function nodeOcb(nodeCrypto: object): OcbCipher {
  const { createDecipheriv } = nodeCrypto as NodeCrypto;
  return {
    decrypt(key, { ciphertext, tag, nonce }) {
      try {
        const decipher = createDecipheriv(`aes-${key.length * 8}-ocb`, key, nonce, { authTagLength: 16 });
        decipher.setAuthTag(tag);
        const plaintext = decipher.update(ciphertext);
        const rest = decipher.final();
        const bytes = new Uint8Array(plaintext.length + rest.length);
        bytes.set(plaintext);
        bytes.set(rest, plaintext.length);
        return bytes;
      } catch {
        return undefined;
      }
    },
  };
}
