// SPDX-License-Identifier: Apache-2.0
// Signs requests and checks webhooks.
import { createHmac, timingSafeEqual } from "node:crypto";

// A JSON text as CPython writes it. It works on the text, since JSON.parse would lose how its numbers are written.
export function canonical(text) {
  JSON.parse(text); // throws if it is not JSON
  const marked = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) => (token[0] === '"' ? `"s${token.slice(1)}` : `"n${number(token)}"`));
  return write(JSON.parse(marked)); // each string begins with s now, and each number is a string that begins with n
}

function write(value) {
  if (Array.isArray(value)) return `[${value.map(write).join()}]`;
  if (typeof value === "string") return value[0] === "n" ? value.slice(1) : string(value.slice(1));
  if (value === null || typeof value !== "object") return String(value);
  const names = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))); // by code point
  return `{${names.map((name) => `${string(name.slice(1))}:${write(value[name])}`).join()}}`;
}

function string(text) {
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function number(text) {
  if (!/[.eE]/.test(text)) return text === "-0" ? "0" : text; // an integer, of any size
  const value = Number(text);
  const size = Math.abs(value);
  if (!Number.isFinite(value)) throw new Error("a number beyond a double");
  if (size === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (size < 1e-4 || size >= 1e16) return value.toExponential().replace(/(?<=e[+-])(?=\d$)/, "0");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function signature(consumerKey, text) {
  return createHmac("sha256", consumerKey).update(text).digest("base64");
}

// `path` and `query` as they are sent; `body` is a JSON text, or undefined.
export function sign(consumerKey, path, query, body) {
  const content = body ? canonical(body) : "null";
  return signature(consumerKey, `{"content":${content === "{}" ? "null" : content},"path":${string(path)},"query":${string(query)}}`);
}

// What fetch takes, without the method.
export function request(base, clientId, consumerKey, path, timestamp, parameters = [], value = undefined) {
  const pairs = [["clientId", clientId], ...parameters, ["timestamp", timestamp]];
  const url = new URL(`${base}${path}?${pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join("&")}`);
  const body = value === undefined ? undefined : canonical(JSON.stringify(value));
  const headers = { Accept: "application/json", Signature: sign(consumerKey, url.pathname, url.search.slice(1), body) };
  if (body) headers["Content-Type"] = "application/json";
  return { url: url.href, headers, body };
}

// `webhookBody` is the text as it came, `given` the header `Signature`. Whether it is too old is yours to check.
export function isGenuine(consumerKey, webhookBody, given) {
  const made = Buffer.from(signature(consumerKey, canonical(webhookBody)));
  const sent = Buffer.from(given);
  return made.length === sent.length && timingSafeEqual(made, sent);
}
