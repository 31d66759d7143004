// SPDX-License-Identifier: Apache-2.0
// Compiled as a user's program is, strictly, as an ES module and as CommonJS; not run.
import { decryptResponse, encryptResponse, fromUnwrapper, importKey, nodeOcb, openKeyStore, SnapsealError, type ErrorCode, type PrivateKey } from "snapseal";
import { loginUser, Partner, verifyWebhook, type HttpRequest } from "snapseal/partner";

export async function onTheDevice(text: string): Promise<string> {
  const store = await openKeyStore();
  const key: PrivateKey = (await store.get("me")) ?? (await store.create("me"));
  const { text: plaintext, nonceForm, keyIndex } = await decryptResponse([key], text, { tryLegacyNonce: false });
  return plaintext + nonceForm + keyIndex.toFixed();
}

export async function onAServer(): Promise<HttpRequest> {
  const partner = new Partner({ clientId: "ID", consumerKey: "KEY" });
  await verifyWebhook(["KEY"], new Uint8Array(), "", new Date());
  return partner.sign(loginUser({ userId: "me", userSecret: "secret" }, { connectionType: "read" }), new Date());
}

export async function elsewhere(pem: Uint8Array, nodeCrypto: object): Promise<unknown> {
  const { publicKey } = await importKey(pem, { crypto: globalThis.crypto });
  const key = fromUnwrapper(publicKey, async (wrapped) => wrapped.slice(0, 16));
  return decryptResponse(key, await encryptResponse(publicKey, "x"), { ocb: nodeOcb(nodeCrypto) });
}

export function codeOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof SnapsealError)) return undefined;
  const offset: number | undefined = error.offset;
  return offset === 0 ? "malformed_json" : error.code;
}

// @ts-expect-error: no such code
export const wrong: ErrorCode = "no_such_code";
// @ts-expect-error: a time is a Date, so that nobody gives seconds for milliseconds
export const late = (partner: Partner): unknown => partner.sign(loginUser({ userId: "", userSecret: "" }), 1700000000);
// @ts-expect-error: the path is needed
export const pathless = (partner: Partner): unknown => partner.sign({ method: "GET" }, new Date());
