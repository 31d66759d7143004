# SPDX-License-Identifier: Apache-2.0
"""The package beside others, in one run: ratios to snapseal. Prints a table in Markdown."""
from __future__ import annotations

import base64
import json
import pathlib
import os
import statistics
import threading
import time
from typing import Any, Callable

import snapseal
from Cryptodome.Cipher import AES, PKCS1_OAEP
from Cryptodome.PublicKey import RSA
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3

VECTORS = pathlib.Path(os.environ["SNAPSEAL_VECTORS"])
PEM = (VECTORS / "keys/rsa2048.pem").read_bytes()
KEY = snapseal.PrivateKey.parse(PEM)


def parts(response: str) -> tuple[bytes, ...]:
    members = json.loads(response)
    message = members["encryptedMessageData"]
    return tuple(base64.b64decode(text) for text in (members["encryptedSharedKey"], message["encryptedMessage"], message["tag"], message["nonce"]))


def as_documented(response: str) -> bytes:
    """As the API's documents have it: the key is read each time."""
    wrapped, text, tag, nonce = parts(response)
    shared_key = PKCS1_OAEP.new(RSA.import_key(PEM)).decrypt(wrapped)
    return bytes(AES.new(shared_key, AES.MODE_OCB, nonce=nonce).decrypt_and_verify(text, tag))


REUSED = PKCS1_OAEP.new(RSA.import_key(PEM))
LOADED: Any = serialization.load_pem_private_key(PEM, None)
OAEP = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)


def with_pycryptodome(response: str) -> bytes:
    wrapped, text, tag, nonce = parts(response)
    return bytes(AES.new(REUSED.decrypt(wrapped), AES.MODE_OCB, nonce=nonce).decrypt_and_verify(text, tag))


def with_cryptography(response: str) -> bytes:
    wrapped, text, tag, nonce = parts(response)
    return AESOCB3(LOADED.decrypt(wrapped, OAEP)).decrypt(nonce, text + tag, None)


def microseconds(work: Callable[[], object]) -> float:
    work()
    begin = time.perf_counter()
    work()
    count = max(3, min(2000, int(0.3 / max(time.perf_counter() - begin, 1e-6))))
    runs = []
    for _ in range(5):
        begin = time.perf_counter()
        for _ in range(count):
            work()
        runs.append((time.perf_counter() - begin) / count)
    return statistics.median(runs) * 1e6


def threads_over_one() -> float:
    response = snapseal.encrypt_response(KEY.public_key, "x" * 1024)

    def rate(threads: int) -> float:
        def work() -> None:
            for _ in range(1000):
                snapseal.decrypt_response(KEY, response)
        running = [threading.Thread(target=work) for _ in range(threads)]
        begin = time.perf_counter()
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
        return threads * 1000 / (time.perf_counter() - begin)
    return rate(2) / rate(1)


print("| opening, RSA-2048 | snapseal | python3-cryptography | PyCryptodome, key kept | PyCryptodome, as documented |\n|---|---|---|---|---|")
for name, size in (("1 KiB", 1024), ("64 KiB", 65536), ("1 MiB", 1 << 20)):
    response = snapseal.encrypt_response(KEY.public_key, "x" * size, nonce_bytes=12)
    assert as_documented(response) == with_pycryptodome(response) == with_cryptography(response) == bytes(snapseal.decrypt_response(KEY, response))
    own = microseconds(lambda: snapseal.decrypt_response(KEY, response))
    others = [microseconds(lambda: other(response)) for other in (with_cryptography, with_pycryptodome, as_documented)]
    print(f"| {name} | {own:,.0f} µs | " + " | ".join(f"{other / own:.2f}" for other in others) + " |")
consumer_key = snapseal.ConsumerKey("YOUR_CONSUMER_KEY")
signing = microseconds(lambda: snapseal.sign(consumer_key, "/snapTrade/login", "clientId=PARTNER&timestamp=1795314669", '{"broker":"ALPACA"}'))
print(f"\nsign: {signing:.1f} µs. Two threads open {threads_over_one():.2f} times as many as one.")
