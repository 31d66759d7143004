// SPDX-License-Identifier: Apache-2.0
// Opening beside what else there is for JavaScript, in one run: node bench.mjs. Prints two tables in Markdown. Each number is
// the median of several rounds, in which all ways take their turn; ratios are of medians.
import { createDecipheriv, constants, createPrivateKey, generateKeyPairSync, privateDecrypt, randomBytes, webcrypto } from "node:crypto";
import * as nodeCrypto from "node:crypto";
import * as jose from "jose";
import * as snapseal from "../dist/snapseal.js";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = await snapseal.importKey(privateKey.export({ format: "jwk" }));

/** A response as the API makes it, with Node's OCB. */
function makeResponse(plaintext) {
  const sharedKey = randomBytes(32);
  const nonce = randomBytes(15);
  const cipher = nodeCrypto.createCipheriv("aes-256-ocb", sharedKey, nonce, { authTagLength: 16 });
  const encryptedMessage = Buffer.concat([cipher.update(plaintext), cipher.final()]).toString("base64");
  const wrapped = nodeCrypto.publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, sharedKey);
  return JSON.stringify({ encryptedSharedKey: wrapped.toString("base64"), encryptedMessageData: { encryptedMessage, tag: cipher.getAuthTag().toString("base64"), nonce: nonce.toString("base64") } });
}

/** What docs/protocol.md shows for Node: no check of duplicates, no canonical base64 but what it says. */
function withNodeCrypto(text) {
  const { encryptedSharedKey, encryptedMessageData } = JSON.parse(text);
  const sharedKey = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, Buffer.from(encryptedSharedKey, "base64"));
  const [ciphertext, tag, nonce] = ["encryptedMessage", "tag", "nonce"].map((name) => Buffer.from(encryptedMessageData[name], "base64"));
  const cipher = createDecipheriv("aes-256-ocb", sharedKey, nonce, { authTagLength: 16 });
  cipher.setAuthTag(tag);
  return Buffer.concat([cipher.update(ciphertext), cipher.final()]);
}

/** The OCB of a page that has no other: AES in JavaScript, block by block, as OpenPGP.js does it where there is no better. */
async function openPgpMessage(plaintext) {
  const openpgp = await import("openpgp");
  const config = { aeadProtect: true, preferredAEADAlgorithm: openpgp.enums.aead.ocb, minRSABits: 1024, allowInsecureDecryptionWithSigningKeys: true };
  const password = "x";
  const s2k = { ...config, s2kType: openpgp.enums.s2k.iterated, s2kIterationCountByte: 0 };
  const message = await openpgp.encrypt({ message: await openpgp.createMessage({ binary: plaintext }), passwords: [password], format: "binary", config: s2k });
  return async () => (await openpgp.decrypt({ message: await openpgp.readMessage({ binaryMessage: message }), passwords: [password], format: "binary", config })).data;
}

async function median(ways, rounds) {
  const times = new Map(ways.map(([name]) => [name, []]));
  for (let round = 0; round < rounds + 1; ++round) {
    for (const [name, work, repeats] of ways) {
      const started = performance.now();
      for (let i = 0; i < repeats; ++i) await work();
      if (round) times.get(name).push((performance.now() - started) / repeats); // the first round warms up
    }
  }
  return new Map([...times].map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]));
}

function table(title, medians, bytes) {
  const [base] = medians.values();
  console.log(`\n${title}\n\n| way | time | ${bytes ? "MB/s | " : ""}beside snapseal |\n|---|---|${bytes ? "---|" : ""}---|`);
  for (const [name, time] of medians) {
    const shown = time < 10 ? `${time.toFixed(2)} ms` : `${time.toFixed(0)} ms`;
    console.log(`| ${name} | ${shown} | ${bytes ? `${Math.round(bytes / time / 1000) || (bytes / time / 1000).toFixed(1)} | ` : ""}${(time / base).toFixed(2)} |`);
  }
}

const token = Buffer.from("eyJ".padEnd(300, "x"));
const small = makeResponse(token);
const ocb = snapseal.nodeOcb(nodeCrypto);
const jwe = await new jose.CompactEncrypt(token).setProtectedHeader({ alg: "RSA-OAEP", enc: "A256GCM" }).encrypt(publicKey);
const rsaKey = await jose.importPKCS8(privateKey.export({ format: "pem", type: "pkcs8" }), "RSA-OAEP");

table("A token of 300 bytes, with RSA-2048", await median([
  ["snapseal", () => snapseal.decryptResponse(key, small), 60],
  ["snapseal with nodeOcb", () => snapseal.decryptResponse(key, small, { ocb }), 60],
  ["node:crypto", () => withNodeCrypto(small), 60],
  ["jose, a JWE with RSA-OAEP and A256GCM", () => jose.compactDecrypt(jwe, rsaKey), 60],
], 9)); // prettier-ignore

const bytes = 8 << 20;
const plaintext = randomBytes(bytes);
const large = makeResponse(plaintext);
const largeJwe = await new jose.CompactEncrypt(plaintext).setProtectedHeader({ alg: "RSA-OAEP", enc: "A256GCM" }).encrypt(publicKey);
const pgp = await openPgpMessage(plaintext.subarray(0, 1 << 20));
const medians = await median([
  ["snapseal", () => snapseal.decryptResponse(key, large), 1],
  ["snapseal with nodeOcb", () => snapseal.decryptResponse(key, large, { ocb }), 1],
  ["node:crypto", () => withNodeCrypto(large), 1],
  ["jose, a JWE with RSA-OAEP and A256GCM", () => jose.compactDecrypt(largeJwe, rsaKey), 1],
  ["OpenPGP.js, OCB in JavaScript (1 MiB, times eight)", pgp, 1],
], 7); // prettier-ignore
const pgpName = [...medians.keys()].at(-1);
medians.set(pgpName, medians.get(pgpName) * 8);
table("A response of 8 MiB", medians, bytes);
console.log(`\nNode ${process.versions.node}, OpenSSL ${process.versions.openssl}; all of a response's text is read, its base64 too.`);
