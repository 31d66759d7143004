// SPDX-License-Identifier: Apache-2.0
import { readFields, type ParseOptions } from "./envelope.js";
import type { SnapsealError } from "./error.js";
import type { Text } from "./text.js";

/** One of the four fields of an encrypted response, as `inspectResponse` found it. */
export interface FieldReport {
  /** `encryptedMessageData.tag`, for example. */
  readonly name: string;
  /** The length of the text, if the member is there and a string. */
  readonly base64Characters: number | undefined;
  /** The length in bytes, if the text is base64. */
  readonly bytes: number | undefined;
  /** What `decryptResponse` would throw if this field alone were at fault. */
  readonly problem: SnapsealError | undefined;
}

/** Shape and sizes of a response; never its content. */
export interface ResponseReport {
  /** encryptedSharedKey, encryptedMessageData.encryptedMessage, .tag, .nonce. */
  readonly fields: readonly FieldReport[];
  readonly wellFormed: boolean;
  /** The longest RSA modulus, in bits, that the shared key can be encrypted for; nothing if that field is at fault. */
  readonly modulusBits: number | undefined;
  /** Whether the nonce has the 15 bytes that have two readings: see `NonceForm`. */
  readonly hasLegacyReading: boolean;
}

/**
 * Tells what a response is made of, without any key: for support, and for logs. Every field at fault is reported. Throws
 * `input_too_large`, `malformed_json`, `json_too_deep`, `duplicate_member`: then there are no fields to report.
 */
export function inspectResponse(text: Text, options: ParseOptions = {}): ResponseReport {
  const found = readFields(text, options);
  const [sharedKey, , , nonce] = found;
  return {
    fields: found.map(({ name, base64, bytes, problem }) => ({ name, base64Characters: base64?.length, bytes: bytes?.length, problem })),
    wellFormed: found.every(({ problem }) => !problem),
    modulusBits: sharedKey?.bytes && !sharedKey.problem ? sharedKey.bytes.length * 8 : undefined,
    hasLegacyReading: nonce?.bytes?.length === 15,
  };
}
