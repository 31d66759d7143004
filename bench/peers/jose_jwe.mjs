// SPDX-License-Identifier: Apache-2.0
// Opens a JWE (RSA-OAEP, A256GCM) with npm's jose. It is copied to where jose is installed, and run there.
import { compactDecrypt, importPKCS8 } from 'jose';
import { main } from './serving.mjs';

async function openResponse(key, text) {
  return (await compactDecrypt(text, key)).plaintext;
}

await main((pem) => importPKCS8(pem, 'RSA-OAEP'), openResponse);
