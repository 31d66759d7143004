// SPDX-License-Identifier: Apache-2.0
import { importAesKey, isAesKeyLength } from "./aes_key.js";
import { open, type DecryptedResponse, type DecryptOptions } from "./decrypt.js";
import { checkMessage, type EncryptedMessage } from "./envelope.js";
import { fail } from "./error.js";
import { providerOf, type CryptoOptions } from "./provider.js";

/**
 * The second half alone: OCB-DECRYPT (RFC 7253 section 4.3) with a 16-byte tag and no associated data. `sharedKey` has 16,
 * 24 or 32 bytes. Throws `invalid_shared_key_length`, `invalid_tag_length`, `invalid_nonce_length`, `decryption_failed`;
 * `crypto_unavailable` for 24 bytes in Chromium.
 */
export async function decryptMessage(sharedKey: Uint8Array, message: EncryptedMessage, options: DecryptOptions & CryptoOptions = {}): Promise<DecryptedResponse> {
  const provider = providerOf(options);
  if (!isAesKeyLength(sharedKey.length)) fail("invalid_shared_key_length");
  checkMessage(message);
  return open(provider.subtle, await importAesKey(provider, sharedKey, options.ocb !== undefined), message, options, 0);
}
