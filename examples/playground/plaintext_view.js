// SPDX-License-Identifier: Apache-2.0
import { AccessToken, parseConnectionPortal } from "snapseal";
import { make, table } from "./dom.js";
import { timeInWords } from "./words.js";

const shownMax = 20_000;

function tokenView(text) {
  const token = AccessToken.parse(text);
  const claims = token.unverifiedClaims();
  const now = new Date();
  const times = { exp: claims.expiresAt, nbf: claims.notBefore, iat: claims.issuedAt };
  const meaning = { exp: "expires", nbf: "valid from", iat: "issued", sub: "subject" };
  const rows = Object.entries(JSON.parse(claims.json)).map(([name, value]) => {
    const shown = times[name] ? timeInWords(times[name], now) : typeof value === "string" ? value : JSON.stringify(value);
    return [meaning[name] ? `${name} (${meaning[name]})` : name, claims.unread.includes(name) ? `${shown}, which cannot be read` : shown];
  });
  const expired = claims.expiresAt && !claims.unread.includes("exp") && token.isExpired(now);
  return [
    make("h3", {}, "An access token (JWT)"),
    make("p", { class: expired ? "bad" : "note" }, expired ? "It has expired." : "Its signature cannot be checked here: only the API has the key for it. The token is secret."),
    table("What the token says of itself", ["claim", "value"], rows),
    make("pre", { tabindex: "0", "aria-label": "The token" }, token.expose()),
  ];
}

function linkView(text) {
  const { redirectURI, sessionId } = parseConnectionPortal(text);
  const url = new URL(redirectURI);
  return [
    make("h3", {}, "A connection link"),
    make("p", { class: "note" }, "It is secret, works once, and for five minutes. Look at its host before you follow it."),
    table("The link", ["part", "value"], [["host", url.host], ...(sessionId ? [["session", sessionId]] : [])]),
    make("p", {}, make("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, url.href)),
  ];
}

const cut = (text) => (text.length > shownMax ? `${text.slice(0, shownMax)}\n… and ${text.length - shownMax} characters more` : text);

function jsonView(text) {
  return [make("h3", {}, "JSON"), make("pre", { tabindex: "0", "aria-label": "The plaintext" }, cut(JSON.stringify(JSON.parse(text), null, 2)))];
}

const textView = (text) => [make("h3", {}, "Text"), make("pre", { tabindex: "0", "aria-label": "The plaintext" }, cut(text) || "(nothing)")];

function bytesView(bytes) {
  const hex = Array.from(bytes.subarray(0, 1024), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return [make("h3", {}, "Bytes that are no text"), make("pre", { tabindex: "0", "aria-label": "The plaintext in hex" }, hex)];
}

/** The first view that fits the plaintext. */
export function plaintextView(response) {
  let text;
  try {
    text = response.text;
  } catch {
    return bytesView(response.bytes);
  }
  for (const view of [tokenView, linkView, jsonView]) {
    try {
      return view(text);
    } catch {
      // the next one
    }
  }
  return textView(text);
}
