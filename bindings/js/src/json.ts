// SPDX-License-Identifier: Apache-2.0
import { fail, type ErrorCode } from "./error.js";
import { readText, utf8Length, type Text } from "./text.js";

/** A JSON value with the place where it begins. A number keeps its text. */
export type Json =
  | { readonly type: "object"; readonly at: number; readonly members: Map<string, Json>; readonly twice: Set<string> }
  | { readonly type: "array"; readonly at: number; readonly elements: Json[] }
  | { readonly type: "string" | "number" | "true" | "false" | "null"; readonly at: number; readonly text: string };

/** How a JSON text is read. */
export interface JsonReading {
  /** The most bytes that are read. Else `input_too_large`. */
  readonly bytesMax: number;
  /** The code for an escape that is half a surrogate pair. By default `malformed_json`. */
  readonly loneSurrogate?: ErrorCode;
  /** Whether a member that stands twice is passed over, and named in `twice`. */
  readonly passOverTwice?: boolean;
  /** How deep objects and arrays may stand in each other; the outermost counts as one. By default 64. */
  readonly depthMax?: number;
  /** Whether the text must be an object: what else it is, is not read. */
  readonly isObject?: boolean;
  /** The paths of members whose names an error may tell. */
  readonly fields?: readonly string[];
}

const shortEscapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Reads one JSON text (RFC 8259) strictly: UTF-8 only, no byte-order mark, no lone surrogates, nothing behind the value.
 * Throws `input_too_large`, `malformed_json`, `json_too_deep`, `duplicate_member`, and what is asked for `loneSurrogate`.
 */
export function parseJson(source: Text, reading: JsonReading): Json {
  const text = readText(source, reading.bytesMax);
  const path: string[] = []; // of the value that is read: the names of members, and nothing for elements
  let at = 0;
  // Each has a position of its own. With the flag u, a surrogate is half a pair only.
  const blanks = /[ \t\r\n]*/y;
  const scalar = /true|false|null|-?(?:(?:0|[1-9]\d*)(?:\.(?!\d)|(?:\.\d+)?(?:[eE][+-]?\d*)?))?/y; // of a number its good beginning
  const endOfPlain = /["\\\0-\x1f\ud800-\udfff]/gu;

  function refuse(where = at, code: ErrorCode = "malformed_json", field?: string): never {
    fail(code, "", field, utf8Length(text.slice(0, where)));
  }

  /** Takes what stands here, if it is of this form. */
  function match(form: RegExp): boolean {
    form.lastIndex = at;
    const found = form.test(text);
    if (found) at = form.lastIndex;
    return found;
  }

  /** Takes this character behind blanks, if it is there. */
  function take(c: string): boolean {
    match(blanks);
    if (text[at] !== c) return false;
    ++at;
    return true;
  }

  /** The code unit of the escape that begins here: a backslash, u and four hex digits. */
  function unit(): string {
    const begin = at;
    if (!match(/\\u[\da-fA-F]{4}/y)) refuse(begin);
    return String.fromCharCode(parseInt(text.slice(begin + 2, at), 16));
  }

  function escape(): string {
    const begin = at;
    if (match(/\\["\\/bfnrt]/y)) return shortEscapes[text[begin + 1]!] ?? text[begin + 1]!;
    let character = unit();
    if (character >= "\ud800" && character < "\udc00" && text.startsWith("\\u", at)) character += unit();
    if (/[\ud800-\udfff]/u.test(character)) refuse(begin, reading.loneSurrogate);
    return character;
  }

  /** Behind its quotation mark. */
  function string(): string {
    for (let resolved = "", from = at; ; from = at) {
      const found = match(endOfPlain);
      const end = found ? at - 1 : text.length;
      resolved += text.slice(from, end);
      if (text[end] === '"') return resolved;
      if (text[end] !== "\\") refuse(end);
      at = end;
      resolved += escape();
    }
  }

  function members(begin: number): Json {
    const found = new Map<string, Json>();
    const twice = new Set<string>();
    let second: number | undefined;
    for (let first = true; !take("}"); first = false) {
      if (!first && !take(",")) refuse();
      if (!take('"')) refuse();
      const nameAt = at - 1;
      const name = string();
      path.push(name);
      if (found.has(name)) {
        twice.add(name);
        second ??= nameAt;
        if (reading.fields?.includes(path.join("."))) refuseTwice(nameAt, path.join("."));
      }
      if (!take(":")) refuse();
      found.set(name, value());
      path.pop();
    }
    if (second !== undefined && !reading.passOverTwice) refuseTwice(second);
    return { type: "object", at: begin, members: found, twice };
  }

  function refuseTwice(where: number, field?: string): never {
    refuse(where, "duplicate_member", field);
  }

  function value(): Json {
    const isObject = take("{");
    const begin = isObject ? at - 1 : at;
    if (isObject || take("[")) {
      if (path.length >= (reading.depthMax ?? 64)) refuse(begin, "json_too_deep");
      if (isObject) return members(begin);
      const elements: Json[] = [];
      path.push("");
      while (!take("]")) {
        if (elements.length && !take(",")) refuse();
        elements.push(value());
      }
      path.pop();
      return { type: "array", at: begin, elements };
    }
    if (take('"')) return { type: "string", at: begin, text: string() };
    match(scalar);
    const word = text.slice(begin, at);
    if (word === "true" || word === "false" || word === "null") return { type: word, at: begin, text: word };
    if (!/\d$/.test(word)) refuse();
    return { type: "number", at: begin, text: word };
  }

  match(blanks);
  if (reading.isObject && text[at] !== "{") refuse();
  const whole = value();
  match(blanks);
  if (at < text.length) refuse();
  return whole;
}
