// SPDX-License-Identifier: Apache-2.0
import { Der, tag } from "./der.js";
import { fail } from "./error.js";
import { toNumber, type RsaNumbers } from "./rsa_numbers.js";

/** n and e. */
export type PublicNumbers = readonly [modulus: Uint8Array, exponent: Uint8Array];

/** RSAPrivateKey (RFC 8017 appendix A.1.2). Throws `malformed_key`, `unsupported_key_algorithm`. */
export function readPkcs1(der: Uint8Array): RsaNumbers {
  const fields = Der.only(der, tag.sequence);
  const version = toNumber(fields.integer());
  if (version === 1n) fail("unsupported_key_algorithm", "more than two primes");
  const [n, e, d, p, q, dp, dq, qi] = Array.from({ length: 8 }, () => toNumber(fields.integer())) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  fields.end();
  if (version) fail("malformed_key");
  return { n, e, d, p, q, dp, dq, qi };
}

/** RSAPublicKey (RFC 8017 appendix A.1.1). Throws `malformed_key`. */
export function readPkcs1Public(der: Uint8Array): PublicNumbers {
  const fields = Der.only(der, tag.sequence);
  const numbers = [fields.integer(), fields.integer()] as const;
  fields.end();
  return numbers;
}

/** AlgorithmIdentifier. Throws `malformed_key`, `unsupported_key_algorithm`. */
function requireRsa(bytes: Uint8Array): void {
  const fields = new Der(bytes);
  const oid = fields.take(tag.oid).join();
  const parameters = fields.isAtEnd ? undefined : fields.next;
  const length = parameters === undefined ? 0 : fields.take(parameters).length;
  fields.end();
  if (oid !== "42,134,72,134,247,13,1,1,1") fail("unsupported_key_algorithm", "a plain RSA key is needed");
  if (length || (parameters !== undefined && parameters !== tag.null)) fail("malformed_key");
}

/** The bits of a BIT STRING without unused ones. */
function wholeBits(content: Uint8Array): Uint8Array {
  if (content[0] !== 0) fail("malformed_key");
  return content.subarray(1);
}

/** PrivateKeyInfo (RFC 5958). Throws `malformed_key`, `unsupported_key_algorithm`, `inconsistent_key`. */
export function readPkcs8(der: Uint8Array): RsaNumbers {
  const fields = Der.only(der, tag.sequence);
  const version = toNumber(fields.integer());
  const algorithm = fields.take(tag.sequence);
  const content = fields.take(tag.octetString);
  if (version > 1n) fail("malformed_key");
  if (fields.next === 0xa0) fields.take(0xa0); // attributes
  const publicKey = version && fields.next === 0x81 ? fields.take(0x81) : undefined;
  fields.end();
  requireRsa(algorithm);
  const numbers = readPkcs1(content);
  if (publicKey) {
    const [n, e] = readPkcs1Public(wholeBits(publicKey));
    if (toNumber(n) !== numbers.n || toNumber(e) !== numbers.e) {
      fail("inconsistent_key");
    }
  }
  return numbers;
}

/** SubjectPublicKeyInfo (RFC 5280). Throws `malformed_key`, `unsupported_key_algorithm`. */
export function readSpki(der: Uint8Array): PublicNumbers {
  const fields = Der.only(der, tag.sequence);
  const algorithm = fields.take(tag.sequence);
  const bits = fields.take(tag.bitString);
  fields.end();
  requireRsa(algorithm);
  return readPkcs1Public(wholeBits(bits));
}
