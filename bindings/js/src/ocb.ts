// SPDX-License-Identifier: Apache-2.0
// AES-OCB (RFC 7253) with a 16-byte tag and no associated data, out of Web Crypto's AES-CBC. The key need not be extractable.
//
// E of one block x is the first block of the CBC encryption of x with a zero IV. D of many blocks comes out of one CBC
// decryption: behind the blocks X1 to Xm stands the CBC encryption of the empty message with the IV Xm, which makes the
// padding right, and the i-th block of what comes out is D(Xi) xor X(i-1), where X0 is the zero IV.
import type { EncryptedMessage } from "./envelope.js";
import type { CryptoProvider, WebCryptoKey } from "./provider.js";

const blockBytes = 16;

/** What encryption and decryption have in common: an AES key, and the table of L. */
export interface Ocb {
  /** E(x), of one block. */
  readonly encrypt: (block: Uint8Array) => Promise<Uint8Array>;
  /** D of whole blocks, each of them xor the block before. */
  readonly decrypt: (blocks: Uint8Array) => Promise<Uint8Array>;
  /** L_*, L_$, L_0, L_1 and so on (section 4.1). */
  readonly table: readonly Uint8Array[];
}

/** Of two blocks. */
export const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ b[i]!);

/** Which L of the table belongs to the i-th block, counted from 1: that of how many zero bits i ends with. */
export const indexOfL = (i: number): number => 33 - Math.clz32(i & -i);

/** `key` is for AES-CBC, to encrypt and to decrypt. */
export async function ocbWith(subtle: CryptoProvider["subtle"], key: WebCryptoKey): Promise<Ocb> {
  const zero = new Uint8Array(blockBytes);
  const cbc = async (bytes: Uint8Array, iv = zero): Promise<Uint8Array> => new Uint8Array(await subtle.encrypt({ name: "AES-CBC", iv }, key, bytes));
  const encrypt = async (block: Uint8Array): Promise<Uint8Array> => (await cbc(block)).subarray(0, blockBytes);
  const decrypt = async (blocks: Uint8Array): Promise<Uint8Array> => {
    const padded = new Uint8Array(blocks.length + blockBytes);
    padded.set(blocks);
    padded.set(await cbc(new Uint8Array(), blocks.length ? blocks.subarray(-blockBytes) : zero), blocks.length);
    return new Uint8Array(await subtle.decrypt({ name: "AES-CBC", iv: zero }, key, padded));
  };
  const table = [await encrypt(zero)];
  for (let i = 0; i < 33; ++i) {
    const last = table[i]!; // to be doubled in GF(2^128), section 2
    table.push(last.map((byte, k) => (byte << 1) ^ (k < 15 ? last[k + 1]! >> 7 : (last[0]! >> 7) * 0x87)));
  }
  return { encrypt, decrypt, table };
}

/** Offset_0 (section 4.2). */
export async function firstOffset({ encrypt }: Ocb, nonce: Uint8Array): Promise<Uint8Array> {
  const block = new Uint8Array(blockBytes);
  block[15 - nonce.length] = 1;
  block.set(nonce, blockBytes - nonce.length);
  const bottom = block[15]! & 63;
  block[15]! ^= bottom;
  const top = await encrypt(block);
  const stretch = [...top, ...xor(top.subarray(0, 8), top.subarray(1, 9)), 0];
  const from = bottom >> 3;
  return top.map((_, i) => (stretch[from + i]! << (bottom & 7)) | (stretch[from + i + 1]! >> (8 - (bottom & 7))));
}

/** The last, partial block, encrypted or decrypted, and the tag, out of what the whole blocks leave. */
export async function finish({ encrypt, table }: Ocb, rest: Uint8Array, isPlain: boolean, checksum: Uint8Array, offset: Uint8Array): Promise<[rest: Uint8Array, tag: Uint8Array]> {
  let out = rest;
  if (rest.length) {
    offset = xor(offset, table[0]!);
    out = xor(rest, await encrypt(offset));
    const padded = new Uint8Array(blockBytes);
    padded[rest.length] = 0x80;
    padded.set(isPlain ? rest : out);
    checksum = xor(checksum, padded);
  }
  return [out, await encrypt(xor(xor(checksum, offset), table[1]!))];
}

/** A copy, so that its bytes can be taken four at a time. (The slice() of Node's Buffer is none.) */
const words = (bytes: Uint8Array): Uint32Array => new Uint32Array(new Uint8Array(bytes).buffer);
const bytesOf = (numbers: Uint32Array): Uint8Array => new Uint8Array(numbers.buffer);

/** OCB-DECRYPT (section 4.3): the plaintext, or nothing if the tag does not hold. */
export async function ocbDecrypt(ocb: Ocb, { ciphertext, tag, nonce }: EncryptedMessage): Promise<Uint8Array | undefined> {
  const whole = ciphertext.length & -blockBytes;
  const offset = words(await firstOffset(ocb, nonce));
  const table = ocb.table.map(words);
  const input = words(ciphertext.subarray(0, whole));
  // P_i = D(X_i) ^ Offset_i, and a decrypted block is D(X_i) ^ X_(i-1). Of these, Offset_i ^ X_(i-1) = L(i) ^ C_(i-1), with
  // Offset_0 in the place of C_0. So the offsets are needed for X only.
  let before = offset.slice();
  const masked = input.slice();
  for (let at = 0, i = 1; at < masked.length; ++i) {
    const l = table[indexOfL(i)]!;
    for (let k = 0; k < 4; ++k) masked[at++]! ^= offset[k]! ^= l[k]!;
  }
  const blocks = words(await ocb.decrypt(bytesOf(masked)));
  const checksum = new Uint32Array(4);
  for (let at = 0, i = 1; at < blocks.length; ++i, before = input.subarray(at - 4)) {
    const l = table[indexOfL(i)]!;
    for (let k = 0; k < 4; ++k) checksum[k]! ^= blocks[at++]! ^= before[k]! ^ l[k]!;
  }
  const [rest, right] = await finish(ocb, ciphertext.subarray(whole), false, bytesOf(checksum), bytesOf(offset));
  if (xor(right, tag).reduce((sum, byte) => sum | byte)) return undefined; // in constant time
  const plaintext = new Uint8Array(ciphertext.length);
  plaintext.set(bytesOf(blocks));
  plaintext.set(rest, whole);
  return plaintext;
}
