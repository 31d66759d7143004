// SPDX-License-Identifier: Apache-2.0
// Builds the package, packs it, and tests the tarball in a fresh folder: build/js/ of the tree.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { fresh, home, pack, run, tree } from "./pack.mjs";
import { checkSizes } from "./sizes.mjs";
import { checkStructure } from "./structure.mjs";

const bin = (name) => `${home}node_modules/.bin/${name}`;

checkStructure(home);
run("node", ["scripts/error-codes.mjs", "--check"]);
const version = /\bVERSION (\d+\.\d+\.\d+)/.exec(readFileSync(`${tree}CMakeLists.txt`, "utf8").split("project(")[1])[1];
if (JSON.parse(readFileSync(`${home}package.json`, "utf8")).version !== version) throw new Error(`package.json must have the version ${version}, as CMakeLists.txt has`);

const tarball = pack();
cpSync(`${home}test`, fresh, { recursive: true });

run(bin("publint"), ["run", tarball, "--strict"]);
run(bin("attw"), [tarball, "--format", "ascii", "--quiet"]);
checkSizes(`${fresh}/node_modules/snapseal/dist`);

// As a user's strict program, once as an ES module and once as CommonJS.
cpSync(`${fresh}/consumer.mts`, `${fresh}/consumer.cts`);
cpSync(`${tree}examples/mobile/unwrapper.ts`, `${fresh}/unwrapper.mts`);
const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext"];
run(bin("tsc"), [...strict, "consumer.mts", "consumer.cts", "unwrapper.mts"], { cwd: fresh });
console.log("types: strict programs compile as an ES module and as CommonJS");

const tests = readdirSync(fresh).filter((name) => /\.test\.[cm]js$/.test(name));
run("node", ["--test", ...tests], { cwd: fresh, env: { ...process.env, SNAPSEAL_VECTORS: `${tree}vectors` } });
