// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether WebKitGTK's driver is here, and a display without a screen. */
export const hasWebKit = () => existsSync("/usr/bin/WebKitWebDriver") && existsSync("/usr/bin/Xvfb");

/** A page of WebKitGTK, by the WebDriver protocol, with as much of puppeteer's page as the tests need. */
class Page {
  constructor(session) {
    this.session = session;
  }

  async ask(method, path, body) {
    const reply = await fetch(this.session + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = await reply.json();
    if (!reply.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  on() {} // tells of no events

  goto = (url) => this.ask("POST", "/url", { url });

  async evaluate(work, ...given) {
    const script = `const done = arguments[arguments.length - 1]; Promise.resolve((${work})(...[...arguments].slice(0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.ask("POST", "/execute/async", { script, args: given });
    if (error) throw new Error(error);
    return value;
  }

  async waitForFunction(work) {
    for (let tries = 0; !(await this.evaluate(`() => Boolean((${work})())`)); ++tries) {
      if (tries > 100) throw new Error("the page is not ready");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Starts WebKitGTK's MiniBrowser, has `work` use it, and ends it. */
export async function withWebKit(work) {
  const display = `:${90 + (process.pid % 100)}`;
  const port = 20_000 + (process.pid % 10_000);
  const screen = spawn("/usr/bin/Xvfb", [display, "-screen", "0", "1200x900x24"], { stdio: "ignore" });
  const environment = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" };
  const driver = spawn("/usr/bin/WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { stdio: "ignore", env: environment });
  try {
    const base = `http://127.0.0.1:${port}`;
    for (let tries = 0; !(await fetch(`${base}/status`).then((reply) => reply.ok, () => false)); ++tries) {
      if (tries > 100) throw new Error("WebKitWebDriver does not start");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const binary = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } };
    const reply = await fetch(`${base}/session`, { method: "POST", body: JSON.stringify({ capabilities }) });
    const { value } = await reply.json();
    if (!value.sessionId) throw new Error(`${value.error}: ${value.message}`);
    const page = new Page(`${base}/session/${value.sessionId}`);
    await page.ask("POST", "/timeouts", { script: 120_000 });
    const { browserName, browserVersion } = value.capabilities;
    const browser = { version: async () => `WebKitGTK, ${browserName} ${browserVersion}`, newPage: async () => page };
    await work(browser, undefined).finally(() => page.ask("DELETE", ""));
  } finally {
    driver.kill();
    screen.kill();
  }
}
