// SPDX-License-Identifier: Apache-2.0
// How many cases of each file are asked, and how many of them open or are read. A case that is left out is named here, so
// that none goes missing in silence. Where a runtime has a limit of its own (Chromium: no AES-192; WebKitGTK: libgcrypt's
// OAEP), as many cases as `limited` says are answered otherwise, and counted apart.
export const counts = {
  envelopes: { cases: 283, ok: 68 },
  messages: { cases: 291, ok: 112, limited: { "AES-192": 57 } },
  shared_keys: { cases: 184, ok: 34, limited: { "AES-192": 9, OAEP: 7 } },
  responses: { cases: 362, ok: 108, limited: { "AES-192": 23 }, leftOut: 82 }, // those about key files, which are asked below
  "foreign/responses": { cases: 349, ok: 190, limited: { "AES-192": 56 } },
  keys: { cases: 649, ok: 47 },
  "foreign/keys": { cases: 82, ok: 21 },
  canonical_json: { cases: 326, ok: 145 },
  signatures: { cases: 525, ok: 119 },
  webhooks: { cases: 127, ok: 41 },
  replies: { cases: 152, ok: 68 },
  tokens: { cases: 86, ok: 37 },
};

/** What is wrong with the row that a runner gave, in words; nothing if it is as it must be. */
export function faultsOf(row) {
  const expected = counts[row.name];
  const limited = Object.values(row.limited).reduce((sum, count) => sum + count, 0);
  const faults = [...row.wrong];
  if (row.right + limited + row.wrong.length !== expected.cases) faults.push(`${row.name}: ${row.right + limited} cases in place of ${expected.cases}`);
  if (row.leftOut !== (expected.leftOut ?? 0)) faults.push(`${row.name}: ${row.leftOut} left out in place of ${expected.leftOut ?? 0}`);
  for (const [limit, count] of Object.entries(row.limited)) {
    if (count !== expected.limited?.[limit]) faults.push(`${row.name}: ${count} cases left to the limit ${limit} in place of ${expected.limited?.[limit]}`);
  }
  if (!limited && row.ok !== expected.ok) faults.push(`${row.name}: ${row.ok} ok in place of ${expected.ok}`);
  return faults;
}
