// SPDX-License-Identifier: Apache-2.0
import { decodeBase64Url } from "./base64.js";
import { fail, orNothing } from "./error.js";
import { parseJson, type Json } from "./json.js";
import type { PublicNumbers } from "./key_structures.js";
import { recoverPrimes, toNumber, type RsaNumbers } from "./rsa_numbers.js";

/** A member of a JWK. One that is null counts as not there. */
type Find = (name: string) => Json | undefined;

const membersOf =
  (json: Json): Find =>
  (name) => {
    const value = json.type === "object" ? json.members.get(name) : undefined;
    return value?.type === "null" ? undefined : value;
  };

const isRsa = (find: Find): boolean => {
  const type = find("kty");
  return type?.type === "string" && type.text === "RSA";
};

function bytesAt(find: Find, name: string): Uint8Array {
  const value = find(name);
  const bytes = value?.type === "string" ? decodeBase64Url(value.text) : undefined;
  return bytes?.length ? bytes : fail("malformed_key", "must be a string of base64url", name);
}

/** The one RSA key of a JWK Set (RFC 7517 section 5), that is private if a private one is wanted. */
function onlyKeyOf(keys: Json, isPrivate: boolean): Find {
  if (keys.type !== "array" || keys.elements.some(({ type }) => type !== "object")) {
    fail("malformed_key", "", "keys");
  }
  const rsa = keys.elements.map(membersOf).filter(isRsa);
  const usable = isPrivate ? rsa.filter((find) => find("d")) : rsa;
  if (!rsa.length) fail("unsupported_key_algorithm");
  if (usable.length > 1) fail("unsupported_key_format", "several keys: take one out with jq '.keys[0]' OLD > NEW");
  return usable[0] ?? fail("not_a_private_key");
}

function read(text: string, isPrivate: boolean): Find {
  const json = orNothing(() => parseJson(text, { bytesMax: 1 << 18, depthMax: 16 }));
  if (json?.type !== "object") {
    fail(text.includes('"kty"') ? "malformed_key" : "unrecognized_key_format", "not valid JSON");
  }
  let find = membersOf(json);
  const keys = find("keys");
  if (keys && !find("kty")) find = onlyKeyOf(keys, isPrivate);
  if (find("ciphertext")) fail("unsupported_key_encryption");
  const type = find("kty");
  if (type?.type !== "string") fail(json.members.has("kty") ? "malformed_key" : "unrecognized_key_format");
  if (!isRsa(find)) fail("unsupported_key_algorithm");
  return find;
}

/** A private JWK (RFC 7518 section 6.3), or a JWK Set with one. Throws the codes 201 to 208 and 212. */
export function readPrivateJwk(text: string): RsaNumbers {
  const find = read(text, true);
  const number = (name: string): bigint => toNumber(bytesAt(find, name));
  const [n, e] = [number("n"), number("e")];
  if (!find("d")) fail("not_a_private_key");
  const d = number("d");
  if (find("oth")) fail("unsupported_key_algorithm", "more than two primes");
  if (!["p", "q", "dp", "dq", "qi"].some(find)) return recoverPrimes(n, e, d);
  return { n, e, d, p: number("p"), q: number("q"), dp: number("dp"), dq: number("dq"), qi: number("qi") };
}

/** A public JWK, or a JWK Set with one RSA key. Throws the codes 201 to 206. */
export function readPublicJwk(text: string): PublicNumbers {
  const find = read(text, false);
  const numbers = [bytesAt(find, "n"), bytesAt(find, "e")] as const;
  return find("d") ? fail("not_a_public_key") : numbers;
}
