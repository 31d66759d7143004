#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a response with PyCryptodome."""
import base64
import json

try:  # Debian's name for it
    from Cryptodome.Cipher import AES, PKCS1_OAEP
    from Cryptodome.PublicKey import RSA
except ImportError:
    from Crypto.Cipher import AES, PKCS1_OAEP
    from Crypto.PublicKey import RSA

import serving


def load(pem):
    return PKCS1_OAEP.new(RSA.import_key(pem))


def open_response(key, text):
    response = json.loads(text)
    data = response["encryptedMessageData"]
    shared_key = key.decrypt(base64.b64decode(response["encryptedSharedKey"]))
    ciphertext, tag, nonce = (base64.b64decode(data[name]) for name in ("encryptedMessage", "tag", "nonce"))
    return AES.new(shared_key, AES.MODE_OCB, nonce=nonce).decrypt_and_verify(ciphertext, tag)


if __name__ == "__main__":
    serving.main(load, open_response)
