// SPDX-License-Identifier: Apache-2.0
// The package as it was packed, in real browsers: node test.mjs FRESH_FOLDER [chrome|firefox|webkit]...
// With SNAPSEAL_SANDBOX, the path of the sandbox's program, a page goes the whole way of a user, too.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browsers.mjs";
import { hasWebKit, withWebKit } from "./webkit.mjs";
import { serve } from "./server.mjs";

const [fresh, ...chosen] = process.argv.slice(2);
const here = new URL("./", import.meta.url).pathname;
const tree = new URL("../../../", import.meta.url).pathname;
const { faultsOf } = await import(pathToFileURL(`${fresh}/vector_counts.mjs`));
const partner = await import(pathToFileURL(`${fresh}/node_modules/snapseal/dist/partner.js`));

/** What a partner's server does, with the sandbox in the API's place. */
async function startPartner(program) {
  const sandbox = spawn(program, ["--quiet"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface(sandbox.stdout), "line");
  const { baseUrl, clientId, consumerKeyFile } = JSON.parse(line);
  const api = new partner.Partner({ clientId, consumerKey: readFileSync(consumerKeyFile, "utf8"), baseUrl });
  const send = async (request) => {
    const { url, ...rest } = await api.sign(request, new Date());
    const reply = await fetch(url, rest);
    return { status: reply.status, headers: reply.headers, body: await reply.text() };
  };
  let user;
  let users = 0;
  const answers = {
    "/partner/login": async (line) => {
      user = partner.parseNewSecret(await send(partner.registerUser(`user-${++users}`, partner.importPublicKey(line))));
      return partner.parseLoginUser(await send(partner.loginUser(user, { darkMode: true }))).encrypted;
    },
    "/partner/token": async () => partner.parseGetUserJwt(await send(partner.getUserJwt(user))),
  };
  return { answers, stop: () => sandbox.kill() };
}

const program = process.env.SNAPSEAL_SANDBOX;
const sandbox = program ? await startPartner(program) : undefined;
const server = await serve(
  { "/package/": `${fresh}/node_modules/snapseal/dist`, "/test/": fresh, "/vectors/": `${tree}vectors`, "/": here },
  { policy: "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:", answers: sandbox?.answers },
);

let passed = 0;
let failed = 0;
async function test(name, work) {
  const started = Date.now();
  try {
    const note = await work();
    ++passed;
    console.log(`ok: ${name}${note ? `: ${note}` : ""} (${Date.now() - started} ms)`);
  } catch (error) {
    ++failed;
    console.log(`NOT ok: ${name}: ${error.message}`);
  }
}

async function testIn(browserName) {
  const start = browserName === "webkit" ? withWebKit : (work) => withBrowser(browserName, work);
  await start(async (browser, insecureHost) => {
    const version = await browser.version();
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const load = async (host = "127.0.0.1") => {
      await page.goto(`http://${host}:${server.port}/page.html`);
      await page.waitForFunction(() => window.tests);
    };
    const ask = (name, ...given) => page.evaluate((called, parameters) => window.tests[called](...parameters), name, given);
    await load();
    const limits = await ask("limits");
    for (const name of await ask("names")) {
      await test(`${version}: ${name}.json`, async () => {
        const row = await ask("vectors", name);
        assert.deepEqual(faultsOf(row), []);
        // Only what the runtime says that it cannot do is counted apart.
        if (limits.aes192 && !limits.isWebKitGtk) assert.deepEqual(row.limited, {});
        const limited = Object.entries(row.limited).map(([limit, count]) => `${count} left to the limit ${limit}`);
        return [`${row.right} right`, ...limited].join(", ");
      });
    }
    await test(`${version}: a kept key opens after the page was loaded anew, and cannot be read out`, async () => {
      const made = await ask("makeKey");
      assert.deepEqual({ ...made, line: "", text: "" }, { line: "", text: "", taken: "invalid_argument", takenByPut: "invalid_argument", nameless: "invalid_argument", elsewhere: "invalid_argument", names: ["imported", "me"], closed: "key_store_unavailable" });
      await load();
      const used = await ask("useKey", made.text);
      assert.deepEqual(used, { line: made.line, plaintext: "a token", keyIndex: 1, extractable: false, exported: "refused", missing: "undefined", names: ["imported"] });
    });
    await test(`${version}: a store that takes no keys is refused, and nothing falls back`, async () => {
      assert.deepEqual(await ask("keyStoreRefusals"), { notOpened: "key_store_unavailable", notTaken: "key_store_unavailable", names: [], notThere: "key_store_unavailable" });
    });
    await test(`${version}: 8 MiB are opened`, async () => `${Math.round((await ask("speed", 8 << 20)).best)} ms`);
    if (sandbox) {
      await test(`${version}: a page registers, logs in and opens, with the sandbox as the API`, async () => {
        assert.deepEqual(await ask("wayOfAUser"), { fields: true, link: "https://", subject: "string" });
      });
    }
    if (insecureHost) await test(`${version}: a page of another host without TLS is told why it has no Web Crypto`, async () => {
      await load(insecureHost);
      const code = "insecure_context";
      assert.deepEqual(await ask("insecure"), { isSecureContext: false, generateKey: code, openKeyStore: code, importKey: code, sign: code });
    });
    await test(`${version}: no page had an error`, () => assert.deepEqual(errors, []));
  });
}

try {
  for (const browserName of chosen.length ? chosen : ["chrome", "firefox", ...(hasWebKit() ? ["webkit"] : [])]) await testIn(browserName);
} finally {
  server.close();
  sandbox?.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
