// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";

/** The tags of DER that keys are made of (X.690 section 8). */
export const tag = { integer: 2, bitString: 3, octetString: 4, null: 5, oid: 6, sequence: 0x30 } as const;

/** Reads values of DER, one behind the other. Throws `malformed_key`. */
export class Der {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** The values in the one value of this tag that the bytes are. */
  static only(bytes: Uint8Array, type: number): Der {
    const whole = new Der(bytes);
    const inner = new Der(whole.take(type));
    whole.end();
    return inner;
  }

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** The tag of the next value. */
  get next(): number | undefined {
    return this.bytes[this.#at];
  }

  /** The content of the next value, which must have this tag. */
  take(type: number): Uint8Array {
    if (this.next !== type) damaged();
    let length = this.bytes[this.#at + 1] ?? damaged();
    let at = this.#at + 2;
    if (length & 0x80) {
      let left = length & 0x7f;
      if (left < 1 || left > 4) damaged();
      for (length = 0; left > 0; --left) length = length * 256 + (this.bytes[at++] ?? damaged());
    }
    this.#at = at + length;
    if (this.#at > this.bytes.length) damaged();
    return this.bytes.subarray(at, this.#at);
  }

  /** The next value, a number. A negative one is damage. */
  integer(): Uint8Array {
    const bytes = this.take(tag.integer);
    if (!bytes.length || bytes[0]! & 0x80) damaged();
    return bytes;
  }

  end(): void {
    if (!this.isAtEnd) damaged();
  }
}

function damaged(): never {
  fail("malformed_key", "damaged, or cut off");
}

/** What a file in DER is, by the tags of its first two values. */
export type DerShape = "pkcs1" | "pkcs1 public" | "pkcs8" | "encrypted pkcs8" | "sec1" | "spki" | "certificate" | "pkcs12" | "cms" | "other";

const shapes: Readonly<Record<string, DerShape>> = {
  "2,48": "pkcs8", "2,4": "sec1", "48,4": "encrypted pkcs8", "48,3": "spki", "48,48": "certificate",
}; // prettier-ignore

/** Never throws: what is not DER is "other". */
export function shapeOf(der: Uint8Array): DerShape {
  // Behind the tag and the length; PKCS#12 may have indefinite lengths, so its beginning must do.
  const content = der.subarray(2 + (der[1]! & 0x80 ? der[1]! & 0x7f : 0)).join();
  if (content.startsWith("2,1,3,48")) return "pkcs12";
  if (content.startsWith("6,9,42,134,72,134,247,13,1,7")) return "cms";
  try {
    const fields = new Der(new Der(der).take(tag.sequence));
    const first = fields.next!;
    fields.take(first);
    const second = fields.next!;
    fields.take(second);
    if (first === tag.integer && second === tag.integer) return fields.isAtEnd ? "pkcs1 public" : "pkcs1";
    return shapes[`${first},${second}`] ?? "other";
  } catch {
    return "other";
  }
}
