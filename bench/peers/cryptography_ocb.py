#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a response with python3-cryptography."""
import base64
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3
from cryptography.hazmat.primitives.serialization import load_pem_private_key

import serving

OAEP = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)


def load(pem):
    return load_pem_private_key(pem, None)


def open_response(key, text):
    response = json.loads(text)
    data = response["encryptedMessageData"]
    shared_key = key.decrypt(base64.b64decode(response["encryptedSharedKey"]), OAEP)
    ciphertext, tag, nonce = (base64.b64decode(data[name]) for name in ("encryptedMessage", "tag", "nonce"))
    return AESOCB3(shared_key).decrypt(nonce, ciphertext + tag, None)


if __name__ == "__main__":
    serving.main(load, open_response)
