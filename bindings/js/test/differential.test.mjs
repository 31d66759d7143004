// SPDX-License-Identifier: Apache-2.0
// Responses that the C++ program makes, with keys and plaintexts of many sizes, are opened; and it opens what is made here.
// SNAPSEAL_PROGRAM is the program's path; SNAPSEAL_DIFFERENTIAL how many responses it makes, 400 by default.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { unless } from "./support.mjs";
import { decryptResponse, encryptResponse, importKey, importPublicKey } from "snapseal";
import { canonicalJson, Partner, registerUser, loginUser, verify } from "snapseal/partner";

const program = process.env.SNAPSEAL_PROGRAM;
const count = Number(process.env.SNAPSEAL_DIFFERENTIAL ?? 400);
const skip = unless(program, "SNAPSEAL_PROGRAM is not set");

const folder = mkdtempSync(`${tmpdir()}/snapseal-differential-`);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const run = (parameters, input = "") =>
  new Promise((resolve, reject) => {
    const child = execFile(program, parameters, { encoding: "buffer", maxBuffer: 1 << 26 }, (error, out, err) => (error ? reject(new Error(`${parameters[0]}: ${err}`)) : resolve(out)));
    child.stdin.on("error", () => {}); // a program that refuses early does not read
    child.stdin.end(input);
  });

/** Keys that the program makes and writes: each is read here as it stands. */
async function makeKeys(name = "key", sizes = [2048, 3072, 4096]) {
  const keys = [];
  for (const bits of sizes) {
    const pem = `${folder}/${name}-${bits}.pem`;
    await run(["key", "generate", "--bits", `${bits}`, "--no-passphrase", "--out", pem]);
    const jwk = new TextDecoder().decode(await run(["key", "convert", pem, "--format", "jwk"]));
    const line = new TextDecoder().decode(await run(["key", "public", pem])).trim();
    const key = await importKey(jwk);
    const pkcs8 = await importKey(new Uint8Array(await run(["key", "convert", pem, "--der"])));
    const pkcs1 = await importKey(new TextDecoder().decode(await run(["key", "convert", pem, "--format", "pkcs1"])));
    for (const other of [pkcs8, pkcs1, key]) assert.equal(other.publicLine(), line.split(" ", 2).join(" "));
    assert.equal(importPublicKey(line).line(), key.publicLine());
    keys.push({ pem, key });
  }
  return keys;
}

const plaintextSize = () => [0, randomInt(16), 16, randomInt(200), randomInt(2000), randomInt(60_000)][randomInt(6)];

test(`${count} responses of the program are opened, and as many of ours open there as are tried`, { skip }, async () => {
  const keys = await makeKeys();
  let opened = 0;
  const one = async (i) => {
    const { pem, key } = keys[i % keys.length];
    const plaintext = randomBytes(plaintextSize());
    const isLegacy = i % 4 === 3;
    const nonce = isLegacy ? ["--legacy-nonce"] : ["--nonce-bytes", `${1 + (i % 15)}`];
    const text = await run(["encrypt", "--to", `${pem}.pub`, ...nonce], plaintext);
    const response = await decryptResponse(key, new Uint8Array(text));
    assert.ok(plaintext.equals(response.bytes));
    assert.equal(response.nonceForm, isLegacy ? "legacy15" : "rfc7253");
    if (i % 20 === 0) {
      const ours = JSON.stringify(await encryptResponse(key.publicKey, plaintext, { nonceForm: response.nonceForm, sharedKeyBytes: [16, 24, 32][i % 3] }));
      assert.ok(plaintext.equals(await run(["decrypt", "--key", pem, "-"], ours)));
    }
    ++opened;
  };
  let next = 0;
  const worker = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all([worker(), worker()]);
  assert.equal(opened, count);
});

test("damaged responses are refused by both with the same code and field, at the same place", { skip }, async () => {
  const [{ pem, key }] = await makeKeys("damaged", [2048]);
  const source = Buffer.from(JSON.stringify({ note: "é\\\u{1f600}", ...(await encryptResponse(key.publicKey, "x".repeat(20))), more: [1.5e3, { a: null }, true] }));
  const pieces = ['"', "\\", "{", "}", "[", "]", ",", ":", "=", "A", "0", "-", ".", "e", " ", "\t", "\0", "\x7f", "é", "\\u0041", "\\ud800", "\\udc00", "null", '"tag":1,', '"encryptedSharedKey":"",', "[".repeat(70)].map((piece) => Buffer.from(piece));
  pieces.push(Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf0, 0x9f]), Buffer.from([0xef, 0xbb, 0xbf]));
  const texts = Array.from({ length: 5000 }, () => {
    let text = source;
    for (let edits = 1 + randomInt(2); edits > 0; --edits) {
      const joints = [...text.keys()].filter((i) => i === 0 || '{}[],:"'.includes(String.fromCharCode(text[i - 1])));
      const at = randomInt(2) ? randomInt(text.length + 1) : joints[randomInt(joints.length)];
      const until = Math.min(text.length, at + [0, 0, 1, 1, 2, 30][randomInt(6)]);
      text = Buffer.concat([text.subarray(0, at), randomInt(3) ? pieces[randomInt(pieces.length)] : Buffer.alloc(0), text.subarray(until)]);
    }
    return text;
  });
  const lines = await new Promise((resolve) => {
    const child = execFile(program, ["decrypt", "--ndjson", "--quiet", "--key", pem, "-"], { maxBuffer: 1 << 26 }, (_, out) => resolve(out.trim().split("\n")));
    child.stdin.end(Buffer.concat(texts.flatMap((text) => [text, Buffer.from("\n")])));
  });
  assert.equal(lines.length, texts.length);
  const seen = {};
  for (const [i, text] of texts.entries()) {
    const { error } = JSON.parse(lines[i]);
    const theirs = error ? [error.code, error.field] : ["ok"];
    const refusal = await decryptResponse(key, new Uint8Array(text)).then(() => undefined, (thrown) => thrown);
    const ours = refusal ? [refusal.code, refusal.field ?? ""] : ["ok"];
    assert.deepEqual(ours, theirs, `${text.toString("latin1")}: ${refusal?.message} and ${error?.message}`);
    // The program leaves the place out where it names what the text is instead of JSON.
    if (error?.offset !== undefined && text.toString("latin1").trimStart().startsWith("{")) assert.equal(refusal.offset, error.offset, `${text.toString("latin1")}: ${error.message}`);
    seen[ours[0]] = (seen[ours[0]] ?? 0) + 1;
  }
  for (const code of ["ok", "malformed_json", "duplicate_member", "json_too_deep", "invalid_base64", "missing_member"]) assert.ok(seen[code] > 0, `${code}: ${JSON.stringify(seen)}`);
});

test("texts have the canonical form that the program prints, or are refused alike", { skip }, async () => {
  const digits = () => `${randomInt(2) ? "-" : ""}${randomInt(1000)}${["", `.${randomInt(1e9)}`, `e${randomInt(-330, 330)}`, `.${randomInt(1e6)}E+${randomInt(20)}`, "0".repeat(randomInt(30))][randomInt(5)]}`;
  const names = ["a", "\\u00e9", "é", "\\ud83d\\ude00", "😀", "～", "\\n", "\\u000b", "", "\u007f"];
  const value = (depth) => [digits, () => `"${names[randomInt(names.length)]}"`, () => "null", () => `[${Array.from({ length: randomInt(4) }, () => value(depth + 1)).join(" , ")}]`, () => object(depth)][randomInt(depth > 4 ? 3 : 5)]();
  const object = (depth) => `{${Array.from({ length: randomInt(5) }, () => `"${names[randomInt(names.length)]}":${value(depth + 1)}`).join()}}`;
  let same = 0;
  for (let i = 0; i < 100; ++i) {
    const text = `[${Array.from({ length: 20 }, () => value(0)).join()}]`;
    let ours;
    try {
      ours = canonicalJson(text);
    } catch (error) {
      ours = error.code;
    }
    const theirs = await run(["canonical", "-"], text).then((out) => new TextDecoder().decode(out).replace(/\n$/, ""), (error) => error);
    if (theirs instanceof Error) assert.match(theirs.message, new RegExp(ours), text);
    else assert.equal(ours, theirs, text);
    ++same;
  }
  assert.equal(same, 100);
});

test("what a Partner signs is what the program signs", { skip }, async () => {
  const consumerKey = 'a key/<é>"%';
  writeFileSync(`${folder}/key`, consumerKey);
  const partner = new Partner({ clientId: "ME", consumerKey });
  for (const request of [registerUser("é ü"), loginUser({ userId: "a b", userSecret: "+/=" }, { darkMode: false, broker: "B" })]) {
    const { url, headers, body } = await partner.sign(request, new Date(1_700_000_000_000));
    const { pathname, search } = new URL(url);
    const printed = await run(["sign", "--consumer-key-file", `${folder}/key`, "--path", pathname, "--query", search.slice(1), "-"], body);
    assert.equal(new TextDecoder().decode(printed).trim(), headers.Signature);
    assert.ok(await verify(consumerKey, { path: pathname, query: search.slice(1), body }, headers.Signature));
  }
});
