// SPDX-License-Identifier: Apache-2.0
import { readEnvelope, type EncryptedMessage, type EncryptedResponse, type ParseOptions } from "./envelope.js";
import { fail, SnapsealError } from "./error.js";
import { ocbDecrypt, ocbWith } from "./ocb.js";
import type { PrivateKey } from "./private_key.js";
import type { CryptoProvider, WebCryptoKey } from "./provider.js";
import { fromUtf8, type Text } from "./text.js";

/**
 * How a message was encrypted under its nonce: `rfc7253` with the whole nonce; `legacy15` with the first 14 bytes of a
 * 15-byte nonce, as PyCryptodome before 3.17 does.
 */
export type NonceForm = "rfc7253" | "legacy15";

/** An OCB of the runtime's own, in place of the one over Web Crypto's AES-CBC: see `nodeOcb`. */
export interface OcbCipher {
  /** OCB-DECRYPT with a 16-byte tag and no associated data: the plaintext, or nothing if the tag does not hold. */
  decrypt(key: Uint8Array, message: EncryptedMessage): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/** How a message is opened. The defaults are strict. */
export interface DecryptOptions {
  /** Whether a 15-byte nonce whose tag does not hold is tried as `legacy15` too. By default it is. */
  readonly tryLegacyNonce?: boolean | undefined;
  /** A faster OCB. It gets the AES key, which otherwise no script sees. */
  readonly ocb?: OcbCipher | undefined;
}

/** The plaintext of a response whose tag holds. That proves that nobody changed it, not who made it. */
export class DecryptedResponse {
  constructor(
    /** As the API sends it (a JWT, or JSON); not checked to be UTF-8. */
    readonly bytes: Uint8Array,
    readonly nonceForm: NonceForm,
    /** Which of several keys opened it, counted from 0. */
    readonly keyIndex: number,
  ) {}

  /** The same as text. Throws `invalid_argument` if it is not UTF-8. */
  get text(): string {
    return fromUtf8(this.bytes) ?? fail("invalid_argument", "not UTF-8: use bytes", "text");
  }
}

/** @internal */
export async function open(subtle: CryptoProvider["subtle"], key: WebCryptoKey, message: EncryptedMessage, options: DecryptOptions, keyIndex: number): Promise<DecryptedResponse> {
  const cipher = options.ocb;
  const bytes = cipher && new Uint8Array(await subtle.exportKey("raw", key));
  const ocb = bytes ? undefined : await ocbWith(subtle, key);
  const forms: NonceForm[] = message.nonce.length === 15 && options.tryLegacyNonce !== false ? ["rfc7253", "legacy15"] : ["rfc7253"];
  for (const form of forms) {
    const read = form === "rfc7253" ? message : { ...message, nonce: message.nonce.subarray(0, 14) };
    const plaintext = await (ocb ? ocbDecrypt(ocb, read) : cipher!.decrypt(bytes!, read));
    if (plaintext) return new DecryptedResponse(plaintext, form, keyIndex);
  }
  fail("decryption_failed", "it was made for another key, or changed");
}

/**
 * Opens an encrypted response: the whole job.
 *
 *     const { text } = await decryptResponse(key, await reply.text());
 *     const { text } = await decryptResponse([newKey, oldKey], body);
 *
 * `response` is the text as it came; an object that `JSON.parse` made of it is taken too, but does not show a member that
 * stood twice. Of several keys, 1 to 16, each whose modulus fits is asked, and the message is opened once.
 *
 * Throws what is wrong with the text, codes 101 to 110; `invalid_encrypted_shared_key_length` or
 * `encrypted_shared_key_out_of_range` if the response was made for a key of another modulus; else `decryption_failed`,
 * which has one text and no cause: a shared key that does not unwrap is replaced by a random one, so that the two failures
 * do the same work (RFC 7516 section 11.5). In Chromium, whose Web Crypto has no AES-192, that is also the answer for a
 * shared key of 24 bytes.
 */
export async function decryptResponse(
  keys: PrivateKey | readonly PrivateKey[],
  response: Text | EncryptedResponse,
  options: DecryptOptions & ParseOptions = {},
): Promise<DecryptedResponse> {
  const ring = [keys].flat() as PrivateKey[];
  const { wrapped, message } = readEnvelope(response, options);
  const [first] = ring;
  if (!first || ring.length > 16) fail("invalid_argument", "must be 1 to 16", "keys");
  const { crypto } = first;
  const misfits = ring.map((key) => key.publicKey.misfit(wrapped));
  if (misfits.every((misfit) => misfit)) {
    throw misfits.find((misfit) => misfit?.code === "encrypted_shared_key_out_of_range") ?? (misfits[0] as SnapsealError);
  }
  const extractable = options.ocb !== undefined;
  const standIn = await crypto.subtle.generateKey({ name: "AES-CBC", length: 256 }, extractable, ["encrypt", "decrypt"]);
  const unwrapped = await Promise.all(ring.map((key, i) => (misfits[i] ? undefined : key.unwrap(wrapped, extractable))));
  const index = unwrapped.findIndex((key) => key !== undefined);
  return open((ring[index] ?? first).crypto.subtle, unwrapped[index] ?? standIn, message, options, Math.max(index, 0));
}
