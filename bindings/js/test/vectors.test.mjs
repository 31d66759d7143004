// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import * as device from "snapseal";
import * as partner from "snapseal/partner";
import { openVector } from "./support.mjs";
import { counts, faultsOf } from "./vector_counts.mjs";
import { limitsOf, makeRunner } from "./vectors.mjs";

const { names, run } = makeRunner({ ...device, ...partner }, openVector);
const limits = await limitsOf();

test("every file that applies is asked", () => assert.deepEqual(names.toSorted(), Object.keys(counts).toSorted()));
for (const name of names) {
  test(`every case of ${name}.json is answered as it says`, async () => assert.deepEqual(faultsOf(await run(name, limits)), []));
}
