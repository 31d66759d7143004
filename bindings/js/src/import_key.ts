// SPDX-License-Identifier: Apache-2.0
import { fail } from "./error.js";
import { readPrivateJwk } from "./jwk.js";
import { openKeyFile, type KeyFile } from "./key_file.js";
import { readPkcs1, readPkcs8 } from "./key_structures.js";
import { decodePem, isPemEncrypted } from "./pem.js";
import { fromWebCryptoKey, rsaOaep, type PrivateKey } from "./private_key.js";
import { guarded, providerOf, type CryptoOptions } from "./provider.js";
import { PublicKey } from "./public_key.js";
import { refuseByName } from "./refused_keys.js";
import { checkNumbers, toBytes, toJwk, type RsaNumbers } from "./rsa_numbers.js";
import type { Text } from "./text.js";

function failEncrypted(): never {
  fail("unsupported_key_encryption", "decrypt the key with openssl pkey -in OLD -out NEW, or snapseal key convert OLD --no-passphrase --out NEW");
}

function readDer({ shape, der }: KeyFile): RsaNumbers {
  if (shape === "pkcs1") return readPkcs1(der);
  if (shape === "pkcs8") return readPkcs8(der);
  if (shape === "encrypted pkcs8") failEncrypted();
  if (shape === "pkcs12" || shape === "cms") {
    fail("unsupported_key_format", "PKCS#12: take the key out with openssl pkcs12 -legacy -in OLD -nocerts -noenc -out NEW");
  }
  if (shape === "sec1") fail("unsupported_key_algorithm");
  if (shape === "other") fail("malformed_key");
  fail("not_a_private_key");
}

function readNumbers(file: KeyFile): RsaNumbers {
  if (file.shape) return readDer(file);
  const { blocks, text } = file;
  const block = blocks.find(({ label }) => /^(?:(?:RSA |ENCRYPTED )?PRIVATE|OPENSSH PRIVATE) KEY$/.test(label));
  if (block && !block.label.startsWith("OPENSSH")) {
    const isEncrypted = isPemEncrypted(block);
    const der = isEncrypted ? failEncrypted() : decodePem(block);
    if (block.label.startsWith("ENCRYPTED")) failEncrypted();
    return block.label.startsWith("RSA") ? readPkcs1(der) : readPkcs8(der);
  }
  refuseByName(block?.label ?? blocks.map(({ label }) => label).join("\n"), text, file.beginning);
  if (text.startsWith("{")) return readPrivateJwk(text);
  fail("unrecognized_key_format");
}

/**
 * Reads the content of a key file: PKCS#8 (RFC 5958) or PKCS#1, in PEM or DER, not encrypted; a JWK (RFC 7517) as text or as
 * an object, also without its primes up to 4096 bits; a JWK Set with one private RSA key. Around PEM, other text is passed
 * over; line ends may be spelled out as `\n`; base64 of a whole text is read too. What else is known is refused by its
 * name, with the command that converts it: OpenSSH's and PuTTY's files, encrypted ones, PKCS#12 and others.
 *
 * The key cannot be read out again (not extractable). The file's text stays in memory for as long as the runtime keeps it.
 *
 * Checked: the modulus has 1024 to 16384 bits, and the numbers fit each other; not that the primes are prime. Throws
 * `input_too_large`, the codes 201 to 209 and 212, and `crypto_unavailable` if the runtime takes no such key.
 */
export async function importKey(file: Text | JsonWebKey, options?: CryptoOptions): Promise<PrivateKey> {
  const { subtle } = providerOf(options);
  const numbers = readNumbers(openKeyFile(file));
  checkNumbers(numbers);
  const publicKey = new PublicKey(toBytes(numbers.n), toBytes(numbers.e));
  const key = await guarded(() => subtle.importKey("jwk", toJwk(numbers), rsaOaep, false, ["unwrapKey"]), "Web Crypto does not take an RSA key with these numbers here");
  return fromWebCryptoKey(key, publicKey, options);
}
