// SPDX-License-Identifier: Apache-2.0
// drive.cjs FOLDER URL CLIENT_ID KEY_FILE LOG SNAPSEAL [odd-key]: drives the client that is installed in FOLDER against
// a sandbox and prints a row for each thing that was tried. With "odd-key" the sandbox has a key that encodeURI changes:
// everything must be refused then. Ends with 1 if anything is not as expected.
"use strict";
const { execFileSync, spawnSync } = require("node:child_process");
const crypto = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { clientOf, operationsOf, outcomeOf, parametersFor } = require("./sdk.cjs");

const [folder, baseUrl, clientId, keyFile, log, snapseal, mode] = process.argv.slice(2);
const consumerKey = fs.readFileSync(keyFile, "utf8");
const { client, version, generation, basePath } = clientOf(path.resolve(folder), baseUrl, clientId, consumerKey);
const rows = { tried: 0, unexpected: 0 };
const tried = new Set();

function row(what, expected, got) {
  rows.tried += 1;
  const good = expected === got;
  if (!good) rows.unexpected += 1;
  console.log(`${good ? "ok  " : "BAD "} ${version.padEnd(8)} ${what.padEnd(52)} ${got}${good ? "" : `, expected: ${expected}`}`);
}

// The sandbox tells why on its standard error, before it answers.
function reasonSince(size) {
  const told = fs.readFileSync(log, "utf8").slice(size).trim().split("\n").pop();
  return told ? told.split(": ")[1] : "no reason";
}

async function call(operation, parameters) {
  const [group, name] = operation.split(".");
  tried.add(operation);
  const size = fs.readFileSync(log, "utf8").length;
  const outcome = await outcomeOf(client[group][name](parameters));
  const code = outcome.body?.code ?? outcome.body?.default_code;
  const reason = outcome.status === 401 || outcome.status === 400 ? reasonSince(size) : "";
  outcome.told = `${outcome.status}${code === undefined ? "" : ` ${code}`}${outcome.status === 401 && code === "1076" ? ` ${reason}` : ""}`;
  return outcome;
}

async function expect(operation, parameters, told, note = "") {
  const outcome = await call(operation, parameters);
  row(operation + (note && ` (${note})`), told, outcome.told);
  return outcome.body;
}

// Generation 8 sends what it is given; later ones leave rsaPublicKey out, so that user is registered by hand.
async function registerWithKey(userId, rsaPublicKey) {
  if (generation === 8) {
    return expect("authentication.registerSnapTradeUser", { userId, rsaPublicKey }, "200", "with an RSA key");
  }
  const url = new URL(`${basePath}/snapTrade/registerUser?clientId=${clientId}&timestamp=${Math.floor(Date.now() / 1000)}`);
  const content = { rsaPublicKey, userId };
  const text = JSON.stringify({ content, path: url.pathname, query: url.search.slice(1) });
  const signature = crypto.createHmac("sha256", consumerKey).update(text).digest("base64");
  const headers = { "Content-Type": "application/json", Signature: signature };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(content) });
  const body = await answer.json();
  row("registerUser by hand, with an RSA key", 200, answer.status);
  return { userId, userSecret: body.userSecret };
}

function decrypt(key, body) {
  const done = spawnSync(snapseal, ["decrypt", "--key", key], { input: JSON.stringify(body) });
  return done.status === 0 ? done.stdout.toString() : `status ${done.status}`;
}

async function users() {
  await expect("apiStatus.check", {}, "200");
  const name = "npm user +&1";
  const user = await expect("authentication.registerSnapTradeUser", { userId: name }, "200");
  row("  its userId", name, user.userId);
  await expect("authentication.registerSnapTradeUser", { userId: name }, "400 1010", "again");
  const login = { broker: "ALPACA", immediateRedirect: true, customRedirect: "https://a.example/?b=<c>&d='e'",
    reconnect: "8b5f262d-4bb9-365d-888a-202bd3b15fa1", connectionType: "trade", connectionPortalVersion: "v3" }; // which the API sets to v4
  await expect("authentication.loginSnapTradeUser", user, "200", "no options");
  const link = await expect("authentication.loginSnapTradeUser", { ...user, ...login }, "200", "options");
  row("  its link has the options", true, link.redirectURI.includes("broker=ALPACA&connectionPortalVersion=v4"));
  const listed = await expect("authentication.listSnapTradeUsers", {}, "200");
  row("  its users", JSON.stringify([name]), JSON.stringify(listed));
  let secret = user.userSecret;
  if (client.authentication.resetSnapTradeUserSecret) {
    const reset = await expect("authentication.resetSnapTradeUserSecret", user, "200");
    row("  the secret is another", true, reset.userSecret !== secret && reset.userSecret.length === 36);
    await expect("authentication.loginSnapTradeUser", user, "401 1083", "old secret");
    secret = reset.userSecret;
  }
  return { userId: name, userSecret: secret };
}

async function encrypted() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "snapseal-npm-"));
  try {
    const key = path.join(home, "me.pem");
    execFileSync(snapseal, ["keygen", "--bits", "2048", "--out", key], { stdio: "ignore" });
    const user = await registerWithKey("npm-sealed", fs.readFileSync(`${key}.pub`, "utf8").trim());
    const login = await expect("authentication.loginSnapTradeUser", user, "200", "encrypted");
    row("  snapseal decrypt opens it", "redirectURI,sessionId", Object.keys(JSON.parse(decrypt(key, login))).sort().join());
    if (client.authentication.getUserJWT) {
      const token = decrypt(key, await expect("authentication.getUserJWT", user, "200", "encrypted"));
      row("  snapseal decrypt opens it", true, /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token));
      const accounts = await fetch(`${basePath}/accounts`, { headers: { Authorization: `JWT ${token}` } });
      row("  the token opens /accounts", 200, accounts.status);
    }
    await expect("authentication.deleteSnapTradeUser", user, "200", "encrypted");
  } finally {
    fs.rmSync(home, { recursive: true });
  }
}

// What else the client can do: the sandbox verifies it and has no such resource.
async function everythingElse(user) {
  for (const operation of operationsOf(client)) {
    if (!tried.has(operation)) {
      await expect(operation, parametersFor(user), operation.endsWith(".listUserAccounts") ? "200" : "404 1011");
    }
  }
}

async function deviations(user) {
  const refused = (operation, parameters, reason) => expect(operation, parameters, `401 1076 ${reason}`, reason);
  await refused("authentication.registerSnapTradeUser", { userId: "Zoë Müller" }, "raw_utf8");
  await refused("authentication.registerSnapTradeUser", { userId: "東京-😀" }, "raw_utf8");
  await refused("authentication.loginSnapTradeUser", { ...user, customRedirect: "https://a.example/é" }, "raw_utf8");
  const order = { ...user, account_id: "a", action: "BUY", order_type: "Limit", time_in_force: "Day", price: 1e-7, units: 1 };
  await refused("trading.placeForceOrder", order, "floats_reformatted");
  if (generation === 8) { // the others know what members there are
    await refused("trading.placeForceOrder", { ...user, constructor: "x", toString: 1 }, "members_dropped");
  }
  // The apostrophe is left as it is in a path. Generation 8's HTTP library escapes it after it is signed.
  await expect("accountInformation.getUserAccountBalance", { ...user, accountId: "it's" },
    generation === 8 ? "401 1076 path_decoded" : "404 1011", "apostrophe");
  // In a query everything is percent-encoded: that is no deviation.
  await expect("authentication.deleteSnapTradeUser", { userId: "Zoë Müller" }, "404 1011", "not ASCII, in the query");
  const listed = await expect("authentication.listSnapTradeUsers", {}, "200", "afterwards");
  row("  nothing that was refused has happened", JSON.stringify([user.userId]), JSON.stringify(listed));
}

async function oddKey() {
  const parameters = parametersFor({ userId: "u", userSecret: "s" });
  for (const operation of operationsOf(client)) {
    await expect(operation, parameters, operation === "apiStatus.check" ? "200" : "401 1076 key_uri_encoded", "odd key");
  }
}

(async () => {
  if (mode === "odd-key") {
    await oddKey();
  } else {
    const user = await users();
    await encrypted();
    await everythingElse(user);
    await deviations(user);
    await expect("authentication.deleteSnapTradeUser", user, "200");
    await expect("authentication.deleteSnapTradeUser", user, "404 1011", "again");
  }
  const least = mode === "odd-key" ? 30 : 50;
  if (rows.tried < least) row("at least this much was tried", least, rows.tried);
  console.log(`${version}${mode ? ` ${mode}` : ""}: ${rows.tried} tried, ${rows.unexpected} unexpected`);
  process.exit(rows.unexpected === 0 ? 0 : 1);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
