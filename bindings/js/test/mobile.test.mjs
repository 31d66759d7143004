// SPDX-License-Identifier: Apache-2.0
// The code of docs/mobile.md: the Java of Android with the JDK's provider, the TypeScript of React Native with Node's key.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { constants, createPrivateKey, createPublicKey, privateDecrypt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { decryptResponse } from "snapseal";
import { openVector, unless, vectors } from "./support.mjs";

const examples = `${vectors}/../examples/mobile`;
const cases = async (name) => JSON.parse(new TextDecoder().decode(await openVector(name))).cases;
const keyOf = (file) => createPrivateKey(readFileSync(`${vectors}/${file}`));

test("docs/mobile.md shows the examples as they stand", () => {
  const page = readFileSync(`${vectors}/../docs/mobile.md`, "utf8");
  const shown = [...page.matchAll(/<!-- file: (\S+) -->\n```\w+\n([^]*?)```/g)];
  assert.equal(shown.length, 2);
  for (const [, file, code] of shown) assert.equal(readFileSync(`${vectors}/../${file}`, "utf8").replace(/^.*\n/, "").trim(), code.trim());
});

const hasJava = spawnSync("javac", ["--version"]).status === 0;
test("the Java of Android unwraps what the vectors say", { skip: unless(hasJava, "there is no javac") }, async () => {
  const folder = mkdtempSync(`${tmpdir()}/snapseal-java-`);
  execFileSync("javac", ["-d", folder, `${examples}/Unwrapper.java`, `${examples}/UnwrapperCheck.java`]);
  const asked = (await cases("shared_keys.json")).filter(({ expect }) => expect === "ok" || expect === "decryption_failed");
  const input = asked.map((one) => `${keyOf(one.private_key).export({ format: "der", type: "pkcs8" }).toString("hex")} ${one.encrypted_shared_key}`).join("\n");
  const lines = execFileSync("java", ["-cp", folder, "UnwrapperCheck"], { input, encoding: "utf8" }).trim().split("\n");
  rmSync(folder, { recursive: true });
  assert.equal(lines.length, 132);
  // Another length than that of an AES key is for the package to refuse.
  const faults = asked.filter((one, i) => (one.expect === "ok" ? lines[i] !== one.shared_key : lines[i] !== "null" && [32, 48, 64].includes(lines[i].length)));
  assert.deepEqual(faults.map(({ id }) => id), []);
});

test("the TypeScript of React Native opens with a key that is elsewhere", async () => {
  const { buildSync } = await import(`${vectors}/../bindings/js/node_modules/esbuild/lib/main.js`);
  buildSync({ entryPoints: [`${examples}/unwrapper.ts`], outfile: "unwrapper.mjs", format: "esm" });
  const { keyOfTheSystem } = await import(`${process.cwd()}/unwrapper.mjs`);
  const record = (await cases("responses.json")).find(({ id }) => id === "response_compact");
  const privateKey = keyOf(record.private_key);
  for (const type of ["spki", "pkcs1"]) {
    const native = {
      publicKey: async () => createPublicKey(privateKey).export({ format: "der", type }).toString("base64"),
      unwrap: async (wrapped) => {
        try {
          return privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, Buffer.from(wrapped, "base64")).toString("base64");
        } catch {
          return null;
        }
      },
    };
    const key = await keyOfTheSystem(native);
    assert.equal(Buffer.from((await decryptResponse(key, record.response)).bytes).toString("base64"), record.plaintext_base64);
    const broken = JSON.parse(record.response);
    broken.encryptedSharedKey = `AAAA${broken.encryptedSharedKey.slice(4)}`;
    await assert.rejects(decryptResponse(key, broken), { code: "decryption_failed" });
  }
});
