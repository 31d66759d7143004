// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import * as nodeCrypto from "node:crypto";
import { test } from "node:test";
import { decryptMessage, decryptResponse, encryptResponse, fromUnwrapper, fromWebCryptoKey, generateKey, importKey, importPublicKey, inspectResponse, nodeOcb, openKeyStore, PublicKey, SnapsealError } from "snapseal";
import { openVector, refused } from "./support.mjs";

const key = await generateKey({ modulusBits: 2048 });
const response = await encryptResponse(key.publicKey, "a token");
const json = JSON.stringify(response);
const withPart = (part, value) => ({ ...response, encryptedMessageData: { ...response.encryptedMessageData, [part]: value } });
const data = "encryptedMessageData";

test("a response is opened as text, as bytes, and as an object", async () => {
  for (const given of [json, new TextEncoder().encode(json), response, ` ${json}\n`]) {
    const opened = await decryptResponse(key, given);
    assert.equal(opened.text, "a token");
    assert.equal(opened.nonceForm, "rfc7253");
    assert.equal(opened.keyIndex, 0);
  }
});

test("plaintexts of 0 to 80 bytes and both forms of the nonce come back", async () => {
  for (let size = 0; size <= 80; ++size) {
    const nonceForm = size % 2 ? "legacy15" : "rfc7253";
    const plaintext = nodeCrypto.randomBytes(size);
    const opened = await decryptResponse(key, await encryptResponse(key.publicKey, plaintext, { nonceForm }));
    assert.deepEqual(Buffer.from(opened.bytes), plaintext);
    assert.equal(opened.nonceForm, nonceForm);
  }
});

test("every length of the nonce and of the shared key opens", async () => {
  for (let nonceBytes = 1; nonceBytes <= 15; ++nonceBytes) {
    for (const sharedKeyBytes of [16, 24, 32]) {
      assert.equal((await decryptResponse(key, await encryptResponse(key.publicKey, "x", { nonceBytes, sharedKeyBytes }))).text, "x");
    }
  }
});

test("a message of many blocks agrees with Node's own OCB, also where the table of L is long", async () => {
  const sharedKey = nodeCrypto.randomBytes(32);
  for (const size of [65536, 1 << 20, (1 << 20) + 7]) {
    const nonce = nodeCrypto.randomBytes(15);
    const plaintext = nodeCrypto.randomBytes(size);
    const cipher = nodeCrypto.createCipheriv("aes-256-ocb", sharedKey, nonce, { authTagLength: 16 });
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    const message = { ciphertext, tag: cipher.getAuthTag(), nonce };
    assert.ok(plaintext.equals((await decryptMessage(sharedKey, message)).bytes));
    assert.ok(plaintext.equals((await decryptMessage(sharedKey, message, { ocb: nodeOcb(nodeCrypto) })).bytes));
    ciphertext[size - 1] ^= 1;
    await refused(() => decryptMessage(sharedKey, message), "decryption_failed");
    await refused(() => decryptMessage(sharedKey, message, { ocb: nodeOcb(nodeCrypto) }), "decryption_failed");
  }
});

test("of several keys the one that fits opens, and tells its place", async () => {
  const other = await generateKey({ modulusBits: 2048 });
  const longer = await generateKey({ modulusBits: 2056 });
  const opened = await decryptResponse([longer, other, key], json).catch((error) => error);
  // The response may be out of another modulus' range by chance: then that key is not asked.
  assert.equal(opened.keyIndex, 2);
  await refused(() => decryptResponse(longer, json), "invalid_encrypted_shared_key_length", "encryptedSharedKey");
  await refused(() => decryptResponse([], json), "invalid_argument", "keys");
  await refused(() => decryptResponse(Array(17).fill(key), json), "invalid_argument", "keys");
});

test("a wrong key, a wrong tag and a wrong length of the shared key are one error with one text", async () => {
  const almost = new PublicKey(key.publicKey.modulus, key.publicKey.exponent);
  const texts = new Set();
  const fails = async (work) => {
    const { message, field, offset, cause } = await refused(work, "decryption_failed");
    texts.add(JSON.stringify([message, field, offset, cause]));
  };
  for (const bytes of [null, undefined, new Uint8Array(15), new Uint8Array(33), new Uint8Array(32)]) {
    await fails(() => decryptResponse(fromUnwrapper(almost, async () => bytes), json));
  }
  await fails(() => decryptResponse(key, withPart("tag", "AAAAAAAAAAAAAAAAAAAAAA==")));
  await fails(() => decryptResponse(key, { ...response, encryptedSharedKey: Buffer.alloc(256, 1).toString("base64") }));
  assert.equal(texts.size, 1);
});

test("OCB is done also where the shared key did not unwrap", async () => {
  let asked = 0;
  const ocb = { decrypt: (sharedKey) => (++asked, assert.equal(sharedKey.length, 32), undefined) };
  await refused(() => decryptResponse(fromUnwrapper(key.publicKey, async () => null), json, { ocb }), "decryption_failed");
  assert.equal(asked, 2); // with both forms of the nonce
});

test("what an unwrapping function throws passes through", async () => {
  const broken = new Error("the keychain is locked");
  await assert.rejects(decryptResponse(fromUnwrapper(key.publicKey, async () => Promise.reject(broken)), json), broken);
});

test("an unwrapping function gets the encrypted shared key, and its answer opens", async () => {
  const { privateKey, publicKey } = nodeCrypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
  const unwrap = async (wrapped) => nodeCrypto.privateDecrypt({ key: privateKey, padding: nodeCrypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, wrapped);
  const elsewhere = fromUnwrapper(importPublicKey(publicKey.export({ format: "jwk" })), unwrap);
  assert.equal((await decryptResponse(elsewhere, await encryptResponse(elsewhere.publicKey, "x"))).text, "x");
});

test("the legacy form can be switched off", async () => {
  const legacy = await encryptResponse(key.publicKey, "x", { nonceForm: "legacy15" });
  await refused(() => decryptResponse(key, legacy, { tryLegacyNonce: false }), "decryption_failed");
});

test("base64 with blanks is refused, and read on request", async () => {
  const broken = withPart("tag", response.encryptedMessageData.tag.replace(/.{4}/g, "$&\r\n"));
  await refused(() => decryptResponse(key, broken), "invalid_base64", `${data}.tag`);
  assert.equal((await decryptResponse(key, broken, { skipWhitespaceInBase64: true })).text, "a token");
});

test("base64 that is not canonical is refused wherever atob takes it", async () => {
  for (const tag of ["AAAAAAAAAAAAAAAAAAAAAB==", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA=", "AAAA AAAAAAAAAAAAAAAAAA==", "====", "AA=A", "A===", "AAAAAAAAAAAAAAAAAAAAA\u00c1==", "AAAA-AAAAAAAAAAAAAAAAA=="]) {
    await refused(() => decryptResponse(key, withPart("tag", tag)), "invalid_base64", `${data}.tag`);
  }
});

test("a member that stands twice is refused in a text, with its place", async () => {
  await refused(() => decryptResponse(key, json.replace('"tag"', '"tag":"","t\\u0061g"')), "duplicate_member", `${data}.tag`, json.indexOf('"tag"') + 9);
  await refused(() => decryptResponse(key, '{"x":{"é":1,"é":2}}'), "duplicate_member", undefined, 13);
});

test("faults of the JSON tell their place in bytes", async () => {
  await refused(() => decryptResponse(key, '{"é": nul}'), "malformed_json", undefined, 7);
  await refused(() => decryptResponse(key, new Uint8Array([0x7b, 0x22, 0xc3, 0xa9, 0xff, 0x22])), "malformed_json", undefined, 4);
  await refused(() => decryptResponse(key, '{"\ud800"'), "malformed_json", undefined, 2);
  await refused(() => decryptResponse(key, "\ufeff{}"), "malformed_json", undefined, 0);
  await refused(() => decryptResponse(key, `{"encryptedSharedKey": 1}`), "wrong_member_type", "encryptedSharedKey", 23);
  await refused(() => decryptResponse(key, `{"a":${"[".repeat(64)}`), "json_too_deep", undefined, 68);
});

test("objects that are no response are refused", async () => {
  for (const given of [null, undefined, 1, [], true, () => 1]) await refused(() => decryptResponse(key, given), "malformed_json");
  await refused(() => decryptResponse(key, {}), "missing_member", "encryptedSharedKey");
  await refused(() => decryptResponse(key, { encryptedSharedKey: response.encryptedSharedKey }), "missing_member", data);
  await refused(() => decryptResponse(key, withPart("nonce", null)), "wrong_member_type", `${data}.nonce`);
  await refused(() => decryptResponse(key, Object.create(response)), "missing_member", "encryptedSharedKey");
  await refused(() => decryptResponse(key, "__proto__"), "malformed_json");
});

test("texts that are longer than the limit are refused, counted in bytes", async () => {
  await refused(() => decryptResponse(key, json, { responseBytes: json.length - 1 }), "input_too_large");
  assert.equal((await decryptResponse(key, json, { responseBytes: json.length })).text, "a token");
  const wide = json.replace("{", '{"x":"éé",');
  await refused(() => decryptResponse(key, wide, { responseBytes: wide.length + 1 }), "input_too_large");
  assert.equal((await decryptResponse(key, wide, { responseBytes: wide.length + 2 })).text, "a token");
});

test("a response of 20 MiB is read and opened", async () => {
  const sharedKey = nodeCrypto.randomBytes(16);
  const nonce = nodeCrypto.randomBytes(12);
  const plaintext = Buffer.alloc(20 << 20, "x");
  const cipher = nodeCrypto.createCipheriv("aes-128-ocb", sharedKey, nonce, { authTagLength: 16 });
  const encryptedMessage = Buffer.concat([cipher.update(plaintext), cipher.final()]).toString("base64");
  const elsewhere = fromUnwrapper(key.publicKey, async () => sharedKey);
  const large = JSON.stringify({ ...response, [data]: { encryptedMessage, tag: cipher.getAuthTag().toString("base64"), nonce: nonce.toString("base64") } });
  assert.ok(plaintext.equals((await decryptResponse(elsewhere, large)).bytes));
});

test("a plaintext that is not UTF-8 has bytes, and no text", async () => {
  const opened = await decryptResponse(key, await encryptResponse(key.publicKey, new Uint8Array([0xff])));
  assert.deepEqual([...opened.bytes], [0xff]);
  await refused(() => opened.text, "invalid_argument", "text");
  const marked = await decryptResponse(key, await encryptResponse(key.publicKey, "\ufeffx"));
  assert.equal(marked.text, "\ufeffx");
});

test("a response is inspected without any key, field by field", async () => {
  const report = inspectResponse(JSON.stringify({ ...withPart("tag", "AAAA"), encryptedSharedKey: 1 }));
  assert.equal(report.wellFormed, false);
  assert.deepEqual(report.fields.map(({ name, bytes, problem }) => [name, bytes, problem?.code]), [
    ["encryptedSharedKey", undefined, "wrong_member_type"],
    [`${data}.encryptedMessage`, 7, undefined],
    [`${data}.tag`, 3, "invalid_tag_length"],
    [`${data}.nonce`, 15, undefined],
  ]);
  assert.equal(report.hasLegacyReading, true);
  assert.equal(inspectResponse(json).modulusBits, 2048);
  await refused(() => inspectResponse("[]"), "malformed_json");
});

test("mocks are refused sizes that no response has", async () => {
  await refused(() => encryptResponse(key.publicKey, "x", { sharedKeyBytes: 20 }), "invalid_shared_key_length");
  for (const nonceBytes of [0, 16, 1.5, NaN]) await refused(() => encryptResponse(key.publicKey, "x", { nonceBytes }), "invalid_nonce_length");
  await refused(() => encryptResponse(key.publicKey, "x", { nonceBytes: 14, nonceForm: "legacy15" }), "invalid_nonce_length");
});

test("new keys cannot be read out, and only unwrap", async () => {
  assert.equal(key.webCryptoKey.extractable, false);
  assert.deepEqual(key.webCryptoKey.usages, ["unwrapKey"]);
  await assert.rejects(crypto.subtle.exportKey("pkcs8", key.webCryptoKey));
  const imported = await importKey(await openVector("keys/rsa2048.pem"));
  assert.equal(imported.webCryptoKey.extractable, false);
  for (const modulusBits of [1024, 2047, 2049, 16392, NaN, "2048"]) await refused(() => generateKey({ modulusBits }), "invalid_argument", "modulusBits");
});

test("the shared key cannot be read out either, unless an OCB of the caller's needs it", async () => {
  const seen = [];
  const subtle = new Proxy(crypto.subtle, {
    get: (target, name) => (...given) => {
      if (name === "unwrapKey" || name === "generateKey") seen.push([name, given.find((one) => typeof one === "boolean")]);
      return target[name](...given);
    },
  });
  const provider = { subtle, getRandomValues: (array) => crypto.getRandomValues(array) };
  const watched = fromWebCryptoKey(key.webCryptoKey, key.publicKey, { crypto: provider });
  await decryptResponse(watched, json);
  assert.deepEqual(seen.splice(0), [["generateKey", false], ["unwrapKey", false]]);
  await decryptResponse(watched, json, { ocb: nodeOcb(nodeCrypto) });
  assert.deepEqual(seen, [["generateKey", true], ["unwrapKey", true]]);
});

test("a key of Web Crypto's that cannot unwrap is refused, and does not end in decryption_failed", async () => {
  const make = (hash, usages) => crypto.subtle.generateKey({ name: "RSA-OAEP", hash, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, false, usages);
  for (const [hash, usages] of [["SHA-1", ["decrypt", "encrypt"]], ["SHA-256", ["unwrapKey", "wrapKey"]]]) {
    const { privateKey } = await make(hash, usages);
    await refused(() => fromWebCryptoKey(privateKey, key.publicKey), "invalid_argument", "key");
  }
  const { publicKey } = await make("SHA-1", ["unwrapKey", "wrapKey"]);
  await refused(() => fromWebCryptoKey(publicKey, key.publicKey), "invalid_argument", "key");
});

test("where Web Crypto is missing, it is said why", async () => {
  await refused(() => generateKey({ crypto: {} }), "crypto_unavailable");
  globalThis.isSecureContext = false;
  await refused(() => generateKey({ crypto: {} }), "insecure_context");
  delete globalThis.isSecureContext;
});

test("what a provider refuses is crypto_unavailable, without its words", async () => {
  const subtle = { generateKey: async () => Promise.reject(new Error("secret words")) };
  const error = await refused(() => generateKey({ crypto: { subtle, getRandomValues: () => 0 } }), "crypto_unavailable");
  assert.ok(!error.message.includes("secret"));
});

test("Node has no key store, and that is said", () => refused(() => openKeyStore(), "key_store_unavailable"));

test("errors are errors", async () => {
  const error = await refused(() => decryptResponse(key, "{}"), "missing_member");
  assert.ok(error instanceof SnapsealError && error instanceof Error);
  assert.equal(error.message, "encryptedSharedKey: missing member");
});
