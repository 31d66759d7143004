// SPDX-License-Identifier: Apache-2.0
// What runs inside the browser. test.mjs calls these and judges the answers.
import * as device from "/package/snapseal.js";
import * as partner from "/package/partner.js";
import { limitsOf, makeRunner } from "/test/vectors.mjs";

const open = async (path) => {
  const reply = await fetch(`/vectors/${path}`);
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return new Uint8Array(await reply.arrayBuffer());
};
const runner = makeRunner({ ...device, ...partner }, open);
const codeOf = (work) => Promise.resolve().then(work).then(() => "ok", (error) => error.code ?? String(error));

window.tests = {
  names: () => runner.names,
  limits: () => limitsOf(),
  vectors: async (name) => runner.run(name, await limitsOf()),

  /** A key is made, and a response for it kept, for the page to be loaded anew. */
  async makeKey() {
    const store = await device.openKeyStore({ name: "test" });
    const key = await store.create("me", { modulusBits: 2048 });
    const text = JSON.stringify(await device.encryptResponse(key.publicKey, "a token"));
    await store.put("imported", await device.importKey(await open("keys/rsa2048.pem")));
    const answers = {
      line: key.publicLine(),
      text,
      taken: await codeOf(() => store.create("me")),
      takenByPut: await codeOf(() => store.put("me", key)),
      nameless: await codeOf(() => store.create("")),
      elsewhere: await codeOf(() => store.put("x", device.fromUnwrapper(key.publicKey, async () => null))),
      names: await store.list(),
    };
    store.close();
    answers.closed = await codeOf(() => store.list());
    return answers;
  },

  async useKey(text) {
    const store = await device.openKeyStore({ name: "test" });
    const key = await store.get("me");
    const { privateKey } = await new Promise((resolve) => {
      const opening = indexedDB.open("test");
      opening.onsuccess = () => (opening.result.transaction("keys").objectStore("keys").get("me").onsuccess = (event) => (opening.result.close(), resolve(event.target.result)));
    });
    const opened = await device.decryptResponse([await store.get("imported"), key], text);
    const answers = {
      line: key.publicLine(),
      plaintext: opened.text,
      keyIndex: opened.keyIndex,
      extractable: privateKey.extractable,
      exported: await crypto.subtle.exportKey("pkcs8", privateKey).then(() => "exported", () => "refused"),
      missing: String(await store.get("nobody")),
    };
    await store.delete("me");
    await store.delete("me");
    answers.names = await store.list();
    store.close();
    return answers;
  },

  /** What private windows do: IndexedDB is not there, does not open, or takes no key. */
  async keyStoreRefusals() {
    const answers = {};
    const { open: openDatabase } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => { throw new DOMException("", "SecurityError"); }; // prettier-ignore
    answers.notOpened = await codeOf(() => device.openKeyStore());
    IDBFactory.prototype.open = openDatabase;
    const store = await device.openKeyStore({ name: "refusals" });
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = () => { throw new DOMException("", "DataCloneError"); }; // prettier-ignore
    answers.notTaken = await codeOf(() => store.create("me", { modulusBits: 2048 }));
    IDBObjectStore.prototype.add = add;
    answers.names = await store.list();
    store.close();
    Object.defineProperty(globalThis, "indexedDB", { value: undefined, configurable: true });
    answers.notThere = await codeOf(() => device.openKeyStore());
    return answers;
  },

  /** How long a message of this many bytes takes to open, in milliseconds: the best of five. */
  async speed(bytes) {
    const key = await device.generateKey({ modulusBits: 2048 });
    const sharedKey = crypto.getRandomValues(new Uint8Array(32));
    const message = { ciphertext: new Uint8Array(bytes), tag: new Uint8Array(16), nonce: new Uint8Array(12) };
    const times = [];
    for (let i = 0; i < 5; ++i) {
      const started = performance.now();
      await codeOf(() => device.decryptMessage(sharedKey, message)); // a wrong tag costs the same
      times.push(performance.now() - started);
    }
    return { best: Math.min(...times), key: key.publicKey.modulusBits };
  },

  insecure: async () => ({
    isSecureContext,
    generateKey: await codeOf(() => device.generateKey()),
    openKeyStore: await codeOf(() => device.openKeyStore()),
    importKey: await codeOf(async () => device.importKey("x")),
    sign: await codeOf(() => partner.sign("x", { path: "/", query: "" })),
  }),

  /** The way of a user: the page makes a key, the partner's server registers it and passes the answers on. */
  async wayOfAUser() {
    const key = await device.generateKey({ modulusBits: 2048 });
    const ask = async (path, body) => (await fetch(path, { method: "POST", body })).text();
    const login = await ask("/partner/login", key.publicLine());
    const link = await device.decryptResponse(key, login);
    const token = await device.decryptResponse(key, await ask("/partner/token", ""));
    return {
      fields: device.inspectResponse(login).wellFormed,
      link: device.parseConnectionPortal(link.text).redirectURI.slice(0, 8),
      subject: typeof device.AccessToken.parse(token.text).unverifiedClaims().subject,
    };
  },
};
