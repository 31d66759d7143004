// SPDX-License-Identifier: Apache-2.0
// The numbers of an RSA private key (RFC 8017 section 3.2): whether they fit each other, and its primes, if it lacks them.
// BigInt takes a time that depends on the numbers. This happens once, when a key is imported.
import { encodeBase64Url } from "./base64.js";
import { fail } from "./error.js";
import { checkPublicNumbers, withoutZeros } from "./public_key.js";

/** n, e, d, p, q, dp, dq, qi, as a JWK names them. */
export type RsaNumbers = Record<"n" | "e" | "d" | "p" | "q" | "dp" | "dq" | "qi", bigint>;

/** Big-endian bytes. */
export function toNumber(bytes: Uint8Array): bigint {
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}

/** Big-endian, without zeros in front. */
export function toBytes(number: bigint): Uint8Array {
  const hex = number.toString(16);
  const digits = hex.length % 2 ? `0${hex}` : hex;
  return withoutZeros(new Uint8Array(digits.length / 2).map((_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16)));
}

function inconsistent(): never {
  fail("inconsistent_key");
}

/** Throws `unsupported_key_size`, `unsupported_public_exponent`, `inconsistent_key`. Primality is not checked. */
export function checkNumbers({ n, e, d, p, q, dp, dq, qi }: RsaNumbers): void {
  checkPublicNumbers(toBytes(n), toBytes(e));
  const [p1, q1] = [p - 1n, q - 1n];
  const fits =
    [d, p, q, dp, dq, qi].every((number) => number > 0n && number >> BigInt(n.toString(16).length * 4) === 0n) &&
    p !== q && p * q === n && p1 > 0n && q1 > 0n && dp < p1 && dq < q1 && qi < p &&
    d % p1 === dp && d % q1 === dq && (e * dp) % p1 === 1n && (e * dq) % q1 === 1n && (qi * q) % p === 1n; // prettier-ignore
  if (!fits) inconsistent();
}

function powerMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}

/** The inverse of a, below m and without a factor in common with it. */
function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1, x0, x1] = [m, a % m, 0n, 1n];
  while (r1) {
    const quotient = r0 / r1;
    [r0, r1, x0, x1] = [r1, r0 - quotient * r1, x1, x0 - quotient * x1];
  }
  return ((x0 % m) + m) % m;
}

/**
 * The key of these numbers, with its primes (NIST SP 800-56B revision 2, appendix C.1). Throws what `checkNumbers` throws,
 * and `unsupported_key_size` for more than 4096 bits, since finding primes is costly.
 */
export function recoverPrimes(n: bigint, e: bigint, d: bigint): RsaNumbers {
  checkPublicNumbers(toBytes(n), toBytes(e));
  if (n >> 4096n) fail("unsupported_key_size", "without its primes, up to 4096 bits");
  const k = d * e - 1n;
  if (d >= n || k <= 0n || k & 1n || !(k & ((1n << 64n) - 1n))) inconsistent();
  let t = 0;
  let r = k;
  for (; !(r & 1n); r >>= 1n) ++t;
  // Each g leads to the primes in one case of two at least: small primes are as good as random numbers.
  for (const g of [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n]) {
    let y = powerMod(g, r, n);
    for (let i = 0; i < t && y !== 1n && y !== n - 1n; ++i) {
      const square = (y * y) % n;
      if (square === 1n) {
        const factor = gcd(y - 1n, n);
        const [p, q] = factor > n / factor ? [factor, n / factor] : [n / factor, factor];
        return { n, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
      }
      y = square;
      if (i === t - 1) inconsistent();
    }
  }
  inconsistent();
}

/** As a private JWK, in which Web Crypto takes a key. */
export function toJwk(numbers: RsaNumbers): JsonWebKey {
  const texts = Object.entries(numbers).map(([name, number]) => [name, encodeBase64Url(toBytes(number))]);
  return { kty: "RSA", ...Object.fromEntries(texts) };
}
