// SPDX-License-Identifier: Apache-2.0
// Builds the page examples/playground, as one file, on the package as it is packed, and serves it.
//   node playground.mjs [--build] [--port N]    --build: builds only, on what is packed already
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { serve } from "../browser/server.mjs";
import { fresh, pack, tree } from "./pack.mjs";

const source = `${tree}examples/playground`;
const folder = `${tree}build/js/playground`;

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The page, with its script and style in it, each let in by its hash. So it works from a file, too. */
async function buildPage() {
  const bundle = await build({ entryPoints: [`${source}/playground.js`], bundle: true, minify: true, format: "iife", target: "es2022", write: false, charset: "utf8", nodePaths: [`${fresh}/node_modules`] });
  const script = bundle.outputFiles[0].text.trim();
  const style = readFileSync(`${source}/style.css`, "utf8");
  if (/<\/script|<!--/i.test(script)) throw new Error("the script cannot stand in a page as it is");
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'`;
  const page = readFileSync(`${source}/index.html`, "utf8")
    .replace("<!-- POLICY -->", `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace("/* STYLE */", () => style)
    .replace("/* SCRIPT */", () => script);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/index.html`, page);
}

const parameters = process.argv.slice(2);
const isBuildOnly = parameters.includes("--build");
if (!isBuildOnly) pack();
await buildPage();
if (!isBuildOnly) {
  const port = Number(parameters[parameters.indexOf("--port") + 1] || 0) || 8471;
  await serve({ "/": folder }, { port });
  console.log(`The playground is at http://localhost:${port}/index.html, and is the file ${folder}/index.html. Ctrl-C ends it.`);
}
