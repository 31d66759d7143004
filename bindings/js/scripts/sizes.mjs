// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const limits = [
  ["snapseal, whole", 'export * from "./snapseal.js"', 12 * 1024],
  ["snapseal/partner, whole", 'export * from "./partner.js"', 12 * 1024],
  ["decryptResponse alone", 'export { decryptResponse } from "./snapseal.js"', 4 * 1024],
];

/** Throws if what a page loads, minified and gzipped, is larger than the limit. */
export function checkSizes(dist) {
  for (const [name, contents, limit] of limits) {
    const { outputFiles } = buildSync({ stdin: { contents, resolveDir: dist }, bundle: true, minify: true, format: "esm", target: "es2022", write: false });
    const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
    console.log(`size: ${name}: ${size} bytes of at most ${limit}`);
    if (size > limit) throw new Error(`${name} is larger than its limit`);
  }
}
