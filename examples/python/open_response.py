# SPDX-License-Identifier: Apache-2.0
"""Opens an encrypted response: python3 open_response.py KEY.pem RESPONSE.json"""
import base64
import json
import secrets
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3


def unique(members):
    if len(dict(members)) != len(members):
        raise ValueError("a member stands twice")
    return dict(members)


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not canonical base64")
    return data


def open_response(private_key, text):
    """The plaintext, as bytes. python3-cryptography takes nonces of 12 to 15 bytes only."""
    response = json.loads(text, object_pairs_hook=unique)
    wrapped = unbase64(response["encryptedSharedKey"])
    ciphertext, tag, nonce = (unbase64(response["encryptedMessageData"][name]) for name in ("encryptedMessage", "tag", "nonce"))
    if len(tag) != 16 or not 12 <= len(nonce) <= 15:
        raise ValueError("a tag or nonce of a wrong length")
    key = secrets.token_bytes(32)  # stands in if the shared key does not unwrap, so that both failures look alike
    try:
        unwrapped = private_key.decrypt(wrapped, OAEP(MGF1(hashes.SHA1()), hashes.SHA1(), None))
        key = unwrapped if len(unwrapped) in (16, 24, 32) else key
    except ValueError:
        pass
    for form in [nonce, nonce[:14]] if len(nonce) == 15 else [nonce]:  # RFC 7253, then the old form
        try:
            return AESOCB3(key).decrypt(form, ciphertext + tag, None)
        except InvalidTag:
            pass
    raise ValueError("decryption_failed")


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as key_file, open(sys.argv[2], encoding="utf-8") as response_file:
        loaded = serialization.load_pem_private_key(key_file.read(), None)  # None: no passphrase
        sys.stdout.buffer.write(open_response(loaded, response_file.read()))
