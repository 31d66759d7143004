// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, parseDeleteUser, parseListUsers, parseLoginUser, parseNewSecret, requireSuccess, SnapsealError } from "snapseal/partner";
import { refused } from "./support.mjs";

const refusal = (reply) => {
  try {
    requireSuccess({ body: "", ...reply });
  } catch (error) {
    return error;
  }
  return undefined;
};

test("a refusal is an error of its own, with what the server says", () => {
  const error = refusal({ status: 401, headers: new Headers({ "X-Request-ID": "b7f3e0" }), body: '{"detail":"wrong","code":"1076"}' });
  assert.ok(error instanceof ApiError && error instanceof SnapsealError);
  assert.deepEqual([error.code, error.status, error.apiCode, error.detail, error.requestId], ["api_error", 401, "1076", "wrong", "b7f3e0"]);
  assert.equal(error.message, "the API answered with status 401, code 1076");
  assert.equal(refusal({ status: 204 }), undefined);
});

test("the time to wait comes from seconds, from a date, or from the words of a 429", () => {
  const dates = { "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", Date: "Sun, 06 Nov 1994 08:49:07 GMT" };
  assert.equal(refusal({ status: 503, headers: Object.entries(dates) }).retryAfterSeconds, 30);
  assert.equal(refusal({ status: 503, headers: [["retry-AFTER", "12"]] }).retryAfterSeconds, 12);
  const body = '{"detail":"available in 7 seconds"}';
  assert.equal(refusal({ status: 429, body }).retryAfterSeconds, 7);
  assert.equal(refusal({ status: 400, body }).retryAfterSeconds, undefined);
  for (const value of ["soon", "-1", "1e3", "99999999999"]) assert.equal(refusal({ status: 503, headers: [["Retry-After", value]] }).retryAfterSeconds, undefined);
});

test("a 429 may tell the wait as a number of seconds, or as a time", () => {
  const waitOf = (reset, headers = []) => refusal({ status: 429, headers: [["X-RateLimit-Reset", reset], ...headers] }).retryAfterSeconds;
  assert.equal(waitOf("13"), 13);
  assert.equal(waitOf("784111777", [["Date", "Sun, 06 Nov 1994 08:49:07 GMT"]]), 784111777); // before 2001: seconds
  assert.equal(waitOf("1795314679", [["Date", new Date(1795314669e3).toUTCString()]]), 10);
  assert.equal(waitOf("1795314659", [["Date", new Date(1795314669e3).toUTCString()]]), 0);
  assert.equal(waitOf("1795314679"), undefined);
  for (const value of ["", "soon", "-1", "4294967296", "1.5"]) assert.equal(waitOf(value), undefined);
  assert.equal(refusal({ status: 503, headers: [["X-RateLimit-Reset", "13"]] }).retryAfterSeconds, undefined);
});

test("a refusal tells whether the request may be sent again", () => {
  const retryOf = (status, detail = "", headers = []) => refusal({ status, headers, body: JSON.stringify({ detail }) }).retry;
  assert.equal(retryOf(429), "after_wait");
  assert.equal(retryOf(503, "", [["Retry-After", "3"]]), "after_wait");
  for (const status of [408, 500, 502, 503, 504]) assert.equal(retryOf(status), "if_safe");
  assert.equal(retryOf(401, "Invalid TimeStamp"), "sign_again");
  assert.equal(retryOf(500, "timestamp"), "if_safe");
  for (const status of [400, 401, 403, 404, 302]) assert.equal(retryOf(status, "wrong"), "never");
});

test("the server's words lose secrets and what cannot be seen", () => {
  const detailOf = (detail) => refusal({ status: 400, body: JSON.stringify({ detail }) }).detail;
  assert.equal(detailOf("no user with userSecret=a!b$c, sorry"), "no user with [redacted] sorry");
  assert.equal(detailOf("token eyJhbGciOi.x.y is old"), "token [redacted] is old");
  assert.equal(detailOf("adf2aa34-8219-40f7-a6b3-60156985cc61"), "[redacted]");
  assert.equal(detailOf("a\u001b[31m\u202eb"), "a [31m b");
  assert.equal(detailOf("x ".repeat(1000)).length, 512);
  assert.equal(refusal({ status: 400, body: '{"code":"a b"}' }).apiCode, "");
});

test("a secret that cannot be read is told as such, whatever hides it", async () => {
  for (const [body, code] of [["{}", "missing_member"], ['{"userSecret":""}', "wrong_member_type"], ['{"userSecret":"a","userSecret":"b"}', "duplicate_member"], ["[]", "malformed_json"]]) {
    await refused(() => parseNewSecret({ status: 200, body }), code, "userSecret");
  }
  assert.deepEqual(parseNewSecret({ status: 200, body: '{"userSecret":"s"}' }, "me"), { userId: "me", userSecret: "s" });
});

test("links that are none, and lists that are none, are refused", async () => {
  for (const redirectURI of ["http://x/", "https://", "https://u@x/", "https://:1/", "https://x y", "javascript:alert(1)", "https://é/"]) {
    await refused(() => parseLoginUser({ status: 200, body: JSON.stringify({ redirectURI }) }), "wrong_member_type", "redirectURI");
  }
  for (const body of ['[""]', "[null]", "[[]]"]) await refused(() => parseListUsers({ status: 200, body }), "wrong_member_type");
  await refused(() => parseListUsers({ status: 200, body: "{}" }), "malformed_json");
  assert.deepEqual(parseDeleteUser({ status: 204, body: "" }, "me"), { userId: "me", status: "", detail: "" });
});
