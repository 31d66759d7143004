// SPDX-License-Identifier: Apache-2.0
// Base64 with the standard alphabet and padding (RFC 4648 section 4), in its one canonical form.
import { utf8 } from "./text.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes that the text stands for, or nothing if it is not canonical: no blanks, padding, no bits behind the last byte. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const { length } = text;
  const padding = /=?=?$/.exec(text.slice(-2))![0].length;
  const characters = utf8(text);
  const first = text.indexOf("=");
  if (length % 4 || characters.length !== length || first !== (padding ? length - padding : -1)) return undefined;
  const values = new Uint8Array(256).fill(64);
  for (let i = 0; i < 64; ++i) values[alphabet.charCodeAt(i)] = i;
  values[61] = 0; // =
  const bytes = new Uint8Array((length / 4) * 3);
  let seen = 0;
  for (let i = 0, out = 0; i < length; ) {
    const a = values[characters[i++]!]!;
    const b = values[characters[i++]!]!;
    const c = values[characters[i++]!]!;
    const d = values[characters[i++]!]!;
    seen |= a | b | c | d;
    bytes[out++] = (a << 2) | (b >> 4);
    bytes[out++] = (b << 4) | (c >> 2);
    bytes[out++] = (c << 6) | d;
  }
  // What stands for no byte is zero in the canonical form.
  const end = bytes.length - padding;
  return seen & 64 || bytes.subarray(end).some((byte) => byte) ? undefined : bytes.subarray(0, end);
}

/** The text of the bytes: 4 * ceil(length / 3) characters. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!; // what is not there counts as zero
    for (let shift = 18; shift >= 0; shift -= 6) text += alphabet[(group >> shift) & 63];
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - padding) + "==".slice(0, padding);
}

/** The bytes of base64url without padding (RFC 4648 section 5), or nothing if it is not canonical. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  if (/[^\w-]/.test(text)) return undefined;
  return decodeBase64(text.replace(/-/g, "+").replace(/_/g, "/") + "===".slice((text.length + 3) % 4));
}

/** Base64url without padding. */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
