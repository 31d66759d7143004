// SPDX-License-Identifier: Apache-2.0
// Reads the site as a person does, in Chromium, at the widths of a phone and of a desk: node docs/site/test.mjs FOLDER
// Screenshots go to build/site/screenshots.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { withBrowser } from "../../bindings/js/browser/browsers.mjs";
import { serve } from "../../bindings/js/browser/server.mjs";

const folder = process.argv[2];
const screenshots = `${folder}/../screenshots`;
mkdirSync(screenshots, { recursive: true });
const axe = readFileSync(new URL("../../bindings/js/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html") && !/^(typescript|playground|source|_static)\//.test(name));
assert(pages.length > 30, "there are no pages");

let passed = 0;
let failed = 0;
async function test(name, work) {
  try {
    await work();
    ++passed;
  } catch (error) {
    ++failed;
    console.log(`NOT ok: ${name}: ${error.message}`);
  }
}

const server = await serve({ "/": folder });
const base = `http://localhost:${server.port}`;
await withBrowser("chrome", async (browser) => {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && !message.location().url?.endsWith("favicon.ico") && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("requestfailed", (request) => faults.push(`${request.url()} failed`));
  page.on("response", (response) => response.status() >= 400 && !response.url().endsWith("favicon.ico") && faults.push(`${response.url()}: ${response.status()}`));
  page.on("request", (request) => new URL(request.url()).hostname !== "localhost" && !request.url().startsWith("data:") && faults.push(`${request.url()} is elsewhere`));

  for (const [look, width, height] of [["phone", 390, 844], ["desk", 1280, 900]]) {
    await page.setViewport({ width, height });
    for (const name of pages) {
      await test(`no page scrolls sideways, and none has an error: ${name} on a ${look}`, async () => {
        await page.goto(`${base}/${name}`, { waitUntil: "load" });
        const { wide, title } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth - document.documentElement.clientWidth, title: document.title }));
        assert(title.includes("snapseal"), `the title is ${title}`);
        assert(wide <= 0, `it is ${wide} pixels too wide`);
        assert.deepEqual(faults.splice(0), []);
      });
    }
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      for (const name of ["index.html", "docs/protocol.html", "reference/cpp/response.html"]) {
        await test(`text can be read: ${name}, ${scheme}, on a ${look}`, async () => {
          await page.goto(`${base}/${name}`, { waitUntil: "load" });
          await page.screenshot({ path: `${screenshots}/${name.replaceAll("/", "-").replace(".html", "")}-${look}-${scheme}.png` });
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run({ include: [["article"]], exclude: [[".highlight"]] }, { runOnly: ["color-contrast", "image-alt", "link-name", "heading-order"] })); // the colours of code are Pygments'
          const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
          assert.deepEqual(found, []);
        });
      }
    }
    await test(`the menu opens on a ${look}`, async () => {
      await page.goto(`${base}/index.html`, { waitUntil: "load" });
      if (look === "phone") {
        await page.click("label.toc-overlay-icon, label.nav-overlay-icon").catch(() => page.click('.mobile-header label[for="__navigation"]'));
        await page.waitForFunction(() => document.querySelector(".sidebar-drawer").getBoundingClientRect().left >= 0, { timeout: 5000 });
      }
      await page.waitForSelector('.sidebar-tree a[href="guide/open.html"]', { visible: true, timeout: 5000 });
    });
  }
  for (const [name, wanted] of [["cpp/response", "DecryptedResponse decrypt_response"], ["cpp/core", "enumerator decryption_failed"], ["cpp/keys", "generate"], ["c", "snapseal_decrypt_response"], ["python", "decrypt_response"]]) {
    await test(`the reference has ${wanted}`, async () => {
      await page.goto(`${base}/reference/${name}.html`, { waitUntil: "load" });
      const text = await page.$eval("article", (article) => article.textContent.replaceAll(/\s+/g, " "));
      assert(text.includes(wanted), text.slice(0, 500));
    });
  }
  await test("the dark scheme is dark", async () => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await page.goto(`${base}/index.html`, { waitUntil: "load" });
    const ground = await page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
    assert(/^rgb\((\d|[1-5]\d), /.test(ground), ground);
  });
  for (const [words, wanted] of [["decrypt_response", "reference/cpp/response"], ["decryption_failed", "protocol"], ["webhook", "webhooks"]]) {
    await test(`search finds ${words}`, async () => {
      await page.goto(`${base}/search.html?q=${words}`, { waitUntil: "load" });
      await page.waitForFunction((part) => [...document.querySelectorAll("#search-results ul.search a")].some(({ href }) => href.includes(part)), { timeout: 20_000 }, wanted);
    });
  }
  await test("the playground opens a response", async () => {
    await page.goto(`${base}/playground/index.html`, { waitUntil: "load" });
    const press = async (selector) => {
      await page.waitForFunction((where) => !document.querySelector(where).disabled, { timeout: 20_000 }, selector);
      await page.$eval(selector, (button) => button.click());
    };
    const says = (selector, part) => page.waitForFunction((where, wanted) => document.querySelector(where).textContent.includes(wanted), { timeout: 30_000 }, selector, part);
    await press("#key-make");
    await says("#key-status", "Made");
    await press("#mock-make");
    await says("#mock-status", "A response");
    await press("#open");
    await says("#result", "Opened");
    assert.deepEqual(faults.splice(0), []);
  });
  await test("the reference of TypeScript has decryptResponse", async () => {
    await page.goto(`${base}/typescript/index.html`, { waitUntil: "load" });
    assert((await page.content()).includes("decryptResponse"));
  });
});
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
