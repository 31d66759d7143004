// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";

/** The folders: the package's, the tree's, and a fresh one in build/ of the tree. */
export const home = new URL("../", import.meta.url).pathname;
export const tree = new URL("../../../", import.meta.url).pathname;
export const fresh = `${tree}build/js/fresh`;

export const run = (command, parameters, options = {}) => execFileSync(command, parameters, { stdio: "inherit", cwd: home, ...options });

/** Builds the package, packs it, and installs the tarball in the fresh folder. Gives the tarball's path. */
export function pack() {
  run("node", ["scripts/build.mjs"]);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  run("npm", ["pack", "--silent", "--pack-destination", fresh], { stdio: ["ignore", "ignore", "inherit"] });
  const tarball = `${fresh}/${readdirSync(fresh).find((name) => name.endsWith(".tgz"))}`;
  writeFileSync(`${fresh}/package.json`, '{ "private": true }\n');
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--offline", tarball], { cwd: fresh });
  return tarball;
}
