// SPDX-License-Identifier: Apache-2.0
// The vectors in a runtime that is not Node: run_vectors.mjs VECTORS_FOLDER, in the fresh folder.
import { readFile } from "node:fs/promises";
import process from "node:process";
import * as device from "snapseal";
import * as partner from "snapseal/partner";
import { faultsOf } from "./vector_counts.mjs";
import { limitsOf, makeRunner } from "./vectors.mjs";

const folder = process.argv[2];
const { names, run } = makeRunner({ ...device, ...partner }, async (path) => new Uint8Array(await readFile(`${folder}/${path}`)));
const limits = await limitsOf();
const rows = await Promise.all(names.map((name) => run(name, limits)));
const faults = rows.flatMap(faultsOf);
for (const fault of faults) console.log(fault);
console.log(`${rows.reduce((sum, { right }) => sum + right, 0)} passed, ${faults.length} failed`);
process.exit(faults.length ? 1 : 0);
