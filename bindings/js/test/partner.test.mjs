// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessToken, generateKey } from "snapseal";
import { canonicalJson, canonicalJsonOf, deleteUser, getUserJwt, listUsers, loginUser, Partner, registerUser, resetUserSecret, sign, verify, verifyWebhook } from "snapseal/partner";
import { refused } from "./support.mjs";

const consumerKey = "YOUR_CONSUMER_KEY";
const partner = new Partner({ clientId: "ME&CO/é", consumerKey });
const now = new Date(1_700_000_000_999);
const user = { userId: "a b", userSecret: "s+c/r=t" };

test("a signed request is what is sent, and its signature holds", async () => {
  const requests = [listUsers(), registerUser("é"), registerUser("u", (await generateKey({ modulusBits: 2048 })).publicKey), loginUser(user), loginUser(user, { broker: "ALPACA", darkMode: true }), getUserJwt(user), resetUserSecret(user), deleteUser("a/b")];
  for (const request of requests) {
    const { method, url, headers, body } = await partner.sign(request, now);
    const { origin, pathname, search } = new URL(url);
    assert.equal(`${origin}${pathname}${search}`, url);
    assert.equal(method, request.method);
    assert.ok(search.startsWith("?clientId=ME%26CO%2F%C3%A9"), search);
    assert.ok(search.endsWith("&timestamp=1700000000"), search);
    assert.equal(headers["Content-Type"], body === undefined ? undefined : "application/json");
    assert.ok(await verify(consumerKey, { path: pathname, query: search.slice(1), body }, headers.Signature));
    assert.ok(!(await verify(`${consumerKey}\n`, { path: pathname, query: search.slice(1), body }, headers.Signature)));
  }
  assert.equal((await partner.sign(loginUser(user), now)).body, undefined);
  assert.equal((await partner.sign(loginUser(user, { darkMode: true, broker: "B" }), now)).body, '{"broker":"B","darkMode":true}');
  assert.equal((await partner.sign(registerUser("é"), now)).body, '{"userId":"\\u00e9"}');
});

test("the worked request of the protocol's page has its signature", async () => {
  const content = { path: "/snapTrade/login", query: "", body: "{}" };
  assert.equal(await sign(consumerKey, content), await sign(consumerKey, { path: "/snapTrade/login", query: "" }));
});

test("a base with a path is sent and signed", async () => {
  const at = new Partner({ clientId: "ME", consumerKey, baseUrl: "https://api.example.com:8443/api/v1//" });
  const { url, headers } = await at.sign(listUsers(), now);
  assert.ok(url.startsWith("https://api.example.com:8443/api/v1/snapTrade/listUsers?"), url);
  assert.ok(await verify(consumerKey, { path: "/api/v1/snapTrade/listUsers", query: url.split("?")[1] }, headers.Signature));
});

test("requests that cannot be signed as they are, are refused", async () => {
  const request = (changes) => partner.sign({ method: "POST", path: "/x", ...changes }, now);
  for (const name of ["clientId", "TIMESTAMP", "signature"]) await refused(() => request({ query: [[name, "x"]] }), "invalid_request", "query");
  await refused(() => request({ query: [["", "x"]] }), "invalid_request", "query");
  for (const path of ["x", "//x", "", "/x?y", "/x#y", "/a b", "/é", "/%2", "/./x", "/x/..", "/%2E%2e/x"]) await refused(() => request({ path }), "invalid_request", "path");
  for (const method of ["GET", "DELETE"]) await refused(() => request({ method, body: { a: 1 } }), "invalid_request", "body");
  assert.equal((await request({ method: "GET", body: {} })).body, undefined);
  await refused(() => request({ body: '{"a":1,"a":2}' }), "duplicate_member");
  await refused(() => request({ query: [["x", "\ud800"]] }), "lone_surrogate");
  for (const time of [new Date(NaN), new Date(-1000)]) await refused(() => partner.sign(listUsers(), time), "invalid_request", "timestamp");
});

test("credentials that cannot be meant are refused", async () => {
  for (const clientId of ["", "a b", "a\n", "{}", '"x"', "\ufeffx"]) {
    await refused(() => new Partner({ clientId, consumerKey }), "invalid_argument", "clientId");
  }
  await refused(() => new Partner({ clientId: "ME", consumerKey: "" }), "invalid_argument", "consumerKey");
  await refused(() => new Partner({ clientId: "ME", consumerKey: "x".repeat(4097) }).sign(listUsers(), now), "invalid_argument", "consumerKey");
  for (const baseUrl of ["api.example.com", "ftp://x", "https://", "https://u@x", "https://x/?y", "https://x/#y", "https://x/../y", "https://x y"]) {
    await refused(() => new Partner({ clientId: "ME", consumerKey, baseUrl }), "invalid_argument", "baseUrl");
  }
});

test("a Partner shows nothing of its key", () => {
  assert.ok(!JSON.stringify(partner).includes(consumerKey));
  assert.ok(!Object.values(partner).some((value) => JSON.stringify(value)?.includes(consumerKey)));
});

test("values have the canonical form of their text, where JavaScript holds them", async () => {
  const values = [null, true, [], {}, "é\u{1f600}\u007f/\\\"\n", 0, -0, 1, 1.5, 1e-5, 1e-7, 123456789.125, -2.5e-10, [1, [2, { b: 1, a: [] }]], { "\uff5e": 1, "\u{1f600}": 2, a: undefined }];
  for (const value of values) assert.equal(canonicalJsonOf(value), canonicalJson(JSON.stringify(value)));
  assert.equal(canonicalJsonOf(9007199254740993n), "9007199254740993");
  assert.equal(canonicalJsonOf({ "\uff5e": 1, "\u{1f600}": 2 }), '{"\\uff5e":1,"\\ud83d\\ude00":2}');
});

test("values that JavaScript does not hold exactly, and what is no JSON, are refused", async () => {
  for (const number of [9007199254740992, -1e16, 1e21, 1e300, NaN, Infinity]) await refused(() => canonicalJsonOf({ a: [number] }), "number_out_of_range");
  for (const other of [undefined, () => 1, Symbol("x"), new Date(), new Map(), /x/, [undefined]]) await refused(() => canonicalJsonOf([other]), "invalid_argument");
  await refused(() => canonicalJsonOf("\ud800"), "lone_surrogate");
  await refused(() => canonicalJsonOf({ "\udc00": 1 }), "lone_surrogate");
  const cycle = {};
  cycle.self = cycle;
  await refused(() => canonicalJsonOf(cycle), "json_too_deep");
  const nested = (depth) => (depth ? [nested(depth - 1)] : 1);
  assert.equal(canonicalJsonOf(nested(64)), canonicalJson(JSON.stringify(nested(64))));
  await refused(() => canonicalJsonOf(nested(65)), "json_too_deep");
});

test("numbers of a text keep what JavaScript loses", () => {
  for (const [text, form] of [["100.0", "100.0"], ["0.00001", "1e-05"], ["1e-7", "1e-07"], ["1e16", "1e+16"], ["-0.0", "-0.0"], ["-0", "0"], ["9007199254740993", "9007199254740993"], ["1E400", undefined], ["12345678901234567890123", "12345678901234567890123"], ["1.0e2", "100.0"], ["1e-400", "0.0"]]) {
    if (form) assert.equal(canonicalJson(text), form);
  }
});

test("webhooks need 1 to 8 keys, a time and a tolerance that can be meant", async () => {
  const body = "{}";
  await refused(() => verifyWebhook([], body, "", now), "invalid_argument", "consumerKeys");
  await refused(() => verifyWebhook(Array(9).fill("x"), body, "", now), "invalid_argument", "consumerKeys");
  await refused(() => verifyWebhook("x", body, "", new Date(NaN)), "invalid_argument", "now");
  await refused(() => verifyWebhook("x", body, "", now, { maxAgeSeconds: -1 }), "invalid_argument", "tolerance");
  await refused(() => verifyWebhook("x", body, "", now, { maxAheadSeconds: NaN }), "invalid_argument", "tolerance");
  for (const signature of ["", "x", "x".repeat(44), "x".repeat(1000)]) await refused(() => verifyWebhook("x", body, signature, now), "wrong_signature");
  await refused(() => verifyWebhook("x", `"${"x".repeat(1 << 20)}"`, "", now), "input_too_large");
});

test("a token tells whether it has expired, and shows itself only when asked", async () => {
  const jwt = (claims) => ["{}", JSON.stringify(claims), "x"].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const token = AccessToken.parse(` "Bearer ${jwt({ exp: 1_700_000_000.5 })}" `);
  assert.equal(token.isExpired(new Date(1_699_999_999_999)), false);
  assert.equal(token.isExpired(new Date(1_700_000_000_000)), true);
  assert.equal(token.isExpired(new Date(1_700_000_000_000), 60), false);
  assert.equal(AccessToken.parse(jwt({})).isExpired(now), false);
  await refused(() => AccessToken.parse(jwt({ exp: "never" })).isExpired(now), "malformed_token", "exp");
  await refused(() => AccessToken.parse(jwt({ exp: 1_700_000_000_000_000 })).isExpired(now), "malformed_token", "exp");
  assert.equal(token.authorization().Authorization, `JWT ${token.expose()}`);
  assert.ok(!JSON.stringify(token).includes("."));
  await refused(() => AccessToken.parse("x".repeat(65537)), "input_too_large");
});
