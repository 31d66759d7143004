// SPDX-License-Identifier: Apache-2.0
// Input that is made to cost much costs little: each is as long as is read, and takes a time in proportion to its length.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessToken, importKey, importPublicKey, inspectResponse } from "snapseal";
import { canonicalJson, requireSuccess, verifyWebhook } from "snapseal/partner";

async function takes(millisecondsMax, name, work) {
  const started = performance.now();
  await Promise.resolve().then(work).catch((error) => assert.ok(["SnapsealError"].includes(error.name), `${name}: ${error.stack}`));
  const taken = performance.now() - started;
  assert.ok(taken < millisecondsMax, `${name}: ${Math.round(taken)} ms`);
}

const full = (piece, size = 65_000) => piece.repeat(Math.floor(size / piece.length));
const pieces = [" ", "\n", ">", "> ", "\t", '"', "'", "\\", "\\n", "{", "[", ":", "a:", ":\n", "-", "-----BEGIN ", "-----BEGIN X-----", "-----END ", "A", "=", "\r", "\0", "{\\", '"kty"', "ssh-rsa ", "eyJ.", "<", "`", "é", "\ud83d\ude00", "Proc-Type:", "\\u005c"];
const heads = ["", "-----BEGIN PRIVATE KEY-----\n", "ssh-rsa A", "{", '"', "PuTTY-User-Key-File-3", "<", "\ufeff", "Bearer ", '{"kty":"RSA","n":"'];
const tails = ["", "x", '"', "\nx", "-----END PRIVATE KEY-----"];

test("key files and tokens of hostile pieces", async () => {
  for (const head of heads) {
    for (const piece of pieces) {
      for (const tail of tails) {
        const text = head + full(piece) + tail;
        const name = JSON.stringify([head, piece, tail]);
        await takes(1500, `importKey ${name}`, () => importKey(text));
        await takes(1500, `importPublicKey ${name}`, () => importPublicKey(text));
        await takes(1500, `AccessToken ${name}`, () => AccessToken.parse(text));
      }
    }
  }
});

test("JSON of hostile pieces", async () => {
  const bodies = [full("[", 1 << 20), full('{"a":', 1 << 20), `"${full("\\u0041", 4 << 20)}"`, `[${full("1,", 1 << 20)}1]`, `{${Array.from({ length: 50_000 }, (_, i) => `"${i}":0`).join()}}`, full("9", 4 << 20), `${full("9", 1 << 20)}e`, `1.${full("9", 4 << 20)}`, full(" ", 4 << 20), `"${full("\u{1f600}", 1 << 20)}`, `["${full('","', 1 << 20)}"]`, `{"encryptedSharedKey":"${full("=", 1 << 20)}"}`];
  for (const body of bodies) {
    const name = body.slice(0, 20);
    await takes(3000, `canonicalJson ${name}`, () => canonicalJson(body));
    await takes(3000, `inspectResponse ${name}`, () => inspectResponse(body));
    await takes(3000, `inspectResponse of bytes ${name}`, () => inspectResponse(new Uint8Array([...new TextEncoder().encode(body.slice(0, 100_000)), 0xff])));
    await takes(3000, `verifyWebhook ${name}`, () => verifyWebhook("x", body, "", new Date()));
  }
});

test("a server's words", async () => {
  for (const piece of [...pieces, "secret=", "a", "key=!", "%", "eyJ"]) {
    for (const detail of [full(piece), `secret=${full(piece)}`]) await takes(200, JSON.stringify(piece), () => requireSuccess({ status: 400, body: JSON.stringify({ detail }) }));
  }
});

test("a key without primes whose modulus has none to be found", async () => {
  const number = (value) => Buffer.from(value.toString(16).padStart(value.toString(16).length + (value.toString(16).length % 2), "0"), "hex").toString("base64url");
  const n = 2n ** 4095n + 1n;
  await takes(10_000, "no primes", () => importKey({ kty: "RSA", n: number(n), e: "Aw", d: number((2n ** 4094n + 1n) | 1n) }));
});
