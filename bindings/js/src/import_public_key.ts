// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from "./base64.js";
import { fail } from "./error.js";
import { readPublicJwk } from "./jwk.js";
import { openKeyFile } from "./key_file.js";
import { readPkcs1Public, readSpki } from "./key_structures.js";
import { decodePem } from "./pem.js";
import { PublicKey } from "./public_key.js";
import type { Text } from "./text.js";

/** "ssh-rsa BASE64 COMMENT" (RFC 4253 section 6.6). Of what it holds, only what `PublicKey.line` writes is read. */
function readLine(line: string): PublicKey {
  const words = line.trimEnd().split(/[ \t]+/, 2);
  const blob = decodeBase64(words[1] ?? "") ?? new Uint8Array();
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 4 <= blob.length) {
    const begin = at + 4;
    at = begin + (blob[at + 2]! << 8) + blob[at + 3]!;
    parts.push(blob.subarray(begin, at));
  }
  const key = parts.length === 3 && at === blob.length ? new PublicKey(parts[2]!, parts[1]!) : undefined;
  return key?.line() === words.join(" ") && !/[\r\n]/.test(line.trimEnd()) ? key : fail("malformed_key", "must be one ssh-rsa line");
}

/**
 * Reads a public key: an `ssh-rsa` line, SubjectPublicKeyInfo (RFC 5280) or PKCS#1 in PEM or DER, a JWK as text or as an
 * object. (iOS gives out PKCS#1, Android SubjectPublicKeyInfo.) Throws `input_too_large` for more than 64 KiB, and the codes 201 to 209.
 */
export function importPublicKey(file: Text | JsonWebKey): PublicKey {
  const { shape, der, text, blocks } = openKeyFile(file);
  const block = blocks.find(({ label }) => /^(?:RSA )?PUBLIC KEY$/.test(label));
  const bytes = block ? decodePem(block) : der;
  if (block?.label === "PUBLIC KEY" || shape === "spki") return new PublicKey(...readSpki(bytes));
  if (block || shape === "pkcs1 public") return new PublicKey(...readPkcs1Public(bytes));
  if (/^ssh-rsa[ \t]/.test(text)) return readLine(text);
  if (/^(?:sk-)?(?:ssh|ecdsa)-/.test(text)) fail("unsupported_key_algorithm", "an ssh-rsa line is needed");
  if (shape === "other") fail("malformed_key");
  if (shape || /^PuTTY-User-Key/.test(text) || blocks.some(({ label }) => /PRIVATE KEY|CERTIFICATE/.test(label))) {
    fail("not_a_public_key");
  }
  if (text.startsWith("{")) return new PublicKey(...readPublicJwk(text));
  fail("unrecognized_key_format");
}
