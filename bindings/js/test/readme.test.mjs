// SPDX-License-Identifier: Apache-2.0
// What README.md shows is run as it stands: its words for things that a reader has are put in.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import * as device from "snapseal";
import * as partner from "snapseal/partner";
import { openVector } from "./support.mjs";

const readme = readFileSync("node_modules/snapseal/README.md", "utf8");
const [inABrowser, inNode, onAServer, ...others] = [...readme.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);

/** The code as a function of `names`, in which an import takes from what is here, and no file but that of `folder` is read. */
function runnable(code, names, result) {
  const body = code.replace(/import (\{[^}]*\}) from "([^"]+)";/g, (_, taken, from) => `const ${taken} = modules[${JSON.stringify(from)}];`);
  const AsyncFunction = (async () => {}).constructor;
  const call = new AsyncFunction("modules", ...Object.keys(names), `${body}\nreturn { ${result} };`);
  return call({ snapseal: { ...device, openKeyStore: async () => new Map([["me", names.given]]) }, "snapseal/partner": partner, "node:fs/promises": { readFile: async (name) => readFileSync(`${names.folder}/${name}`) } }, ...Object.values(names));
}

const key = await device.importKey(await openVector("keys/rsa2048.pem"));
const response = JSON.stringify(await device.encryptResponse(key.publicKey, "a token"));

test("there are three examples", () => assert.deepEqual([others.length, Boolean(onAServer)], [0, true]));

test("the lines for a browser open a response", async () => {
  assert.equal((await runnable(inABrowser, { given: key, reply: { text: async () => response } }, "text")).text, "a token");
});

test("the lines for Node open a response", async () => {
  const folder = mkdtempSync(`${tmpdir()}/snapseal-readme-`);
  writeFileSync(`${folder}/me.pem`, await openVector("keys/rsa2048.pem"));
  writeFileSync(`${folder}/response.json`, response);
  assert.equal((await runnable(inNode, { folder }, "text")).text, "a token");
});

test("the lines for a server sign a request, and verify a webhook", async () => {
  const consumerKey = "KEY";
  const body = JSON.stringify({ eventTimestamp: new Date().toISOString(), eventType: "TRADE" });
  const { Signature } = (await new partner.Partner({ clientId: "ID", consumerKey }).sign({ method: "POST", path: "/", body }, new Date())).headers;
  assert.equal(Signature.length, 44);
  const bytes = new TextEncoder().encode(consumerKey);
  const hmac = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = Buffer.from(await crypto.subtle.sign("HMAC", hmac, new TextEncoder().encode(partner.canonicalJson(body)))).toString("base64");
  let sent;
  const names = { clientId: "ID", consumerKey, userId: "me", userSecret: "s", body, headers: { signature }, fetch: async (url, request) => (sent = { url, ...request }) };
  const { event } = await runnable(onAServer, names, "event");
  assert.equal(event.eventType, "TRADE");
  assert.equal(sent.method, "POST");
  assert.ok(sent.url.startsWith("https://api.snaptrade.com/snapTrade/login?clientId=ID&userId=me&userSecret=s&timestamp="));
});
