// SPDX-License-Identifier: Apache-2.0
const assert = require("node:assert/strict");
const { test } = require("node:test");
const device = require("snapseal");
const partner = require("snapseal/partner");

test("require() gives the same names as import, and one SnapsealError", async () => {
  assert.deepEqual(Object.keys(device).toSorted(), Object.keys(await import("snapseal")).toSorted());
  assert.deepEqual(Object.keys(partner).toSorted(), Object.keys(await import("snapseal/partner")).toSorted());
  assert.equal(device.SnapsealError, partner.SnapsealError);
});

test("a key from import opens with what require() gave, and the other way round", async () => {
  const esm = await import("snapseal");
  for (const [maker, opener] of [[esm, device], [device, esm]]) {
    const key = await maker.generateKey({ modulusBits: 2048 });
    const response = await opener.encryptResponse(key.publicKey, "x");
    assert.equal((await opener.decryptResponse(key, response)).text, "x");
  }
});
