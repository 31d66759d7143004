// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";
import { parseJson, type Json } from "./json.js";
import type { Text } from "./text.js";

/** The members of an object at its top. What stands there twice is for nobody. */
export class Members {
  constructor(private readonly json: Json) {}

  /** Throws codes 101 to 103 if it is no JSON, or no object. */
  static of(body: Text): Members {
    const json = parseJson(body, { bytesMax: 8 << 20, isObject: true, passOverTwice: true });
    return new Members(json);
  }

  #find(name: string): Json | undefined {
    return this.json.type === "object" && !this.json.twice.has(name) ? this.json.members.get(name) : undefined;
  }

  /** Whether it is there, once or twice, and not null. */
  has(name: string): boolean {
    return this.json.type === "object" && (this.json.twice.has(name) || (this.json.members.get(name) ?? { type: "null" }).type !== "null");
  }

  isTrue(name: string): boolean {
    return this.#find(name)?.type === "true";
  }

  /** A text, or a number as its digits; else the empty text. */
  text(name: string): string {
    const value = this.#find(name);
    return value?.type === "string" || value?.type === "number" ? value.text : "";
  }

  /** Throws `duplicate_member`, `missing_member`, `wrong_member_type`. */
  needed(name: string): string {
    const value = this.#find(name);
    if (value?.type === "string") return value.text;
    fail(value ? "wrong_member_type" : this.has(name) ? "duplicate_member" : "missing_member", "", name);
  }
}
