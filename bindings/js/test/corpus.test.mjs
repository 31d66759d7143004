// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { decryptResponse, importKey } from "snapseal";
import { openVector } from "./support.mjs";

const text = async (path) => new TextDecoder().decode(await openVector(`corpus/${path}`));

test("the corpus is answered as it says, or its key file is refused by name", async () => {
  const { cases } = JSON.parse(await text("cases.json"));
  const results = {};
  for (const record of cases) {
    const opened = async () => {
      const key = await importKey(await openVector(`corpus/${record.key}`)).catch((error) => error.code);
      if (typeof key === "string") return `key: ${key}`;
      if (!record.response) return "read";
      const response = await decryptResponse(key, await text(record.response)).catch((error) => error.code);
      if (typeof response === "string") return "refused";
      assert.deepEqual(Buffer.from(response.bytes), Buffer.from(await openVector(`corpus/${record.plaintext}`)), record.id);
      return response.nonceForm;
    };
    const result = await opened();
    const isUnread = /^key: unsupported_key_(format|encryption)$/.test(result);
    const right = {
      decrypt: result === "rfc7253",
      "decrypt-legacy15": result === "legacy15",
      "refuse-response": result === "refused",
      "refuse-key": result.startsWith("key: "),
      either: true,
    }[record.expect];
    assert.ok(right || isUnread, `${record.id}: ${result} in place of ${record.expect}`);
    const kind = isUnread ? "unread" : result.startsWith("key: ") ? "key refused" : result;
    results[kind] = (results[kind] ?? 0) + 1;
  }
  assert.deepEqual(results, { "key refused": 14, legacy15: 15, refused: 15, rfc7253: 30, unread: 117 });
});
