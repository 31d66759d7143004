// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";

const linesMax = { src: 150, test: 400, scripts: 150, browser: 250, bench: 150, "../../examples/playground": 200 };

/** Throws unless each file has the licence on top and is small, and the package imports nothing but its own files. */
export function checkStructure(home) {
  const faults = [];
  let checked = 0;
  for (const [folder, most] of Object.entries(linesMax)) {
    for (const name of readdirSync(home + folder).filter((file) => /\.(ts|js|[cm]js|mts|css)$/.test(file))) {
      const text = readFileSync(`${home}${folder}/${name}`, "utf8");
      const lines = text.split("\n").length;
      ++checked;
      if (!/^(\/\/|\/\*) SPDX-License-Identifier: Apache-2\.0/.test(text)) faults.push(`${folder}/${name}: the first line must be the licence`);
      if (lines > most) faults.push(`${folder}/${name}: ${lines} lines: a second noun is hiding`);
      if (folder !== "src") continue;
      if (/\bany\b(?= *[;,)>\]=])|@ts-|eslint-disable/.test(text)) faults.push(`src/${name}: any, or a check that is switched off`);
      for (const [, from] of text.matchAll(/from "([^"]+)"/g)) if (!/^\.\/\w+\.js$/.test(from)) faults.push(`src/${name}: imports ${from}`);
      for (const [, kind, exported] of text.matchAll(/(?<!\*\/\n)(?<!\*\/\n@)^export (?:async )?(function|class|const|interface|type) (\w+)/gm)) {
        faults.push(`src/${name}: ${kind} ${exported} has no comment`);
      }
    }
  }
  if (faults.length || checked < 40) throw new Error(faults.join("\n") || "too few files");
  console.log(`structure: ${checked} files`);
}
