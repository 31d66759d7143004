// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";
import { parseJson, type Json } from "./json.js";
import { utf8Length, toText, type Text } from "./text.js";

/** A text in the form of JSON that is signed. */
export function canonicalString(text: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, escape);
}

/** By code point: what is above U+FFFF is two units between U+D800 and U+DFFF, and comes last. */
export function byCodePoint(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let i = 0;
  while (i < shared && a[i] === b[i]) ++i;
  if (i === shared) return a.length - b.length;
  const place = (text: string): number => (text.charCodeAt(i) + 0x2000) & 0xffff;
  const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
  return x < 0xd800 || y < 0xd800 ? x - y : place(a) - place(b);
}

/** As CPython's repr: with an exponent of two digits or more below 1e-4 and from 1e16 on. Nothing if it is no finite number. */
function real(value: number): string | undefined {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return undefined;
  if (!size) return Object.is(value, 0) ? "0.0" : "-0.0";
  if (size < 1e-4 || size >= 1e16) return value.toExponential().replace(/(e[+-])(\d)$/, "$10$2");
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

function object(members: readonly (readonly [name: string, text: string])[]): string {
  return `{${[...members].sort(([a], [b]) => byCodePoint(a, b)).map(([name, text]) => `${canonicalString(name)}:${text}`).join()}}`;
}

/** The canonical form of a value that was read. `source` is its text. */
export function writeCanonical(json: Json, source: Text): string {
  switch (json.type) {
    case "object":
      return object([...json.members].map(([name, value]) => [name, writeCanonical(value, source)]));
    case "array":
      return `[${json.elements.map((element) => writeCanonical(element, source)).join()}]`;
    case "string":
      return canonicalString(json.text);
    case "number":
      if (!/[.eE]/.test(json.text)) return json.text === "-0" ? "0" : json.text;
      return real(Number(json.text)) ?? fail("number_out_of_range", "", "", utf8Length(toText(source).slice(0, json.at)));
    default:
      return json.text;
  }
}

/** Reads what is to be signed or was. Throws what `canonicalJson` throws. */
export const readSigned = (text: Text, bytesMax = 8 << 20): Json => parseJson(text, { bytesMax, loneSurrogate: "lone_surrogate" });

/**
 * The form of a JSON text that is signed: byte for byte what CPython's
 * `json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True)` gives. Throws `input_too_large` for more than
 * 8 MiB, `malformed_json`, `json_too_deep` for more than 64 levels, `duplicate_member`, `lone_surrogate`,
 * `number_out_of_range`.
 */
export const canonicalJson = (text: Text): string => writeCanonical(readSigned(text), text);

/** JSON as JavaScript has it. `bigint` is for whole numbers that a number cannot hold. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | { readonly [name: string]: JsonValue | undefined };

/**
 * The same of a value. Members that are `undefined` are left out. A whole number is written without a fraction: who means
 * `100.0` gives a text to `canonicalJson`. Throws `number_out_of_range` for a number that is not finite, and for a whole
 * one that a double does not hold exactly; `lone_surrogate`; `json_too_deep`; `invalid_argument` for what is no JSON.
 */
export function canonicalJsonOf(value: JsonValue, depth = 0): string {
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "string") {
    if (/[\ud800-\udfff]/u.test(value)) fail("lone_surrogate");
    return canonicalString(value);
  }
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return String(value);
    const text = Number.isInteger(value) ? undefined : real(value);
    return text ?? fail("number_out_of_range", "JavaScript does not hold this number: give a bigint, or a JSON text");
  }
  if (depth > 63) fail("json_too_deep");
  if (Array.isArray(value)) return `[${value.map((element: JsonValue) => canonicalJsonOf(element, depth + 1)).join()}]`;
  const prototype: unknown = typeof value === "object" ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== null && prototype !== Object.prototype) fail("invalid_argument", "a value that is no JSON");
  return object(
    Object.entries(value as { readonly [name: string]: JsonValue | undefined }).flatMap(([name, member]) => {
      if (/[\ud800-\udfff]/u.test(name)) fail("lone_surrogate");
      return member === undefined ? [] : [[name, canonicalJsonOf(member, depth + 1)] as const];
    }),
  );
}
