// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from "./base64.js";
import { fail } from "./error.js";

/** What stands between a BEGIN line and the END line that matches it. */
export interface PemBlock {
  readonly label: string;
  /** Nothing if there is no such END line. */
  readonly body: string | undefined;
}

/** The blocks of a text in PEM (RFC 7468), at most 64. Other text around them is passed over. */
export function findPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  const begin = /-----BEGIN ([^\r\n]{0,64}?)-----/g;
  for (let found = begin.exec(text); found && blocks.length < 64; found = begin.exec(text)) {
    const label = found[1]!;
    const end = text.indexOf(`-----END ${label}-----`, begin.lastIndex);
    blocks.push({ label, body: end < 0 ? undefined : text.slice(begin.lastIndex, end) });
    if (end >= 0) begin.lastIndex = end + label.length + 14;
  }
  return blocks;
}

/** Whether the body is encrypted the traditional way (DEK-Info lines). */
export const isPemEncrypted = ({ body }: PemBlock): boolean => /^[ \t]*Proc-Type:|DEK-Info:/m.test(body ?? "");

/** The bytes of the body. Lines that hold a colon stand before it, and are passed over. Throws `malformed_key`. */
export function decodePem({ body }: PemBlock): Uint8Array {
  if (body === undefined) fail("malformed_key", "no END line matches the BEGIN line");
  const base64 = body.replace(/^(?:[^\n:]*:[^\n]*\n|[ \t\r]*\n)*/, "").replace(/[ \t\r\n\f\v]/g, "");
  return decodeBase64(base64) ?? fail("malformed_key", "not base64 between BEGIN and END");
}
