# SPDX-License-Identifier: Apache-2.0
"""What every generator shares: the fixed random stream, two AES-OCB and two RSA-OAEP libraries, the file writer."""

import base64
import ctypes
import ctypes.util
import hashlib
import json
import os

try:
    import Cryptodome as _pycryptodome
    from Cryptodome.Cipher import AES, PKCS1_OAEP, PKCS1_v1_5
    from Cryptodome.PublicKey import RSA
    from Cryptodome.Util import number
    from Cryptodome.Util.asn1 import DerSequence
except ImportError:
    import Crypto as _pycryptodome
    from Crypto.Cipher import AES, PKCS1_OAEP, PKCS1_v1_5
    from Crypto.PublicKey import RSA
    from Crypto.Util import number
    from Crypto.Util.asn1 import DerSequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESOCB3

VECTORS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PYCRYPTODOME_VERSION = tuple(int(part) for part in _pycryptodome.__version__.split(".")[:2])
PASSPHRASE = "correct horse battery"
TAG_BYTES = 16

MADE = "generated: PyCryptodome and python3-cryptography, each checked by the other"


class Stream:
    """A fixed byte stream: SHAKE-256 of a name and a counter. The same name gives the same bytes for ever."""

    def __init__(self, name):
        self.name = name
        self.counter = 0

    def __call__(self, size):
        self.counter += 1
        seed = f"snapseal-vectors/1/{self.name}/{self.counter}".encode()
        return hashlib.shake_256(seed).digest(size)

    def text(self, size):
        """Printable text of `size` bytes: base64url characters."""
        return base64.urlsafe_b64encode(self(size))[:size]


def path(name):
    return os.path.join(VECTORS, name)


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def write(name, data):
    with open(path(name), "wb") as file:
        file.write(data)


def b64(data):
    return base64.b64encode(data).decode()


def flip(data, bit):
    """`data` with one bit changed. Bit 0 is the highest bit of the first byte."""
    out = bytearray(data)
    out[bit // 8] ^= 0x80 >> (bit % 8)
    return bytes(out)


class Cases:
    """One output file. Every case has the same fields in the same order."""

    def __init__(self, about, *fields, **defaults):
        self.about = about
        self.fields = fields
        self.defaults = defaults
        self.cases = []

    def add(self, id, comment, expect="ok", source=MADE, **values):
        case = {"id": id, "comment": comment, "source": source}
        unknown = set(values) - set(self.fields)
        assert not unknown, f"{id}: unknown fields {unknown}"
        for field in self.fields:
            if field in values:
                case[field] = values[field].hex() if isinstance(values[field], bytes) else values[field]
            elif field in self.defaults:
                case[field] = self.defaults[field]
        case["expect"] = expect
        self.cases.append(case)

    def write(self, name):
        ids = [case["id"] for case in self.cases]
        assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]
        document = {"format": "snapseal-vectors/1", "about": self.about, "count": len(ids), "cases": self.cases}
        write(name, (json.dumps(document, indent=1, ensure_ascii=True) + "\n").encode())
        good = sum(case["expect"] == "ok" for case in self.cases)
        print(f"{name}: {len(ids)} cases, {good} ok, {len(ids) - good} refused")


# Which step decides a whole response.

_TEXT_FAULTS = ("malformed_json", "json_too_deep", "duplicate_member", "missing_member", "wrong_member_type", "invalid_base64",
                "invalid_tag_length", "invalid_nonce_length")
_PLAIN_KEYS = {f"{folder}/{name}.pem" for folder, names in (
    ("keys", ("rsa1024", "rsa2047", "rsa2048", "rsa2048-other", "rsa2048-e3", "rsa3072", "rsa4096")),
    ("foreign/keys", ("rsa1024", "rsa2048", "rsa2049", "rsa3072", "rsa4096"))) for name in names}


def step_of(case):
    """The step that decides a case of a whole response: `key` unless the key file is the plainest there is."""
    if case["private_key"] not in _PLAIN_KEYS:
        return "key"
    if case["expect"] in _TEXT_FAULTS:
        return "envelope"
    wrapped = base64.b64decode(json.loads(case["response"])["encryptedSharedKey"])
    if case["expect"] == "invalid_encrypted_shared_key_length":
        return "shared_key" if 128 <= len(wrapped) <= 2048 else "envelope"
    if case["expect"] == "encrypted_shared_key_out_of_range":
        return "shared_key"
    shared_key = oaep_unwrap(load(case["private_key"]), wrapped)
    return "message" if shared_key is not None and len(shared_key) in (16, 24, 32) else "shared_key"


# AES-OCB

_crypto = ctypes.CDLL(ctypes.util.find_library("crypto"))
for _name in ("EVP_aes_128_ocb", "EVP_aes_192_ocb", "EVP_aes_256_ocb", "EVP_CIPHER_CTX_new"):
    getattr(_crypto, _name).restype = ctypes.c_void_p
_SET_IV_BYTES, _SET_TAG = 0x9, 0x11


def _openssl_open(key, nonce, ciphertext, tag):
    """AES-OCB by OpenSSL's EVP interface, which takes every nonce length. Returns None if the tag is wrong."""
    cipher = ctypes.c_void_p(getattr(_crypto, f"EVP_aes_{8 * len(key)}_ocb")())
    context = ctypes.c_void_p(_crypto.EVP_CIPHER_CTX_new())
    out = ctypes.create_string_buffer(len(ciphertext) + 32)
    first, last = ctypes.c_int(0), ctypes.c_int(0)
    try:
        assert _crypto.EVP_DecryptInit_ex(context, cipher, None, None, None) == 1
        assert _crypto.EVP_CIPHER_CTX_ctrl(context, _SET_IV_BYTES, len(nonce), None) == 1
        assert _crypto.EVP_CIPHER_CTX_ctrl(context, _SET_TAG, len(tag), tag) == 1
        assert _crypto.EVP_DecryptInit_ex(context, None, None, key, nonce) == 1
        if ciphertext:
            assert _crypto.EVP_DecryptUpdate(context, out, ctypes.byref(first), ciphertext, len(ciphertext)) == 1
        tail = ctypes.byref(out, first.value)
        if _crypto.EVP_DecryptFinal_ex(context, tail, ctypes.byref(last)) != 1:
            return None
        return out.raw[: first.value + last.value]
    finally:
        _crypto.EVP_CIPHER_CTX_free(context)


def _pycryptodome_seal(key, nonce, plaintext):
    cipher = AES.new(key, AES.MODE_OCB, nonce=nonce, mac_len=TAG_BYTES)
    ciphertext = cipher.encrypt(plaintext) + cipher.encrypt()
    return ciphertext, cipher.digest()


def ocb_open_rfc(key, nonce, ciphertext, tag):
    """The plaintext by RFC 7253, or None. Every library that takes this nonce length must say the same."""
    plaintext = _openssl_open(key, nonce, ciphertext, tag)
    if len(nonce) >= 12:
        try:
            second = AESOCB3(key).decrypt(nonce, ciphertext + tag, None)
        except InvalidTag:
            second = None
        assert second == plaintext
    if len(nonce) < 15 or PYCRYPTODOME_VERSION >= (3, 17):
        cipher = AES.new(key, AES.MODE_OCB, nonce=nonce, mac_len=TAG_BYTES)
        try:
            third = cipher.decrypt(ciphertext) + cipher.decrypt()
            cipher.verify(tag)
        except ValueError:
            third = None
        assert third == plaintext
    return plaintext


def ocb_open(key, nonce, ciphertext, tag, legacy=True):
    """(plaintext, form) by the rule of the response: RFC 7253 first, then the old 15-byte form. (None, None) if neither."""
    plaintext = ocb_open_rfc(key, nonce, ciphertext, tag)
    if plaintext is not None:
        return plaintext, "rfc7253"
    if legacy and len(nonce) == 15:
        plaintext = ocb_open_rfc(key, nonce[:14], ciphertext, tag)
        if plaintext is not None:
            return plaintext, "legacy15"
    return None, None


def ocb_seal(key, nonce, plaintext, form="rfc7253"):
    """(ciphertext, tag), opened again with the other libraries before it is given out."""
    if form == "legacy15":
        assert len(nonce) == 15
        ciphertext, tag = _pycryptodome_seal(key, nonce[:14], plaintext)
        if PYCRYPTODOME_VERSION < (3, 17):
            assert (ciphertext, tag) == _pycryptodome_seal(key, nonce, plaintext)
    elif len(nonce) >= 12:
        sealed = AESOCB3(key).encrypt(nonce, plaintext, None)
        ciphertext, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
    else:
        ciphertext, tag = _pycryptodome_seal(key, nonce, plaintext)
    assert ocb_open(key, nonce, ciphertext, tag) == (plaintext, form)
    return ciphertext, tag


# RSA-OAEP

_loaded = {}


def load(name, passphrase=None):
    """(PyCryptodome key, python3-cryptography key) of a file under vectors/."""
    if (name, passphrase) not in _loaded:
        data = read(name)
        secret = None if passphrase is None else passphrase.encode()
        if data.startswith(b"-----"):
            second = serialization.load_pem_private_key(data, secret)
        else:
            second = serialization.load_der_private_key(data, secret)
        plain = second.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        _loaded[name, passphrase] = (RSA.import_key(plain), second)
    return _loaded[name, passphrase]


def modulus_bytes(key):
    return (key[0].n.bit_length() + 7) // 8


def oaep_unwrap(key, wrapped):
    """The unwrapped bytes, or None. Both libraries must say the same."""
    try:
        first = PKCS1_OAEP.new(key[0]).decrypt(wrapped)
    except ValueError:
        first = None
    scheme = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
    try:
        second = key[1].decrypt(wrapped, scheme)
    except ValueError:
        second = None
    assert first == second
    return first


def oaep_wrap(key, secret, random):
    """PyCryptodome's defaults (SHA-1, MGF1-SHA-1, empty label) with a fixed seed."""
    wrapped = PKCS1_OAEP.new(key[0], randfunc=random).encrypt(secret)
    assert oaep_unwrap(key, wrapped) == secret
    return wrapped


def response_text(wrapped, ciphertext, tag, nonce):
    """The response as the documented sample prints it."""
    return json.dumps({
        "encryptedSharedKey": b64(wrapped),
        "encryptedMessageData": {"encryptedMessage": b64(ciphertext), "tag": b64(tag), "nonce": b64(nonce)},
    })
