// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from "./base64.js";
import { fail, SnapsealError, type ErrorCode } from "./error.js";
import { parseJson, type Json } from "./json.js";
import { isText, toText, utf8Length, type Text } from "./text.js";

/** What the API answers for a user with an RSA key, as an object. */
export interface EncryptedResponse {
  /** RSAES-OAEP ciphertext of the shared key, in base64: 128 to 2048 bytes, as many as the modulus. */
  readonly encryptedSharedKey: string;
  /** The AES-OCB message, in base64. */
  readonly encryptedMessageData: {
    /** As many bytes as the plaintext. */
    readonly encryptedMessage: string;
    /** 16 bytes. */
    readonly tag: string;
    /** 1 to 15 bytes. */
    readonly nonce: string;
  };
}

/** How the text of an encrypted response is read. The defaults are strict. */
export interface ParseOptions {
  /** The most bytes of text: 32 MiB by default. `input_too_large`. */
  readonly responseBytes?: number | undefined;
  /** Whether line feeds, carriage returns, spaces and tabs inside base64 are passed over, as Python's `b64decode` does. */
  readonly skipWhitespaceInBase64?: boolean | undefined;
}

/** One of the four strings, as it was found. */
export interface Field {
  readonly name: string;
  readonly base64?: string;
  readonly bytes?: Uint8Array;
  readonly problem?: SnapsealError | undefined;
}

/** An AES-OCB ciphertext (RFC 7253) with its tag and nonce. */
export interface EncryptedMessage {
  /** As long as the plaintext; may be empty. */
  readonly ciphertext: Uint8Array;
  /** 16 bytes. */
  readonly tag: Uint8Array;
  /** 1 to 15 bytes. */
  readonly nonce: Uint8Array;
}

const data = "encryptedMessageData";

/** The four strings: name, the bytes that they may have, and the code for another length. */
const rows = [
  ["encryptedSharedKey", 128, 2048, "invalid_encrypted_shared_key_length"],
  [`${data}.encryptedMessage`, 0, Infinity, "input_too_large"],
  [`${data}.tag`, 16, 16, "invalid_tag_length"],
  [`${data}.nonce`, 1, 15, "invalid_nonce_length"],
] as const satisfies readonly (readonly [string, number, number, ErrorCode])[];

/** What is wrong with the length of one of the four, if anything is. */
function lengthProblem([name, min, max, code]: (typeof rows)[number], bytes: Uint8Array): SnapsealError | undefined {
  if (bytes.length >= min && bytes.length <= max) return undefined;
  return new SnapsealError(code, `must have ${min === max ? min : `${min} to ${max}`} bytes`, name);
}

/** Throws `invalid_tag_length`, `invalid_nonce_length`. */
export function checkMessage({ tag, nonce }: EncryptedMessage): void {
  const problem = lengthProblem(rows[2], tag) ?? lengthProblem(rows[3], nonce);
  if (problem) throw problem;
}

/**
 * The four strings, each with its problem. Throws what is wrong with the text as a whole: `input_too_large`,
 * `malformed_json`, `json_too_deep`, `duplicate_member`. An object that was parsed before cannot show a member that stood
 * twice in its text.
 */
export function readFields(response: Text | EncryptedResponse, { responseBytes, skipWhitespaceInBase64 }: ParseOptions): Field[] {
  const text = isText(response) ? response : (JSON.stringify(response) ?? "");
  const whole = parseJson(text, { bytesMax: responseBytes ?? 32 << 20, isObject: true, fields: [data, ...rows.map(([name]) => name)] });
  if (whole.type !== "object") fail("malformed_json");
  const message = whole.members.get(data);

  const problemOf = (found: Json | undefined, type: Json["type"], name: string): SnapsealError | undefined => {
    if (found?.type === type) return undefined;
    if (!found) return new SnapsealError("missing_member", "", name);
    return new SnapsealError("wrong_member_type", "", name, utf8Length(toText(text).slice(0, found.at)));
  };
  return rows.map((row, i): Field => {
    const [name] = row;
    const outer = i ? problemOf(message, "object", data) : undefined;
    if (outer) return { name, problem: outer };
    const members = i && message?.type === "object" ? message.members : whole.members;
    const found = members.get(i ? name.slice(data.length + 1) : name);
    if (found?.type !== "string") return { name, problem: problemOf(found, "string", name) };
    const base64 = found.text;
    const bytes = decodeBase64(skipWhitespaceInBase64 ? base64.replace(/[ \t\r\n]/g, "") : base64);
    if (!bytes) return { name, base64, problem: new SnapsealError("invalid_base64", "", name) };
    return { name, base64, bytes, problem: lengthProblem(row, bytes) };
  });
}

/** The parts of a response whose four strings are right. Throws the first problem. */
export function readEnvelope(response: Text | EncryptedResponse, options: ParseOptions): { wrapped: Uint8Array; message: EncryptedMessage } {
  const [wrapped, ciphertext, tag, nonce] = readFields(response, options).map(({ bytes, problem }) => {
    if (problem) throw problem;
    return bytes!;
  });
  return { wrapped: wrapped!, message: { ciphertext: ciphertext!, tag: tag!, nonce: nonce! } };
}
