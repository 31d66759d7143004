#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""shared_keys.json: RSA-OAEP alone, from encryptedSharedKey to the AES key."""

from common import *

try:
    from Cryptodome.Hash import SHA1, SHA256
    from Cryptodome.Signature.pss import MGF1
except ImportError:
    from Crypto.Hash import SHA1, SHA256
    from Crypto.Signature.pss import MGF1

random = Stream("shared keys")
cases = Cases(
    "RSAES-OAEP (RFC 8017, section 7.1) with SHA-1, MGF1 with SHA-1 and the empty label. Byte strings are lower-case hex.",
    "private_key", "encrypted_shared_key", "shared_key", shared_key=None)

NAMES = ("rsa1024", "rsa2047", "rsa2048", "rsa3072", "rsa4096")


def good(id, comment, name, secret, wrapped=None):
    key = load(f"keys/{name}.pem")
    wrapped = wrapped or oaep_wrap(key, secret, random)
    assert oaep_unwrap(key, wrapped) == secret and len(wrapped) == modulus_bytes(key)
    cases.add(id, comment, private_key=f"keys/{name}.pem", encrypted_shared_key=wrapped, shared_key=secret)
    return wrapped


def bad(id, comment, name, wrapped, expect="decryption_failed"):
    key = load(f"keys/{name}.pem")
    if expect == "invalid_encrypted_shared_key_length":
        assert len(wrapped) != modulus_bytes(key)
    elif expect == "encrypted_shared_key_out_of_range":
        assert len(wrapped) == modulus_bytes(key) and int.from_bytes(wrapped, "big") >= key[0].n
    else:
        assert len(wrapped) == modulus_bytes(key) and int.from_bytes(wrapped, "big") < key[0].n
        assert len(oaep_unwrap(key, wrapped) or b"") not in (16, 24, 32)
    cases.add(id, comment, expect, private_key=f"keys/{name}.pem", encrypted_shared_key=wrapped)


def encoded(secret, size, first=b"\0", lhash=SHA1.new().digest(), separator=b"\x01", filler=b"\0"):
    """An OAEP block by hand, for blocks that no library writes."""
    seed = random(20)
    block = lhash + filler * (size - len(secret) - 42) + separator + secret
    masked = bytes(a ^ b for a, b in zip(block, MGF1(seed, len(block), SHA1)))
    masked_seed = bytes(a ^ b for a, b in zip(seed, MGF1(masked, 20, SHA1)))
    return first + masked_seed + masked


def raw(key, block):
    return pow(int.from_bytes(block, "big"), key[0].e, key[0].n).to_bytes(modulus_bytes(key), "big")


for name in (*NAMES, "rsa2048-other", "rsa2048-e3"):
    for size in (16, 24, 32):
        good(f"shared_key_{name.replace('-', '_')}_{size}", f"{size} characters of text", name, random.text(size))
for size in (16, 24, 32):
    good(f"shared_key_bytes_{size}", "bytes that are not text are used as they are", "rsa2048", b"\xff\x80" + random(size - 2))
good("shared_key_zero_bytes", "a key of 16 zero bytes", "rsa2048", bytes(16))
good("shared_key_leading_zeros", "a key that begins with zero bytes, one of them before 01", "rsa2048", b"\0\0\x01" + random(13))
good("shared_key_trailing_newline", "a line feed at the end belongs to the key", "rsa2048", random.text(31) + b"\n")
good("shared_key_looks_like_base64", "24 characters of base64 are a 24-byte key and are not decoded", "rsa2048", b64(random(16)).encode())
good("shared_key_looks_like_hex", "32 characters of hex are a 32-byte key and are not decoded", "rsa2048", random(16).hex().encode())
for name in NAMES:
    key = load(f"keys/{name}.pem")
    secret = random.text(32)
    while True:
        wrapped = oaep_wrap(key, secret, random)
        if wrapped[0] == 0:
            break
    label = name.replace("-", "_")
    good(f"shared_key_{label}_wrapped_first_byte_zero", "the RSA ciphertext begins with a zero byte", name, secret, wrapped)
    bad(f"shared_key_{label}_wrapped_zero_stripped", "the same without the zero byte", name, wrapped[1:],
        "invalid_encrypted_shared_key_length")

for name in NAMES:
    key, label = load(f"keys/{name}.pem"), name.replace("-", "_")
    size, n, secret = modulus_bytes(key), key[0].n, random.text(32)
    wrapped = oaep_wrap(key, secret, random)
    short, out = "invalid_encrypted_shared_key_length", "encrypted_shared_key_out_of_range"
    start = f"shared_key_{label}_"
    if size >= 2 * 32 + 2 + 32:
        other = PKCS1_OAEP.new(key[0], SHA256, randfunc=random).encrypt(secret)
        bad(start + "oaep_sha256", "OAEP with SHA-256 and MGF1-SHA-256", name, other)
    other = PKCS1_OAEP.new(key[0], SHA1, mgfunc=lambda seed, length: MGF1(seed, length, SHA256), randfunc=random).encrypt(secret)
    bad(start + "mgf1_sha256", "OAEP with SHA-1 but MGF1-SHA-256", name, other)
    bad(start + "label", "OAEP with a label that is not empty", name,
        PKCS1_OAEP.new(key[0], label=b"snaptrade", randfunc=random).encrypt(secret))
    block = b"\0\2" + bytes(byte or 1 for byte in random(size - 35)) + b"\0" + secret
    assert PKCS1_v1_5.new(key[0]).decrypt(raw(key, block), b"") == secret
    bad(start + "pkcs1_v1_5", "PKCS#1 v1.5 padding", name, raw(key, block))
    bad(start + "no_padding", "the secret without any padding", name, raw(key, secret))
    assert oaep_unwrap(key, raw(key, encoded(secret, size))) == secret
    bad(start + "first_byte_01", "a right block but for its first byte, 01 in place of 00 (Manger)", name,
        raw(key, encoded(secret, size, b"\x01")))
    bad(start + "lhash_bit", "one bit of the label's hash is wrong", name, raw(key, encoded(secret, size, lhash=flip(SHA1.new().digest(), 159))))
    bad(start + "separator_02", "02 in place of the separator 01", name, raw(key, encoded(secret.replace(b"\1", b"x"), size, separator=b"\2")))
    bad(start + "no_separator", "no separator: zero bytes to the end", name, raw(key, encoded(bytes(32), size, separator=b"\0")))
    bad(start + "filler_ff", "FF bytes before the separator", name, raw(key, encoded(secret, size, filler=b"\xff")))
    for bit in (8 * size - 1, 8 * size // 2, 20):
        bad(f"{start}wrapped_bit_{bit}", "one bit of the RSA ciphertext changed", name, flip(wrapped, bit)
            if int.from_bytes(flip(wrapped, bit), "big") < n else flip(wrapped, bit + 1))
    bad(start + "one_short", "the last byte is missing", name, wrapped[:-1], short)
    bad(start + "one_long", "a zero byte after it", name, wrapped + b"\0", short)
    bad(start + "zero_before", "a zero byte before it: the same number, a wrong length", name, b"\0" + wrapped, short)
    bad(start + "empty", "no bytes", name, b"", short)
    bad(start + "twice", "the RSA ciphertext twice", name, wrapped * 2, short)
    bad(start + "n", "the number n", name, n.to_bytes(size, "big"), out)
    bad(start + "n_plus_1", "the number n + 1", name, (n + 1).to_bytes(size, "big"), out)
    bad(start + "all_ff", "all bytes FF", name, b"\xff" * size, out)
    if int.from_bytes(wrapped, "big") + n < 1 << (8 * size):
        bad(start + "plus_n", "a good ciphertext plus n: the same residue", name, (int.from_bytes(wrapped, "big") + n).to_bytes(size, "big"), out)
    bad(start + "zero", "the number 0", name, bytes(size))
    bad(start + "one", "the number 1", name, (1).to_bytes(size, "big"))
    bad(start + "n_minus_1", "the number n - 1", name, (n - 1).to_bytes(size, "big"))
    bad(start + "reversed", "the bytes in reverse order", name, wrapped[::-1]) if int.from_bytes(wrapped[::-1], "big") < n else None

for size in (0, 1, 15, 17, 20, 23, 25, 31, 33, 44, 64):
    bad(f"shared_key_length_{size}", f"good OAEP around {size} bytes, which is no AES key; told as decryption_failed, so that the "
        "answer says nothing of the block's inside", "rsa2048", oaep_wrap(load("keys/rsa2048.pem"), random.text(size), random))
for name, other in (("rsa2048", "rsa2048-other"), ("rsa2048-other", "rsa2048"), ("rsa2048-e3", "rsa2048"), ("rsa2048", "rsa2047")):
    key = load(f"keys/{name}.pem")
    while True:
        wrapped = oaep_wrap(load(f"keys/{other}.pem"), random.text(32), random)
        if int.from_bytes(wrapped, "big") < key[0].n:
            break
    bad(f"shared_key_wrong_key_{name.replace('-', '_')}_for_{other.replace('-', '_')}", f"made for {other}, which has the same byte length",
        name, wrapped)
key = load("keys/rsa2047.pem")
while True:
    wrapped = oaep_wrap(load("keys/rsa2048.pem"), random.text(32), random)
    if int.from_bytes(wrapped, "big") >= key[0].n:
        break
bad("shared_key_wrong_key_rsa2047_for_rsa2048", "made for rsa2048; the number is not below this key's modulus", "rsa2047", wrapped,
    "encrypted_shared_key_out_of_range")
for name, other in (("rsa1024", "rsa2048"), ("rsa2048", "rsa1024"), ("rsa4096", "rsa3072"), ("rsa3072", "rsa4096")):
    bad(f"shared_key_wrong_size_{name}_for_{other}", f"made for {other}", name,
        oaep_wrap(load(f"keys/{other}.pem"), random.text(32), random), "invalid_encrypted_shared_key_length")

cases.write("shared_keys.json")
