// SPDX-License-Identifier: Apache-2.0
import { shapeOf, type DerShape } from "./der.js";
import { fail } from "./error.js";
import { keyText } from "./key_text.js";
import { findPemBlocks, type PemBlock } from "./pem.js";
import { fromUtf8, isText, type Text } from "./text.js";

/** What a key file is, before it is read. */
export interface KeyFile {
  /** The shape of DER, and DER itself; nothing if the file is text. */
  readonly shape: DerShape | undefined;
  readonly der: Uint8Array;
  /** The text as it was meant; empty if the file is DER. */
  readonly text: string;
  readonly blocks: readonly PemBlock[];
  /** A character for each byte, as far as known files are told by their beginning. */
  readonly beginning: string;
}

/** Throws `input_too_large` for more than 64 KiB, `unrecognized_key_format` for UTF-16. */
export function openKeyFile(file: Text | JsonWebKey): KeyFile {
  const content = isText(file) ? file : JSON.stringify(file);
  if (content.length > 1 << 16) fail("input_too_large", "more than 64 KiB");
  const bytes = typeof content === "string" ? new Uint8Array() : content;
  if (bytes[0] === 0x30) return { shape: shapeOf(bytes), der: bytes, text: "", blocks: [], beginning: "" };
  // What is not UTF-8 becomes half a surrogate pair, which no JSON takes.
  const decoded = typeof content === "string" ? content : (fromUtf8(content) ?? new TextDecoder().decode(content).replace(/\ufffd/g, "\ud800"));
  const text = keyText(decoded);
  return { shape: undefined, der: bytes, text, blocks: findPemBlocks(text), beginning: String.fromCharCode(...bytes.subarray(0, 32)) };
}
