// SPDX-License-Identifier: Apache-2.0
import { decryptResponse, encryptResponse } from "snapseal";
import { at, make, say, wordsOf } from "./dom.js";
import { faultsView } from "./faults_view.js";
import { Keys } from "./keys.js";
import { plaintextView } from "./plaintext_view.js";
import { bytesInWords } from "./words.js";

let keys;

const chosen = () => keys.get(at("key-choice").value);

async function showKeys(selected) {
  const names = keys.names();
  at("key-choice").replaceChildren(...(names.length ? names.map((name) => make("option", { value: name }, name)) : [make("option", { value: "" }, "none yet")]));
  if (selected) at("key-choice").value = selected;
  await showKey();
}

async function showKey() {
  const key = chosen();
  at("key-line").value = key?.publicLine() ?? "";
  at("key-fingerprint").textContent = key ? await key.fingerprint() : "none yet";
  for (const id of ["key-copy", "key-delete", "open", "mock-make"]) at(id).disabled = !key;
}

/** Does the work of a button, which waits meanwhile, and tells what goes wrong. */
function onClick(id, statusId, work) {
  at(id).addEventListener("click", async () => {
    at(id).setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      say(statusId, wordsOf(error), true);
    } finally {
      at(id).removeAttribute("aria-busy");
    }
  });
}

async function openResponse() {
  const text = at("response").value;
  const result = at("result");
  try {
    const opened = await decryptResponse(chosen(), text);
    const form = opened.nonceForm === "legacy15" ? "in the old form of the nonce" : "in the form of RFC 7253";
    result.replaceChildren(make("p", { class: "good" }, `Opened: ${bytesInWords(opened.bytes.length)}, ${form}.`), ...plaintextView(opened));
  } catch (error) {
    result.replaceChildren(...faultsView(text, error));
  }
  result.focus({ preventScroll: true });
}

const base64Url = (value) => btoa(JSON.stringify(value)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

function mockText() {
  const now = Math.floor(Date.now() / 1000);
  switch (at("mock-kind").value) {
    case "token":
      return [{ alg: "HS256", typ: "JWT" }, { sub: "a-user", iat: now, exp: now + 300 }, "no signature"].map(base64Url).join(".");
    case "link":
      return JSON.stringify({ redirectURI: "https://app.example.com/connect?token=mock", sessionId: crypto.randomUUID() });
    default:
      return at("mock-text").value;
  }
}

async function makeMock() {
  const response = await encryptResponse(chosen().publicKey, mockText(), { nonceForm: at("mock-form").value });
  at("response").value = JSON.stringify(response, null, 2);
  say("mock-status", "A response for your key is in the field above: open it there.");
}

async function takeResponse(file) {
  at("response").value = await file.text();
  await openResponse();
}

function takeDrops() {
  const field = at("response");
  field.addEventListener("dragover", (event) => {
    event.preventDefault();
    field.classList.add("over");
  });
  field.addEventListener("dragleave", () => field.classList.remove("over"));
  field.addEventListener("drop", (event) => {
    field.classList.remove("over");
    const [file] = event.dataTransfer.files;
    if (!file) return; // a text that is dragged goes in by itself
    event.preventDefault();
    takeResponse(file);
  });
}

async function start() {
  for (const id of ["key-make", "key-copy", "key-delete", "open", "mock-make"]) at(id).disabled = true;
  keys = await Keys.open();
  if (keys.problem) at("key-where").textContent = `Your keys are not kept: ${wordsOf(keys.problem)} They last until this page is closed.`;
  await showKeys();
  at("key-make").disabled = keys.problem?.code === "insecure_context";

  at("key-choice").addEventListener("change", showKey);
  onClick("key-make", "key-status", async () => {
    say("key-status", "Making a key of 3,072 bits…");
    const name = await keys.make();
    await showKeys(name);
    say("key-status", `Made "${name}". Register its line, and responses come encrypted for it.`);
  });
  onClick("key-delete", "key-status", async () => {
    const name = at("key-choice").value;
    if (!confirm(`Delete "${name}" for ever? What is encrypted for it cannot be opened any more.`)) return;
    await keys.delete(name);
    await showKeys();
    say("key-status", `Deleted "${name}".`);
  });
  onClick("key-copy", "key-status", async () => {
    const copied = await navigator.clipboard?.writeText(at("key-line").value).then(() => true, () => false);
    at("key-line").select();
    say("key-status", copied ? "Copied." : "The browser does not let this page copy: the line is selected, copy it yourself.");
  });
  at("key-file").addEventListener("change", async () => {
    const [file] = at("key-file").files;
    if (!file) return;
    try {
      const name = await keys.take(new Uint8Array(await file.arrayBuffer()), file.name);
      await showKeys(name);
      say("key-status", `Took "${name}". Delete the file, if you have no other use for it.`);
    } catch (error) {
      say("key-status", `${file.name}: ${wordsOf(error)}`, true);
    }
    at("key-file").value = "";
  });
  onClick("open", "mock-status", openResponse);
  onClick("mock-make", "mock-status", makeMock);
  at("response-file").addEventListener("change", () => {
    const [file] = at("response-file").files;
    if (file) takeResponse(file);
    at("response-file").value = "";
  });
  takeDrops();
  document.documentElement.dataset.ready = "";
}

start();
