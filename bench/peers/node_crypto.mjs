// SPDX-License-Identifier: Apache-2.0
// Opens a response with Node's crypto.
import { constants, createDecipheriv, createPrivateKey, privateDecrypt } from 'node:crypto';
import { main } from './serving.mjs';

const bytes = (base64) => Buffer.from(base64, 'base64');

function openResponse(key, text) {
  const { encryptedSharedKey, encryptedMessageData: data } = JSON.parse(text);
  const sharedKey = privateDecrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, bytes(encryptedSharedKey));
  const decipher = createDecipheriv('aes-256-ocb', sharedKey, bytes(data.nonce), { authTagLength: 16 });
  decipher.setAuthTag(bytes(data.tag));
  return Buffer.concat([decipher.update(bytes(data.encryptedMessage)), decipher.final()]);
}

await main(createPrivateKey, openResponse);
