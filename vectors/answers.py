# SPDX-License-Identifier: Apache-2.0
"""What run.py asks, answered with Python's standard library and python3-cryptography. Put calls of your program in place of
these functions. An answer is a value; anything thrown is a refusal. Bytes and texts are as in the vectors, bytes not in hex."""
import base64
import functools
import hashlib
import hmac
import json
import pathlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3

FOLDER = pathlib.Path(__file__).resolve().parent
NONCE_BYTES_MIN = 12  # of this library; 1 if yours takes all


def check_value(value, depth=1):
    if isinstance(value, str):
        value.encode()  # a lone surrogate is a ValueError
    if isinstance(value, (list, dict)):
        if depth > 64:
            raise ValueError("json_too_deep")
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            check_value(item, depth + 1)


def parse(text):  # bytes
    def unique(pairs):
        if len(dict(pairs)) != len(pairs):
            raise ValueError("duplicate_member")
        return dict(pairs)

    def real(digits):
        if abs(float(digits)) == float("inf"):
            raise ValueError("number_out_of_range")
        return float(digits)

    value = json.loads(text.decode("utf-8"), object_pairs_hook=unique, parse_float=real, parse_constant=int)  # int("NaN") fails
    check_value(value)
    return value


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("invalid_base64")
    return data


def read_envelope(text):  # bytes; gives the four byte strings
    outer = parse(text)
    parts = [unbase64(outer["encryptedSharedKey"]), *(unbase64(outer["encryptedMessageData"][name]) for name in ("encryptedMessage", "tag", "nonce"))]
    if not (128 <= len(parts[0]) <= 2048 and len(parts[2]) == 16 and 1 <= len(parts[3]) <= 15):
        raise ValueError("a length")
    return parts


@functools.lru_cache(maxsize=None)
def load(key_file):
    return serialization.load_pem_private_key((FOLDER / key_file).read_bytes(), None)


def unwrap(key_file, wrapped):
    shared_key = load(key_file).decrypt(wrapped, OAEP(MGF1(hashes.SHA1()), hashes.SHA1(), None))
    if len(shared_key) not in (16, 24, 32):
        raise ValueError("decryption_failed")  # in a program: go on with a random key
    return shared_key


def open_message(key, nonce, ciphertext, tag, legacy_nonce):
    if len(tag) != 16 or not NONCE_BYTES_MIN <= len(nonce) <= 15:
        raise ValueError("a length")
    for form, bytes_used in (("rfc7253", len(nonce)), ("legacy15", 14))[:2 if legacy_nonce and len(nonce) == 15 else 1]:
        try:
            return AESOCB3(key).decrypt(nonce[:bytes_used], ciphertext + tag, None), form
        except InvalidTag:
            pass
    raise ValueError("decryption_failed")


def open_response(key_file, text, legacy_nonce):
    wrapped, ciphertext, tag, nonce = read_envelope(text)
    return open_message(unwrap(key_file, wrapped), nonce, ciphertext, tag, legacy_nonce)


def canonical(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def sign(consumer_key, path, query, body):
    content = parse(body.encode()) if body else None
    text = canonical({"content": None if content == {} else content, "path": path, "query": query})
    return base64.b64encode(hmac.new(consumer_key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def verify(given, consumer_key, path, query, body):
    if not hmac.compare_digest(given.encode() if given else b"", sign(consumer_key, path, query, body).encode()):
        raise ValueError("wrong_signature")
    return True
