// SPDX-License-Identifier: Apache-2.0
// Opens an encrypted response: node open_response.mjs KEY.pem RESPONSE.json
import { constants, createDecipheriv, createPrivateKey, privateDecrypt, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

function unbase64(text) {
  const data = Buffer.from(text, "base64");
  if (data.toString("base64") !== text) throw new Error("not canonical base64");
  return data;
}

function openMessage(key, nonce, ciphertext, tag) {
  try {
    const cipher = createDecipheriv(`aes-${8 * key.length}-ocb`, key, nonce, { authTagLength: 16 });
    cipher.setAuthTag(tag);
    return Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  } catch {
    return undefined;
  }
}

// The plaintext, as a Buffer.
export function openResponse(privateKey, text) {
  const response = JSON.parse(text);
  const wrapped = unbase64(response.encryptedSharedKey);
  const [ciphertext, tag, nonce] = ["encryptedMessage", "tag", "nonce"].map((name) => unbase64(response.encryptedMessageData[name]));
  if (tag.length !== 16 || nonce.length < 1 || nonce.length > 15) throw new Error("a tag or nonce of a wrong length");
  let key = randomBytes(32); // stands in if the shared key does not unwrap, so that both failures look alike
  try {
    const unwrapped = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, wrapped);
    if ([16, 24, 32].includes(unwrapped.length)) key = unwrapped;
  } catch {}
  const forms = nonce.length === 15 ? [nonce, nonce.subarray(0, 14)] : [nonce]; // RFC 7253, then the old form
  for (const form of forms) {
    const plaintext = openMessage(key, form, ciphertext, tag);
    if (plaintext) return plaintext;
  }
  throw new Error("decryption_failed");
}

if (process.argv[1]?.endsWith("open_response.mjs")) {
  const privateKey = createPrivateKey({ key: readFileSync(process.argv[2]) }); // passphrase: "..." beside key
  process.stdout.write(openResponse(privateKey, readFileSync(process.argv[3], "utf8")));
}
