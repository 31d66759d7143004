// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import puppeteer from "puppeteer-core";

const paths = { chrome: ["/usr/bin/chromium", "/usr/bin/google-chrome"], firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"] };

// A name that is no localhost leads to this machine: a page from there is in an insecure context.
const insecureHost = "insecure.test";
const chromeArguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`];
const firefoxSettings = { "network.dns.localDomains": insecureHost, "dom.security.https_first": false, "datareporting.policy.dataSubmissionEnabled": false, "app.update.enabled": false, "browser.safebrowsing.update.enabled": false, "services.settings.server": "" };

/** Starts a browser ("chrome" or "firefox") with a new profile, has `work` use it, and ends it. Firefox is told here whether it is dark. */
export async function withBrowser(name, work, isDark = false) {
  const executablePath = paths[name].find(existsSync);
  if (!executablePath) throw new Error(`${name} is not installed: scripts/js-test --browsers installs it`);
  const userDataDir = mkdtempSync(`${tmpdir()}/snapseal-${name}-`);
  const browser = await puppeteer.launch({ browser: name, executablePath, userDataDir, headless: true, protocolTimeout: 600_000, args: name === "chrome" ? chromeArguments : [], extraPrefsFirefox: { ...firefoxSettings, "layout.css.prefers-color-scheme.content-override": isDark ? 0 : 1 } });
  try {
    return await work(browser, insecureHost);
  } finally {
    await browser.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
