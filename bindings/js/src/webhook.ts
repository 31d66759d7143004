// SPDX-License-Identifier: Apache-2.0
import { readSigned, writeCanonical } from "./canonical_json.js";
import { fail } from "./error.js";
import { isSame, signText } from "./hmac.js";
import type { Json } from "./json.js";
import { providerOf, type CryptoOptions } from "./provider.js";
import type { Text } from "./text.js";
import { parseIso8601 } from "./time.js";

/** How old a webhook may be, and how far its clock ahead. */
export interface WebhookOptions extends CryptoOptions {
  /** 300 by default. What the API delivers again may be a day old. */
  readonly maxAgeSeconds?: number | undefined;
  /** 60 by default. */
  readonly maxAheadSeconds?: number | undefined;
}

/** A webhook whose signature holds and whose time is within the tolerance. Texts that the event does not have are empty. */
export interface VerifiedWebhook {
  readonly eventType: string;
  /** For de-duplication: the API may deliver one event several times. */
  readonly webhookId: string;
  readonly clientId: string;
  readonly userId: string;
  readonly brokerageAuthorizationId: string;
  readonly accountId: string;
  readonly eventTime: Date;
  /** The same in microseconds since 1970. */
  readonly eventTimeMicroseconds: bigint;
  /** Which of several keys it was signed with, counted from 0. */
  readonly keyIndex: number;
  /** The whole body in canonical form, without `webhookSecret`, which is deprecated. */
  readonly json: string;
}

/** Takes the members `webhookSecret` out, at any depth. */
function takeSecretOut(json: Json): void {
  if (json.type === "object") {
    json.members.delete("webhookSecret");
    json.members.forEach(takeSecretOut);
  }
  if (json.type === "array") json.elements.forEach(takeSecretOut);
}

/**
 * Verifies a webhook: `body` and `signature` (the header) as they came; the body's bytes, not what a framework made of them.
 * 1 to 8 consumer keys; every one is tried. Nothing in the body is believed before a signature fits. Throws what
 * `canonicalJson` throws, where 1 MiB is the most; `wrong_signature`; `malformed_json` unless it is an object;
 * `missing_member` and `wrong_member_type`; `webhook_too_old`, `webhook_too_new`.
 */
export async function verifyWebhook(consumerKeys: string | readonly string[], body: Text, signature: string, now: Date, options: WebhookOptions = {}): Promise<VerifiedWebhook> {
  const keys = [consumerKeys].flat();
  const { maxAgeSeconds = 300, maxAheadSeconds = 60 } = options;
  const nowMilliseconds = now.getTime();
  if (keys.length < 1 || keys.length > 8) fail("invalid_argument", "must be 1 to 8", "consumerKeys");
  if (!(maxAgeSeconds >= 0 && maxAheadSeconds >= 0)) fail("invalid_argument", "", "tolerance");
  if (Number.isNaN(nowMilliseconds)) fail("invalid_argument", "", "now");
  const json = readSigned(body, 1 << 20);
  const canonical = writeCanonical(json, body);
  const provider = providerOf(options);
  const fits = await Promise.all(keys.map(async (key) => isSame(await signText(provider, key, canonical), signature)));
  const keyIndex = fits.indexOf(true);
  if (keyIndex < 0) fail("wrong_signature");
  if (json.type !== "object") fail("malformed_json");

  const string = (name: string): string => {
    const value = json.members.get(name);
    if (!value || value.type === "null") return "";
    return value.type === "string" ? value.text : fail("wrong_member_type", "", name);
  };
  const timeName = "eventTimestamp";
  if (!json.members.has(timeName)) fail("missing_member", "", timeName);
  const time = parseIso8601(string(timeName)) ?? fail("wrong_member_type", "must be ISO 8601 with an offset", timeName);
  const webhook = {
    eventType: string("eventType"),
    webhookId: string("webhookId"),
    clientId: string("clientId"),
    userId: string("userId"),
    brokerageAuthorizationId: string("brokerageAuthorizationId"),
    accountId: string("accountId"),
  };
  const age = Math.floor(nowMilliseconds / 1000) - Number(time) / 1e6;
  if (age > maxAgeSeconds) fail("webhook_too_old", "", timeName);
  if (-age > maxAheadSeconds) fail("webhook_too_new", "", timeName);
  takeSecretOut(json);
  return { ...webhook, eventTime: new Date(Number(time / 1000n)), eventTimeMicroseconds: time, keyIndex, json: writeCanonical(json, body) };
}
