// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";

/** A text, or its bytes in UTF-8. */
export type Text = string | Uint8Array;

/** The bytes of UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** How many bytes the text has in UTF-8. */
export const utf8Length = (text: string): number => utf8(text).length;

/** The text of UTF-8, or nothing if it is none. A byte-order mark is kept: who reads the text decides about it. */
export function fromUtf8(bytes: Uint8Array, isBeginning = false): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isBeginning });
  } catch {
    return undefined;
  }
}

/**
 * The text to be read. In the place of what is not UTF-8, and of all behind it, stands half a surrogate pair, which no
 * text in UTF-8 has: so a parser finds the fault where it is, after those before it.
 */
export function toText(text: Text): string {
  const whole = typeof text === "string" ? text : fromUtf8(text);
  if (whole !== undefined) return whole;
  const bytes = text as Uint8Array;
  let good = 0;
  for (let bad = bytes.length + 1; bad - good > 1; ) {
    const middle = (good + bad) >> 1;
    if (fromUtf8(bytes.subarray(0, middle), true) === undefined) bad = middle;
    else good = middle;
  }
  return `${fromUtf8(bytes.subarray(0, good), true)}\ud800`;
}

/** Whether it is a text, or its bytes. */
export const isText = (value: unknown): value is Text => typeof value === "string" || value instanceof Uint8Array;

/** The text to be read. Throws `input_too_large` if it has more bytes than `bytesMax`. */
export function readText(text: Text, bytesMax: number): string {
  // No character of a string has more than three bytes for each of its units.
  if (text.length > bytesMax || (typeof text === "string" && text.length * 3 > bytesMax && utf8Length(text) > bytesMax)) {
    fail("input_too_large", `the text has more than ${bytesMax} bytes`);
  }
  return toText(text);
}
