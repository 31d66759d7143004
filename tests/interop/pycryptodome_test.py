#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""PyCryptodome and python3-cryptography against the program, both ways.

PyCryptodome plays the API: it encrypts as the API's documents decrypt. Before 3.17.0 it writes the
old form of a 15-byte nonce; the program must open what either version writes and say which it was."""

import base64
import json
import os
import subprocess
import sys
import tempfile

try:
    try:
        import Cryptodome as pycryptodome
        from Cryptodome.Cipher import AES, PKCS1_OAEP
        from Cryptodome.PublicKey import RSA
    except ImportError:
        import Crypto as pycryptodome
        from Crypto.Cipher import AES, PKCS1_OAEP
        from Crypto.PublicKey import RSA
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.ciphers.aead import AESOCB3
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77)

program = os.path.abspath(sys.argv[1])
version = tuple(int(part) for part in pycryptodome.__version__.split(".")[:2])
old = version < (3, 17)
checks = failures = 0


def snapseal(*arguments, data=None):
    return subprocess.run([program, *arguments], input=data, capture_output=True)


def check(sentence, truth, *found):
    global checks, failures
    checks += 1
    if not truth:
        failures += 1
        print("FAILED", sentence, *found)


def b64(data):
    return base64.b64encode(data).decode()


def api_response(public_key, text, key_bytes, nonce_bytes):
    """What the API's documents describe, from the other side."""
    shared_key = base64.urlsafe_b64encode(os.urandom(32))[:key_bytes]
    cipher = AES.new(shared_key, AES.MODE_OCB, nonce=os.urandom(nonce_bytes))
    encrypted, tag = cipher.encrypt_and_digest(text)
    return json.dumps({
        "encryptedSharedKey": b64(PKCS1_OAEP.new(public_key).encrypt(shared_key)),
        "encryptedMessageData": {"encryptedMessage": b64(encrypted), "tag": b64(tag), "nonce": b64(cipher.nonce)},
    }).encode()


def parts(response):
    message = response["encryptedMessageData"]
    return [base64.b64decode(text) for text in (
        response["encryptedSharedKey"], message["encryptedMessage"], message["tag"], message["nonce"])]


def by_pycryptodome(private_key, response):
    shared, encrypted, tag, nonce = parts(response)
    key = PKCS1_OAEP.new(private_key).decrypt(shared).decode().encode()
    return AES.new(key, AES.MODE_OCB, nonce=nonce).decrypt_and_verify(encrypted, tag)


def by_cryptography(private_pem, response):
    shared, encrypted, tag, nonce = parts(response)
    sha1 = hashes.SHA1()
    key = serialization.load_pem_private_key(private_pem, None).decrypt(
        shared, padding.OAEP(padding.MGF1(sha1), sha1, None))
    return AESOCB3(key).decrypt(nonce, encrypted + tag, None)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    snapseal("keygen", "--out", "ours.pem", "--bits", "2048")
    theirs = RSA.generate(2048)
    with open("pass", "w", encoding="utf-8") as file:
        file.write("correct horse\n")
    for name, options in (
            ("theirs.pem", {"pkcs": 8}), ("theirs.pkcs1.pem", {"pkcs": 1}), ("theirs.der", {"pkcs": 8, "format": "DER"}),
            ("theirs.enc.pem", {"pkcs": 8, "passphrase": "correct horse", "protection": "scryptAndAES256-CBC"})):
        with open(name, "wb") as file:
            file.write(theirs.export_key(**options))
    with open("theirs.pub", "wb") as file:
        file.write(theirs.public_key().export_key("OpenSSH"))

    texts = [b"", b"x", b"eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "£ € 密码 😀".encode(), os.urandom(4096)]
    for name in ("ours.pem", "theirs.pem", "theirs.pkcs1.pem", "theirs.der", "theirs.enc.pem"):
        public = RSA.import_key(open("ours.pem.pub" if name == "ours.pem" else "theirs.pub", "rb").read())
        for text in texts:
            for key_bytes in (16, 24, 32):
                for nonce_bytes in (1, 12, 14, 15):
                    done = snapseal("decrypt", "--key", name, "--passphrase-file", "pass",
                                    data=api_response(public, text, key_bytes, nonce_bytes))
                    legacy = old and nonce_bytes == 15
                    check("what PyCryptodome encrypts opens", (done.stdout, done.returncode) == (text, 0), name, done)
                    check("the old form is told, and only it", (b"PyCryptodome before" in done.stderr) == legacy, done)

    ours = RSA.import_key(open("ours.pem", "rb").read())
    for text in texts:
        whole = json.loads(snapseal("encrypt", "--to", "ours.pem.pub", data=text).stdout)
        check("python3-cryptography opens what is encrypted",
              by_cryptography(open("ours.pem", "rb").read(), whole) == text)
        legacy = json.loads(snapseal("encrypt", "--to", "ours.pem.pub", "--legacy-nonce", data=text).stdout)
        check("PyCryptodome opens the form that it writes itself",
              by_pycryptodome(ours, legacy if old else whole) == text)
        try:
            by_pycryptodome(ours, whole if old else legacy)
            check("PyCryptodome refuses the other form", False)
        except ValueError:
            check("PyCryptodome refuses the other form", True)

print(f"PyCryptodome {pycryptodome.__version__} writes the {'old' if old else 'RFC'} form")
print(f"{checks - failures} passed, {failures} failed")
sys.exit(1 if failures or checks < 600 else 0)
