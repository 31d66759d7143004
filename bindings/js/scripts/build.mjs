// SPDX-License-Identifier: Apache-2.0
// Builds dist/: one ES module, one CommonJS module, their source maps, and the types of both.
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const home = new URL("../", import.meta.url);
process.chdir(home.pathname);
rmSync("dist", { recursive: true, force: true });

execFileSync("node_modules/.bin/tsc", ["-p", "."], { stdio: "inherit" });
const banner = { js: "// snapseal. SPDX-License-Identifier: Apache-2.0" };
const options = { absWorkingDir: home.pathname, bundle: true, target: "es2022", sourcemap: true, charset: "utf8", banner, outdir: "dist" };
const entryPoints = { snapseal: "src/index.ts", partner: "src/partner_index.ts" };
await build({ ...options, entryPoints, format: "esm", splitting: true, chunkNames: "shared" });
// One file for both, so that there is one SnapsealError.
await build({ ...options, stdin: { contents: 'export * from "./index.js"; export * from "./partner_index.js";', resolveDir: "src" }, format: "cjs", outdir: undefined, outfile: "dist/all.cjs" });
for (const [name, entry] of Object.entries(entryPoints)) {
  const { exports } = (await build({ absWorkingDir: home.pathname, entryPoints: [entry], bundle: true, write: false, metafile: true, format: "esm", outfile: "x.js" })).metafile.outputs["x.js"];
  writeFileSync(`dist/${name}.cjs`, `"use strict";\nconst all = require("./all.cjs");\n${exports.map((symbol) => `exports.${symbol} = all.${symbol};`).join("\n")}\n`);
}

// The types once for each kind of module: each file names the others of its kind.
for (const name of readdirSync("dist/types")) {
  const text = readFileSync(`dist/types/${name}`, "utf8");
  writeFileSync(`dist/types/${name.replace(/\.d\.ts$/, ".d.cts")}`, text.replace(/(from |import\()"(\.\/\w+)\.js"/g, '$1"$2.cjs"'));
}
copyFileSync("../../LICENSE", "LICENSE");
