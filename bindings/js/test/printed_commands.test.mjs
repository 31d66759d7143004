// SPDX-License-Identifier: Apache-2.0
// The commands that refusals print are run as printed, on key files of the vectors, and what they write is then read. Those
// whose tool is not here are left out; for files that ask for a passphrase on a terminal, no command is run.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { importKey } from "snapseal";
import { openVector, unless, vectors } from "./support.mjs";

const program = process.env.SNAPSEAL_PROGRAM;
const tools = /\b(?:snapseal|ssh-keygen|puttygen|openssl|dropbearconvert|jq|iconv) /;

/** The ways that a message names, each of them one command or several. */
function waysOf(message) {
  const [, ...rest] = message.split(/(?: with|, or with|, or) (?=(?:snapseal|ssh-keygen|puttygen|openssl|dropbearconvert|jq|iconv) )/);
  return rest.map((way) => way.split(/ and (?=ssh-keygen )/).map((command) => command.replace(/ \(.*/, "")));
}

const isThere = (command) => (command.startsWith("snapseal ") ? Boolean(program) : spawnSync("which", [command.split(" ")[0]]).status === 0);

/** Runs the commands of a way in a new folder, in which OLD and COPY are the file. Gives what was written, COPY in place. */
function runWay(way, file) {
  const folder = mkdtempSync(`${tmpdir()}/snapseal-printed-`);
  try {
    const usesNew = way.some((command) => command.includes("NEW"));
    copyFileSync(file, `${folder}/OLD`);
    if (!way.some((command) => command.includes("-o COPY"))) copyFileSync(file, `${folder}/COPY`);
    for (const name of ["OLD", "COPY"]) if (existsSync(`${folder}/${name}`)) spawnSync("chmod", ["600", `${folder}/${name}`]);
    for (const command of way) {
      const { status, stderr } = spawnSync("sh", ["-c", command], { cwd: folder, env: { ...process.env, PATH: `${program ? dirname(program) : ""}:${process.env.PATH}` }, encoding: "utf8" });
      // The vectors have files that OpenSSH and PuTTY themselves do not read.
      if (status !== 0 && !command.startsWith("snapseal ")) return undefined;
      assert.equal(status, 0, `${command}: ${stderr}`);
    }
    return new Uint8Array(readFileSync(`${folder}/${usesNew ? "NEW" : "COPY"}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what is refused with a command is read when the command has been run", { skip: unless(program, "SNAPSEAL_PROGRAM is not set") }, async () => {
  const { cases } = JSON.parse(new TextDecoder().decode(await openVector("keys.json")));
  const asked = cases.filter(({ id, expect, passphrase, format }) => (expect === "ok" && passphrase === null && ["openssh", "putty"].includes(format)) || ["key_dropbear"].includes(id));
  const seen = {};
  for (const { id, file, public_openssh: line, format } of asked) {
    const error = await importKey(await openVector(file)).catch((refusal) => refusal);
    assert.equal(error.code, "unsupported_key_format", id);
    assert.match(error.message, tools, id);
    for (const way of waysOf(error.message).filter((commands) => commands.every(isThere))) {
      const written = runWay(way, `${vectors}/${file}`);
      const tool = way[0].split(" ")[0];
      if (!written) {
        seen[`${tool} refuses`] = (seen[`${tool} refuses`] ?? 0) + 1;
        continue;
      }
      const key = await importKey(written).catch((refusal) => refusal);
      // dropbearconvert writes OpenSSH's form, which is refused with the next command.
      if (tool === "dropbearconvert") assert.match(key.message, /an OpenSSH key/);
      else assert.equal(key.publicLine?.(), line, `${id}: ${way}: ${key.message}`);
      seen[`${format}: ${tool}`] = (seen[`${format}: ${tool}`] ?? 0) + 1;
    }
  }
  assert.ok(seen["openssh: snapseal"] > 3 && seen["putty: snapseal"] > 3, JSON.stringify(seen));
});
