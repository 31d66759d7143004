// SPDX-License-Identifier: Apache-2.0
// Uses the playground as a person does, in real browsers, over HTTP and from the file: node playground_test.mjs [chrome|firefox]...
// Screenshots go to build/js/screenshots/.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { withBrowser } from "./browsers.mjs";
import { serve } from "./server.mjs";

const tree = new URL("../../../", import.meta.url).pathname;
const folder = `${tree}build/js/playground`;
const screenshots = `${tree}build/js/screenshots`;
mkdirSync(screenshots, { recursive: true });
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const vectors = JSON.parse(readFileSync(`${tree}vectors/responses.json`, "utf8")).cases;

let passed = 0;
let failed = 0;
async function test(name, work) {
  try {
    const note = await work();
    ++passed;
    console.log(`ok: ${name}${note ? `: ${note}` : ""}`);
  } catch (error) {
    ++failed;
    console.log(`NOT ok: ${name}: ${error.stack}`);
  }
}

const textOf = (page, selector) => page.$eval(selector, (element) => element.value ?? element.textContent);
const waitForText = (page, selector, part) => page.waitForFunction((where, wanted) => document.querySelector(where).textContent.includes(wanted), { timeout: 20_000 }, selector, part);
const press = async (page, selector) => {
  await page.waitForFunction((where) => !document.querySelector(where).disabled, {}, selector);
  await page.$eval(selector, (button) => button.scrollIntoView({ block: "center" }));
  await page.click(selector);
};

/** What axe-core finds, in words. */
async function faultsOf(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

async function setLook(page, scheme, width) {
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]).catch(() => {});
  return page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
}

async function openMock(page, kind, form) {
  await page.select("#mock-kind", kind);
  await page.select("#mock-form", form);
  await press(page, "#mock-make");
  await waitForText(page, "#mock-status", "A response");
  await press(page, "#open");
  await waitForText(page, "#result", "Opened");
  return textOf(page, "#result");
}

async function testPage(browser, name, url) {
  const page = await browser.newPage();
  const errors = [];
  const requests = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => request.url().startsWith("data:") || requests.push(request.url()));
  page.on("dialog", (dialog) => dialog.accept());
  await setLook(page, "light", 1100);
  const load = async () => {
    await page.goto(url);
    await page.waitForSelector("html[data-ready]");
  };
  await page.evaluateOnNewDocument(() => {
    window.shifts = 0;
    if (globalThis.PerformanceObserver?.supportedEntryTypes.includes("layout-shift")) {
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shifts += value))).observe({ type: "layout-shift", buffered: true });
    }
  });
  await load();

  await test(`${name}: a key is made, and its line shown`, async () => {
    await press(page, "#key-make");
    await waitForText(page, "#key-status", "Made");
    assert.match(await textOf(page, "#key-line"), /^ssh-rsa AAAAB3Nza\S+$/);
    assert.match(await textOf(page, "#key-fingerprint"), /^SHA256:\S{43}$/);
    return (await textOf(page, "#key-where")).trim();
  });
  await test(`${name}: a token is opened, its claims laid out, its times in words`, async () => {
    const shown = await openMock(page, "token", "rfc7253");
    for (const part of ["access token", "sub (subject)", "a-user", "exp (expires)", "in 4 minutes", "RFC 7253"]) assert.ok(shown.includes(part) || (part === "in 4 minutes" && shown.includes("in 5 minutes")), `${part}: ${shown}`);
    assert.ok(await page.evaluate(() => document.activeElement.id === "result"), "the result is not where the keyboard is");
  });
  await test(`${name}: a connection link is shown as such`, async () => {
    const shown = await openMock(page, "link", "legacy15");
    for (const part of ["connection link", "app.example.com", "old form"]) assert.ok(shown.includes(part), `${part}: ${shown}`);
    assert.equal(await page.$eval("#result a", (link) => link.rel), "noopener noreferrer");
  });
  await test(`${name}: what is wrong is told field by field, and where`, async () => {
    const good = JSON.parse(await textOf(page, "#response"));
    const give = async (text, part) => {
      await page.$eval("#response", (field, value) => (field.value = value), text);
      await press(page, "#open");
      await waitForText(page, "#result", part);
      return textOf(page, "#result");
    };
    const shown = await give(JSON.stringify({ ...good, encryptedMessageData: { ...good.encryptedMessageData, tag: "AAAA", nonce: "?" } }), "invalid_tag_length");
    for (const part of ["cannot be opened", "encryptedMessageData.tag", "invalid_base64", "well-formed", "3 bytes"]) assert.ok(shown.includes(part), `${part}: ${shown}`);
    await give(JSON.stringify(good).replace(/.$/, ""), "malformed json");
    assert.equal(await textOf(page, "#result mark"), "(end)");
    await give(vectors.find(({ id }) => id === "response_compact").response, "another key");
    await give("", "malformed json");
  });
  await test(`${name}: HTML in a plaintext stays text`, async () => {
    await page.$eval("#mock-text", (field) => (field.value = "<img src=x onerror=alert(1)><b>x</b>"));
    assert.ok((await openMock(page, "text", "rfc7253")).includes("<img src=x onerror"));
    assert.equal(await page.$$eval("#result img, #result b", (found) => found.length), 0);
  });
  await test(`${name}: a key file is taken, and a response for it opened`, async () => {
    const file = `${tree}vectors/keys/rsa2048.pem`;
    const { response, plaintext_base64 } = vectors.find(({ id }) => id === "response_compact");
    await page.$eval("details", (details) => (details.open = true));
    await (await page.$("#key-file")).uploadFile(file);
    await waitForText(page, "#key-status", "Took");
    const path = `${tmpdir()}/snapseal-response-${process.pid}.json`;
    writeFileSync(path, response);
    await (await page.$("#response-file")).uploadFile(path);
    await waitForText(page, "#result", "Opened");
    assert.ok((await textOf(page, "#result")).includes(Buffer.from(plaintext_base64, "base64").toString()));
    await (await page.$("#key-file")).uploadFile(path);
    await waitForText(page, "#key-status", "unrecognized key format");
  });
  await test(`${name}: the page can be used by the keyboard alone`, async () => {
    await page.$eval("#key-choice", (choice) => choice.focus());
    const seen = [];
    for (let i = 0; i < 25; ++i) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => document.activeElement.id));
    }
    for (const id of ["key-make", "key-line", "response", "open", "mock-kind", "mock-make"]) assert.ok(seen.includes(id), `${id} is not reached: ${seen}`);
  });
  const canChoose = await page.emulateMediaFeatures([]).then(() => true, () => false);
  const schemes = canChoose ? ["light", "dark"] : [(await setLook(page, "light", 1100)) ? "dark" : "light"];
  for (const [scheme, width] of schemes.flatMap((one) => [[one, 1100], [one, 390]])) {
    await test(`${name}: axe-core finds nothing, and nothing is cut off, ${scheme}, ${width} wide`, async () => {
      assert.equal(await setLook(page, scheme, width), scheme === "dark");
      assert.deepEqual(await faultsOf(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "the page is wider than the window");
      await page.screenshot({ path: `${screenshots}/${name.replace(/\W+/g, "-")}-${scheme}-${width}.png`, fullPage: true });
    });
  }
  await test(`${name}: the page connects to nothing`, async () => {
    const answer = await page.evaluate(() => fetch("http://127.0.0.1:1/").then(() => "connected", (error) => error.name));
    assert.equal(answer, "TypeError");
    assert.deepEqual(requests.filter((one) => one !== url && !one.startsWith("http://127.0.0.1:1/")), []);
  });
  await test(`${name}: the keys are there when the page is loaded anew, and one can be deleted`, async () => {
    const line = await textOf(page, "#key-line");
    await load();
    if ((await textOf(page, "#key-where")).includes("not kept")) return "they are not kept here, and the page says so";
    assert.equal(await page.$$eval("#key-choice option", (options) => options.length), 2);
    await page.select("#key-choice", "rsa2048.pem");
    assert.equal(await textOf(page, "#key-line"), line);
    assert.ok((await page.evaluate(() => window.shifts)) < 0.01, `the page jumps: ${await page.evaluate(() => window.shifts)}`);
    await press(page, "#key-delete");
    await waitForText(page, "#key-status", "Deleted");
    await load();
    assert.equal(await page.$$eval("#key-choice option", (options) => options.length), 1);
    return undefined;
  });
  await test(`${name}: no page had an error`, () => assert.deepEqual(errors.filter((error) => !/connect-src/.test(error)), []));
  await page.close();
}

const server = await serve({ "/": folder });
const chosen = process.argv.slice(2);
try {
  for (const browserName of chosen.length ? chosen : ["chrome", "firefox"]) {
    await withBrowser(browserName, (browser) => testPage(browser, `${browserName}, http`, `http://127.0.0.1:${server.port}/index.html`));
    await withBrowser(browserName, (browser) => testPage(browser, `${browserName}, file`, `file://${folder}/index.html`), true);
  }
} finally {
  server.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
