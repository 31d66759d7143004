#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""play-the-api.py PUBLICKEY: an encrypted response for that key, as the API would send it.

Nothing of snapseal is in here: PyCryptodome does what the API's pages describe, from the other side.
The token says so itself: its claims are made up and its signature is none."""

import base64
import json
import os
import sys
import time

try:
    from Cryptodome.Cipher import AES, PKCS1_OAEP
    from Cryptodome.PublicKey import RSA
except ImportError:
    from Crypto.Cipher import AES, PKCS1_OAEP
    from Crypto.PublicKey import RSA


def b64(data):
    return base64.b64encode(data).decode()


def jwt(claims):
    def part(data):
        return base64.urlsafe_b64encode(data).decode().rstrip("=")
    return ".".join([part(b'{"alg":"HS256","typ":"JWT"}'), part(json.dumps(claims).encode()), part(b"no signature")])


with open(sys.argv[1], "rb") as file:
    public_key = RSA.import_key(file.read())

token = jwt({"sub": "snaptrade-user-123", "exp": int(time.time()) + 300})
shared_key = base64.urlsafe_b64encode(os.urandom(24))  # 32 characters
cipher = AES.new(shared_key, AES.MODE_OCB)
encrypted_message, tag = cipher.encrypt_and_digest(token.encode())
print(json.dumps({
    "encryptedSharedKey": b64(PKCS1_OAEP.new(public_key).encrypt(shared_key)),
    "encryptedMessageData": {"encryptedMessage": b64(encrypted_message), "tag": b64(tag), "nonce": b64(cipher.nonce)},
}, indent=2))
