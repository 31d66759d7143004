// SPDX-License-Identifier: Apache-2.0
// Writes src/error_codes.ts from the table of Errc in include/snapseal/core/error.hpp. With --check it writes nothing, and
// fails if the file has other names or numbers, or if the names of src/core/error.cpp are others.
import { readFileSync, writeFileSync } from "node:fs";

const tree = new URL("../../../", import.meta.url);
const header = readFileSync(new URL("include/snapseal/core/error.hpp", tree), "utf8");
const source = readFileSync(new URL("src/core/error.cpp", tree), "utf8");
const target = new URL("../src/error_codes.ts", import.meta.url);

const table = header.slice(header.indexOf("enum class Errc"), header.indexOf("\n};", header.indexOf("enum class Errc")));
const rows = [...table.matchAll(/(?:^ {2}\/\/\/ ([^\n]*)\n)?^ {2}(\w+) = (\d+),(?:\s*\/\/\/< (.*(?:\n {15,}\/\/\/< .*)*))?/gm)].map(
  ([, before, name, number, behind]) => ({ name, number, comment: (before ?? behind ?? "").replace(/\s*\/\/\/< /g, " ").trim() }),
);
const named = [...source.matchAll(/case Errc::\w+: return "(\w+)";/g)].map(([, name]) => name);
const sorted = (names) => [...names].sort().join(" ");
if (rows.length < 40 || sorted(rows.map(({ name }) => name)) !== sorted(named)) {
  throw new Error("Errc in error.hpp and to_string in error.cpp do not have the same names");
}

const lines = rows.map(({ name, number, comment }) => `  /** ${number}. ${comment.replace(/`/g, "")} */\n  | "${name}"`);
const text = `// SPDX-License-Identifier: Apache-2.0
// Made by scripts/error-codes.mjs from include/snapseal/core/error.hpp: change that file.

/** What went wrong, as the library's \`Errc\` and the program's \`--json\` name it. */
export type LibraryErrorCode =
${lines.join("\n")};
`;
if (process.argv.includes("--check")) {
  const withoutWords = (code) => code.replace(/(\/\*\* \d+\.).*/g, "$1"); // a comment that is said otherwise is no drift
  if (withoutWords(readFileSync(target, "utf8")) !== withoutWords(text)) throw new Error("src/error_codes.ts differs from Errc: run node scripts/error-codes.mjs");
  console.log(`error codes: ${rows.length}, as in Errc`);
} else {
  writeFileSync(target, text);
}
