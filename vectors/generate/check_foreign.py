#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""Opens every case of foreign/ with software that is none of the project's, and compares.

Responses: OAEP by PyCryptodome and python3-cryptography, AES-OCB by OpenSSL and by those two where they take the nonce.
Where a comment says how a response was damaged, the damage is undone, and it must open. Key files: python3-cryptography,
OpenSSL, ssh-keygen and puttygen; for what none of them reads, hashlib and a cipher. Exits with 77 if a library is missing."""

import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    from common import b64, load, modulus_bytes, oaep_unwrap, ocb_open, ocb_open_rfc, path, read
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives import serialization
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm

    try:
        from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
    except ImportError:
        TripleDES = algorithms.TripleDES
except ImportError as error:
    print(f"not run: {error}")
    sys.exit(77)

import base64

faults = []


def check(right, text):
    if not right:
        faults.append(text)


def cases_of(name):
    document = json.loads(read(name))
    check(document["count"] == len(document["cases"]), f"{name}: count")
    return document["cases"]


# Responses

def parts(text):
    """(wrapped key, nonce, ciphertext, tag), from strict base64 of the right lengths."""
    response = json.loads(text)
    data = response["encryptedMessageData"]
    found = [base64.b64decode(part, validate=True) for part in
             (response["encryptedSharedKey"], data["nonce"], data["encryptedMessage"], data["tag"])]
    assert 1 <= len(found[1]) <= 15 and len(found[3]) == 16
    return found


def flips(data):
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 0x80 >> bit % 8
        yield bytes(changed)


def with_a_byte(data):
    return (data + bytes([byte]) for byte in range(256))


def undone(damage, nonce, ciphertext, tag):
    """What the response may have been before it was damaged as its comment says; None if the damage cannot be undone."""
    if damage in ("tag bit 0 flipped", "tag last bit flipped"):
        return ((nonce, ciphertext, changed) for changed in flips(tag))
    if damage == "nonce bit flipped":
        return ((changed, ciphertext, tag) for changed in flips(nonce))
    if damage == "a byte behind the nonce":
        return ((nonce[:-1], ciphertext, tag),)
    if damage == "15-byte nonce cut":
        return ((changed, ciphertext, tag) for changed in with_a_byte(nonce))
    if damage == "ciphertext bit flipped":
        return ((nonce, changed, tag) for changed in flips(ciphertext))
    if damage == "ciphertext longer":
        return ((nonce, ciphertext[:-1], tag),)
    if damage == "ciphertext cut":
        return ((nonce, changed, tag) for changed in with_a_byte(ciphertext))
    return None


def check_response(case):
    where = case["id"]
    key = load(case["private_key"])
    wrapped, nonce, ciphertext, tag = parts(case["response"])
    if len(wrapped) != modulus_bytes(key):
        return check(case["expect"] == "invalid_encrypted_shared_key_length", f"{where}: length of the shared key")
    check(int.from_bytes(wrapped, "big") < key[0].n, f"{where}: out of range")
    shared = oaep_unwrap(key, wrapped)
    usable = shared is not None and len(shared) in (16, 24, 32)
    plaintext, form = ocb_open(shared, nonce, ciphertext, tag) if usable else (None, None)
    check(case["expect"] == ("decryption_failed" if plaintext is None else "ok"), f"{where}: opens or not")
    check(case["nonce_form"] == form, f"{where}: {form}")
    check(case["plaintext_base64"] == (None if plaintext is None else b64(plaintext)), f"{where}: plaintext")
    if "encrypted key bit flipped" in case["comment"] or case.get("at_fault", "").startswith(("asmcrypto", "node-rsa")):
        kinds["shared key that does not unwrap"] += 1
        return check(shared is None, f"{where}: the shared key unwraps")
    length = re.fullmatch(r"shared key of (\d+) bytes?", case["comment"])
    if length:
        kinds["wrong length of the shared key"] += 1
        return check(shared is not None and len(shared) == int(length[1]), f"{where}: not {case['comment']}")
    check(usable, f"{where}: the shared key does not unwrap")
    if case.get("at_fault", "").startswith("cryptonite"):
        kinds["nonce cut to 12 bytes by its maker"] += 1
        return check(ocb_open_rfc(shared, nonce[:12], ciphertext, tag) is not None, f"{where}: not 12 bytes of the nonce")
    if plaintext is None:
        before = undone(case["comment"].rsplit(": ", 1)[1], nonce, ciphertext, tag)
        # A long text has too many bits to try.
        if before is None or len(ciphertext) > 1000:
            return check(before is not None, f"{where}: an unknown damage")
        kinds["damage that was undone"] += 1
        return check(any(ocb_open_rfc(shared, *changed) is not None for changed in before), f"{where}: not so damaged")
    kinds[form] += 1
    return None


# Key files

RSA_NAME, PEM = b"\x00\x00\x00\x07ssh-rsa", re.compile(rb"-----BEGIN ([A-Z ]*PRIVATE KEY)-----")


def field(data):
    return len(data).to_bytes(4, "big") + data


def blob_of(n, e):
    """The public key as `ssh-rsa` lines hold it."""
    return RSA_NAME + b"".join(field(number.to_bytes(number.bit_length() // 8 + 1, "big")) for number in (e, n))


def of_key(key):
    numbers = key.public_key().public_numbers()
    return blob_of(numbers.n, numbers.e)


def pem_body(data):
    return re.search(rb"-----BEGIN[^-]*-----(.*?)-----END", data.replace(b"\r", b""), re.DOTALL)[1]


def der(data, at=0):
    """(tag, content, the place behind it) of one element."""
    tag, length, at = data[at], data[at + 1], at + 2
    if length & 0x80:
        size = length & 0x7F
        length, at = int.from_bytes(data[at:at + size], "big"), at + size
    return tag, data[at:at + length], at + length


def inside(data):
    """The elements of a constructed one's content."""
    found, at = [], 0
    while at < len(data):
        tag, content, at = der(data, at)
        found.append((tag, content))
    return found


def der_format(data):
    tags = [tag for tag, _ in inside(der(data)[1])]
    if tags[:2] == [0x30, 0x04]:
        return "pkcs8-encrypted-der"
    if tags[:2] == [0x02, 0x02]:
        return "pkcs1-der"
    return "pkcs12" if inside(der(data)[1])[0] == (0x02, b"\x03") else "pkcs8-der"


def format_of(data):
    label = PEM.search(data)
    if data.startswith(b"{"):
        return "jwk-set" if "keys" in json.loads(data) else "jwk"
    if data.startswith(b"PuTTY-User-Key-File-"):
        return "putty"
    if not label:
        return der_format(data)
    if b"Proc-Type: 4,ENCRYPTED" in data:
        return "pkcs1-encrypted-pem"
    return {b"RSA PRIVATE KEY": "pkcs1-pem", b"PRIVATE KEY": "pkcs8-pem", b"ENCRYPTED PRIVATE KEY": "pkcs8-encrypted-pem",
            b"OPENSSH PRIVATE KEY": "openssh"}[label[1]]


def is_encrypted(data):
    kind = format_of(data)
    if kind == "openssh":
        return not base64.b64decode(pem_body(data)).startswith(b"openssh-key-v1\0" + field(b"none"))
    if kind == "putty":
        return b"\nEncryption: none" not in data.replace(b"\r", b"")
    return "encrypted" in kind or kind == "pkcs12"


def by_cryptography(data, secret):
    for reader in (serialization.load_pem_private_key, serialization.load_der_private_key, serialization.load_ssh_private_key):
        try:
            return of_key(reader(data, secret))
        except (ValueError, TypeError, UnsupportedAlgorithm, AttributeError):
            continue
    return None


def run(*command):
    """What a program prints; nothing if it fails or is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        return ""
    return "" if done.returncode else done.stdout


def of_ssh_line(text):
    return base64.b64decode(text.split()[1]) if text.startswith("ssh-rsa ") else None


def by_openssl(file, secret):
    command = ("openssl", "pkey", "-in", file, "-passin", "pass:" + (secret or b"").decode(), "-pubout")
    text = run(*command) or run(*command, "-provider", "legacy", "-provider", "default")
    if not text.startswith("-----BEGIN PUBLIC KEY"):
        return None
    numbers = serialization.load_pem_public_key(text.encode()).public_numbers()
    return blob_of(numbers.n, numbers.e)


def by_ssh_keygen(file, secret):
    return of_ssh_line(run("ssh-keygen", "-y", "-P", (secret or b"").decode(), "-f", file))


def by_puttygen(file, secret):
    with tempfile.NamedTemporaryFile() as passphrase:
        passphrase.write((secret or b"") + b"\n")
        passphrase.flush()
        return of_ssh_line(run("puttygen", file, "-L", "--old-passphrase", passphrase.name))


def by_jwk(data):
    key = json.loads(data)
    if "keys" in key:
        (key,) = key["keys"]
    n, e, d, p, q = (int.from_bytes(base64.urlsafe_b64decode(key[name].rstrip("=") + "=="), "big") for name in ("n", "e", "d", "p", "q"))
    return blob_of(n, e) if p * q == n and pow(pow(2, e, n), d, n) == 2 else None


HASHES = {"2a864886f70d0207": "sha1", "2a864886f70d0208": "sha224", "2a864886f70d0209": "sha256", "2a864886f70d020a": "sha384",
          "2a864886f70d020b": "sha512", "608648016503040210": "sha3_512"}
AES_MODES = {2: "CBC", 6: "GCM"}


def opened(algorithm, mode, data):
    """CBC by PKCS#7 padding."""
    opener = Cipher(algorithm, mode).decryptor()
    plain = opener.update(data) + opener.finalize()
    return of_key(serialization.load_der_private_key(plain[:-plain[-1]], None))


def by_hand_dek_info(data, secret):
    """PEM encryption with triple DES, the one cipher that needs it: a file whose blank line before END others do not read."""
    head, body = pem_body(data).split(b"\n\n", 1)
    salt = re.search(rb"DEK-Info: DES-EDE3-CBC,([0-9A-F]{16})", head)
    if not salt:
        return None
    salt = bytes.fromhex(salt[1].decode())
    first = hashlib.md5(secret + salt).digest()
    key = first + hashlib.md5(first + secret + salt).digest()[:8]
    return opened(TripleDES(key), modes.CBC(salt), base64.b64decode(body))


def by_hand_pbes2(data, secret):
    """PBES2 with AES in CBC or GCM, opened with hashlib and a cipher."""
    if PEM.search(data):
        data = base64.b64decode(pem_body(data))
    algorithm, (_, ciphertext) = inside(der(data)[1])
    kdf, scheme = inside(inside(algorithm[1])[1][1])
    kdf_values = inside(inside(kdf[1])[1][1])
    (_, cipher), (_, nonce) = inside(scheme[1])[:2]
    assert cipher[:-1].hex() == "608648016503040" + "1"
    size, mode = 16 + 8 * (cipher[-1] // 20), AES_MODES[cipher[-1] % 20]
    numbers = [int.from_bytes(content, "big") for tag, content in kdf_values if tag == 0x02]
    if inside(kdf[1])[0][1].hex() == "2b06010401da47040b":
        n, r, p = numbers[:3]
        key = hashlib.scrypt(secret, salt=kdf_values[0][1], n=n, r=r, p=p, dklen=size, maxmem=1 << 30)
    else:
        prf = [HASHES[inside(content)[0][1].hex()] for tag, content in kdf_values if tag == 0x30]
        key = hashlib.pbkdf2_hmac(prf[0] if prf else "sha1", secret, kdf_values[0][1], numbers[0], size)
    if mode == "CBC":
        return opened(algorithms.AES(key), modes.CBC(nonce), ciphertext)
    nonce = der(nonce)[1] if nonce[:1] == b"\x04" else nonce
    try:
        plain = AESGCM(key).decrypt(nonce, ciphertext, None)
    except InvalidTag:
        return None
    return of_key(serialization.load_der_private_key(plain, None))


def readers(file, data, secret):
    """The public key that each program reads from a file; programs that do not read it are not in it."""
    kind = format_of(data)
    found = {"python3-cryptography": by_cryptography(data, secret), "OpenSSL": by_openssl(file, secret),
             "ssh-keygen": by_ssh_keygen(file, secret)}
    if kind == "putty":
        found["puttygen"] = by_puttygen(file, secret)
    if kind.startswith("jwk"):
        found["arithmetic"] = by_jwk(data)
    if not any(found.values()) and kind.startswith("pkcs8-encrypted"):
        found["hashlib"] = by_hand_pbes2(data, secret)
    if not any(found.values()) and kind == "pkcs1-encrypted-pem":
        found["hashlib"] = by_hand_dek_info(data, secret)
    return {name: blob for name, blob in found.items() if blob}


def check_key(case, folder):
    where = case["id"]
    data = read(case["file"])
    check(format_of(data) == case["format"], f"{where}: format {format_of(data)}")
    check(is_encrypted(data) == (case["passphrase"] is not None), f"{where}: passphrase")
    if case["public_openssh"] is None:
        return check(case["expect"] != "ok", f"{where}: no public key")
    copy = os.path.join(folder, "key")  # ssh-keygen wants a file that nobody else reads
    with open(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    secret = None if case["passphrase"] is None else case["passphrase"].encode()
    found = readers(copy, data, secret)
    kinds.update(list(found))
    check(found or case["expect"] != "ok", f"{where}: nothing reads it")
    blob = base64.b64decode(case["public_openssh"].split()[1])
    check(set(found.values()) <= {blob}, f"{where}: another key by {[name for name in found if found[name] != blob]}")
    check("SHA256:" + b64(hashlib.sha256(blob).digest()).rstrip("=") == case["fingerprint_sha256"], f"{where}: fingerprint")
    at = len(RSA_NAME)
    at += 4 + int.from_bytes(blob[at:at + 4], "big")
    check(int.from_bytes(blob[at + 4:], "big").bit_length() == case["bits"], f"{where}: bits")
    return None


def main():
    for case in cases_of("foreign/responses.json"):
        check_response(case)
    print("responses:", ", ".join(f"{kind} {count}" for kind, count in kinds.items()))
    kinds.clear()
    with tempfile.TemporaryDirectory() as folder:
        for case in cases_of("foreign/keys.json"):
            check_key(case, folder)
    print("key files:", ", ".join(f"{kind} {count}" for kind, count in kinds.items()))
    for fault in faults:
        print("WRONG", fault)
    print(f"{len(faults)} faults")
    sys.exit(bool(faults))


kinds = collections.Counter()
if __name__ == "__main__":
    main()
