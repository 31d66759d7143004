// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { importKey, importPublicKey, PublicKey } from "snapseal";
import { openVector, refused } from "./support.mjs";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = privateKey.export({ format: "jwk" });

test("a key is the same in all forms that are read", async () => {
  const forms = [
    jwk,
    JSON.stringify(jwk),
    privateKey.export({ format: "pem", type: "pkcs8" }),
    privateKey.export({ format: "pem", type: "pkcs1" }),
    new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" })),
    new Uint8Array(privateKey.export({ format: "der", type: "pkcs1" })),
    { kty: jwk.kty, n: jwk.n, e: jwk.e, d: jwk.d }, // its primes are found
  ];
  const line = importPublicKey(publicKey.export({ format: "jwk" })).line();
  for (const form of forms) assert.equal((await importKey(form)).publicLine(), line);
});

test("a public key is the same in all forms that are read", () => {
  const key = importPublicKey(publicKey.export({ format: "pem", type: "spki" }));
  for (const form of [key.line(), key.line("me@home"), `${key.line()}\r\n`, key.jwk(), JSON.stringify(key.jwk()), new Uint8Array(publicKey.export({ format: "der", type: "spki" })), new Uint8Array(publicKey.export({ format: "der", type: "pkcs1" })), publicKey.export({ format: "pem", type: "pkcs1" })]) {
    assert.equal(importPublicKey(form).line(), key.line());
  }
});

test("formats that are not read are refused by their name, with a command", async () => {
  const openssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n";
  assert.match((await refused(() => importKey(openssh), "unsupported_key_format")).message, /OpenSSH.*snapseal key convert OLD/);
  assert.match((await refused(() => importKey("PuTTY-User-Key-File-3: ssh-rsa\n"), "unsupported_key_format")).message, /PuTTY.*snapseal key convert OLD.*puttygen OLD/);
  const encrypted = privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" });
  assert.match((await refused(() => importKey(encrypted), "unsupported_key_encryption")).message, /openssl pkey -in OLD -out NEW/);
});

test("a private key in a public one's place is refused, and the other way round", async () => {
  await refused(() => importPublicKey(privateKey.export({ format: "pem", type: "pkcs8" })), "not_a_public_key");
  await refused(() => importPublicKey(jwk), "not_a_public_key");
  await refused(() => importKey(publicKey.export({ format: "pem", type: "spki" })), "not_a_private_key");
  await refused(() => importKey(publicKey.export({ format: "jwk" })), "not_a_private_key");
  await refused(() => importKey(importPublicKey(publicKey.export({ format: "jwk" })).line()), "not_a_private_key");
});

test("public keys that are damaged, of another kind or of no kind are refused", async () => {
  const line = importPublicKey(publicKey.export({ format: "jwk" })).line();
  await refused(() => importPublicKey(line.slice(0, -4)), "malformed_key");
  await refused(() => importPublicKey(`${line}\n${line}`), "malformed_key");
  await refused(() => importPublicKey("ssh-rsa"), "unsupported_key_algorithm");
  await refused(() => importPublicKey("ssh-ed25519 AAAA"), "unsupported_key_algorithm");
  await refused(() => importPublicKey("me.pub"), "unrecognized_key_format");
  await refused(() => importPublicKey(""), "unrecognized_key_format");
  await refused(() => importPublicKey("x".repeat(65537)), "input_too_large");
});

test("numbers that are no RSA key are refused", async () => {
  const number = (bytes, last) => new Uint8Array(bytes).fill(0xff).with(bytes - 1, last);
  const three = new Uint8Array([3]);
  await refused(() => new PublicKey(number(127, 1), three), "unsupported_key_size");
  await refused(() => new PublicKey(number(2049, 1), three), "unsupported_key_size");
  await refused(() => new PublicKey(number(128, 2), three), "inconsistent_key");
  for (const exponent of [[], [0], [1], [2], [4], [...number(33, 1)]]) {
    await refused(() => new PublicKey(number(128, 1), new Uint8Array(exponent)), "unsupported_public_exponent");
  }
  assert.equal(new PublicKey(new Uint8Array([0, ...number(128, 1)]), new Uint8Array([0, 3])).modulusBits, 1024);
});

test("a comment goes into the line, unless it has a line end", async () => {
  const key = await importKey(jwk);
  assert.ok(key.publicLine("me@home").endsWith(" me@home"));
  for (const comment of ["a\nb", "a\rb", "a\0b"]) await refused(() => key.publicLine(comment), "invalid_argument", "comment");
});

test("errors about keys quote nothing of the key", async () => {
  for (const name of ["key_pkcs8", "nothing"]) {
    const error = await refused(() => importKey(`-----BEGIN PRIVATE KEY-----\n${name}!\n-----END PRIVATE KEY-----`), "malformed_key");
    assert.ok(!error.message.includes(name));
  }
});

test("files of the vectors that are no text do no harm as public keys", async () => {
  const { cases } = JSON.parse(new TextDecoder().decode(await openVector("keys.json")));
  let refusals = 0;
  for (const { file } of cases) {
    try {
      importPublicKey(await openVector(file));
    } catch (error) {
      assert.equal(error.name, "SnapsealError", `${file}: ${error.stack}`);
      ++refusals;
    }
  }
  assert.ok(refusals > 500, `${refusals}`);
});
