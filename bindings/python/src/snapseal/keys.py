# SPDX-License-Identifier: Apache-2.0
"""RSA keys: as files, on tokens, or in a place that only a function of yours reaches."""
from __future__ import annotations

import json
import threading
from typing import Any, Callable, Optional, Union

from ._native import ffi, lib
from ._values import Data, Handle, chars, call, given, size_of, text
from .errors import Error, check
from .limits import Limits, options

Passphrase = Union[str, bytes, Callable[[str], Union[str, bytes, None]], None]
Pin = Union[str, bytes, Callable[[str, bool], Union[str, bytes, None]], None]

_FORMATS = {"pkcs8": lib.SNAPSEAL_PKCS8_PEM, "pkcs8-der": lib.SNAPSEAL_PKCS8_DER, "pkcs1": lib.SNAPSEAL_PKCS1_PEM,
            "pkcs1-der": lib.SNAPSEAL_PKCS1_DER, "openssh": lib.SNAPSEAL_OPENSSH, "jwk": lib.SNAPSEAL_JWK,
            "spki": lib.SNAPSEAL_SPKI_PEM, "spki-der": lib.SNAPSEAL_SPKI_DER}


def _format(name: str) -> int:
    if name not in _FORMATS:
        raise ValueError("format must be one of " + ", ".join(_FORMATS))
    return int(_FORMATS[name])


class _Asked:
    """What C asks of Python: a function, and the exception that it raised, by thread."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.raised: dict[int, BaseException] = {}
        self.handle = ffi.new_handle(self)

    def answer(self, out: Any, size: Any, none: int, *question: Any) -> int:
        try:
            answer = self.function(*question)
            if answer is None:
                return none
            data, length = chars(answer, "what the callable returns")
            if length > size[0]:
                raise ValueError("what the callable returns is too long")
            ffi.memmove(out, data, length)
            size[0] = length
            return int(lib.SNAPSEAL_OK)
        except BaseException as error:  # it goes on to the caller, past C
            self.raised[threading.get_ident()] = error
            return int(lib.SNAPSEAL_KEY_UNWRAPPER_FAILED)

    def raise_again(self) -> None:
        error = self.raised.pop(threading.get_ident(), None)
        if error is not None:
            raise error


def _utf8(data: Any, size: int) -> str:
    return str(ffi.buffer(data, size)[:].decode("utf-8", "replace")) if size else ""


@ffi.def_extern(name="snapseal_py_passphrase")  # type: ignore[misc]
def _passphrase(context: Any, encryption: Any, encryption_size: int, out: Any, size: Any) -> int:
    asked: _Asked = ffi.from_handle(context)
    return asked.answer(out, size, lib.SNAPSEAL_PASSPHRASE_REQUIRED, _utf8(encryption, encryption_size))


@ffi.def_extern(name="snapseal_py_pin")  # type: ignore[misc]
def _pin(context: Any, label: Any, label_size: int, _source: Any, _source_size: int, final: int, out: Any, size: Any) -> int:
    asked: _Asked = ffi.from_handle(context)
    return asked.answer(out, size, lib.SNAPSEAL_PIN_REQUIRED, _utf8(label, label_size), bool(final))


@ffi.def_extern(name="snapseal_py_unwrap")  # type: ignore[misc]
def _unwrap(context: Any, ciphertext: Any, ciphertext_size: int, out: Any, size: Any) -> int:
    asked: _Asked = ffi.from_handle(context)
    return asked.answer(out, size, lib.SNAPSEAL_DECRYPTION_FAILED, bytes(ffi.buffer(ciphertext, ciphertext_size)))


class PublicKey:
    """An RSA public key of 1024 to 16384 bits: what a partner registers for a user."""

    def __init__(self) -> None:
        self._handle = Handle("snapseal_public_key", lib.snapseal_public_key_free)

    @staticmethod
    def parse(data: Data) -> PublicKey:
        """Reads an "ssh-rsa" line (RFC 4253), SubjectPublicKeyInfo in PEM or DER (RFC 5280), or a JWK (RFC 7517).

        Raises KeyFileError, InputError."""
        key = PublicKey()
        key._handle.own(lib.snapseal_public_key_parse, *chars(data, "data"), ffi.NULL)
        return key

    def write(self, format: str = "openssh", comment: str = "") -> bytes:
        """The key as "openssh" (one line without its end: the API's rsaPublicKey), "spki", "spki-der" or "jwk"."""
        said = text(comment, "comment")
        number = _format(format)
        return given(lambda out, size, error: lib.snapseal_public_key_write(self._handle.pointer, out, size, number, *said, error), 4096)

    def to_openssh(self, comment: str = "") -> str:
        """One "ssh-rsa" line without its end: what the API takes as rsaPublicKey."""
        return self.write("openssh", comment).decode()

    def to_spki_pem(self) -> str:
        """SubjectPublicKeyInfo as PEM, "PUBLIC KEY" (RFC 7468)."""
        return self.write("spki").decode()

    def to_jwk(self) -> dict[str, str]:
        """The members e, kty and n of a JWK (RFC 7518 section 6.3.1)."""
        jwk: dict[str, str] = json.loads(self.write("jwk"))
        return jwk

    @property
    def bits(self) -> int:
        """The length of the modulus, in bits."""
        bits = ffi.new("size_t*")
        call(lib.snapseal_public_key_bits, self._handle.pointer, bits)
        return int(bits[0])

    @property
    def fingerprint(self) -> str:
        """"SHA256:" and 43 characters, as ssh-keygen -l prints it."""
        return given(lambda *buffer: lib.snapseal_public_key_fingerprint(self._handle.pointer, *buffer), 64).decode()

    @property
    def thumbprint(self) -> str:
        """The JWK thumbprint (RFC 7638) with SHA-256: 43 characters of base64url."""
        return given(lambda *buffer: lib.snapseal_public_key_thumbprint(self._handle.pointer, *buffer), 64).decode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicKey) and self.to_openssh() == other.to_openssh()

    def __hash__(self) -> int:
        return hash(self.to_openssh())

    def __repr__(self) -> str:
        return f"<PublicKey of {self.bits} bits, {self.fingerprint}>"


class PrivateKey:
    """An RSA private key. Load it once and use it from all threads. `close`, or the end of a `with`, wipes it."""

    def __init__(self) -> None:
        self._handle = Handle("snapseal_private_key", lib.snapseal_private_key_free)
        self._asked: Optional[_Asked] = None

    @staticmethod
    def parse(data: Data, passphrase: Passphrase = None, *, limits: Optional[Limits] = None) -> PrivateKey:
        """Reads the content of a key file: PKCS#8, PKCS#1, OpenSSH, PuTTY or JWK, in PEM or DER.

        `passphrase` may be a callable: it gets a text that says how the file is encrypted, is called only if the file is, and returns
        the passphrase or None. What it raises, this raises. A passphrase is used as it is: take off a file's line end first.

        Raises PassphraseRequired, KeyFileError, InputError."""
        key = PrivateKey()
        content, how = chars(data, "data"), options(limits)
        if callable(passphrase):
            key._ask(passphrase, lambda handle, asked: handle.own(
                lib.snapseal_private_key_parse_ask, *content, lib.snapseal_py_passphrase, asked.handle, how))
        elif passphrase is None:
            key._handle.own(lib.snapseal_private_key_parse, *content, ffi.NULL, 0, how)
        else:
            key._handle.own(lib.snapseal_private_key_parse, *content, *chars(passphrase, "passphrase"), how)
        return key

    @staticmethod
    def generate(bits: int = 3072) -> PrivateKey:
        """A new key of 2048 to 16384 bits, e = 65537. Raises ArgumentError."""
        key = PrivateKey()
        key._handle.own(lib.snapseal_private_key_generate, size_of(bits, "bits"))
        return key

    @staticmethod
    def from_unwrapper(name: str, public_key: PublicKey, unwrap: Callable[[bytes], Optional[bytes]]) -> PrivateKey:
        """A key whose RSA step a callable does: a keystore, a cloud's key service. `name` says where, for people.

        The callable does RSAES-OAEP-DECRYPT (RFC 8017 section 7.1.2) with SHA-1, MGF1 with SHA-1 and an empty label. It gets the
        ciphertext, as long as the modulus, and returns the bytes, or None if the padding is wrong. What it raises, the decryption
        raises; in `decrypt_responses` it becomes a MachineError with the code "key_unwrapper_failed"."""
        if not isinstance(public_key, PublicKey):
            raise TypeError(f"public_key must be PublicKey, not {type(public_key).__name__}")
        if not callable(unwrap):
            raise TypeError(f"unwrap must be callable, not {type(unwrap).__name__}")
        key = PrivateKey()
        key._asked = _Asked(unwrap)
        key._handle.own(lib.snapseal_private_key_from_unwrapper, *text(name, "name"), public_key._handle.pointer,
                        lib.snapseal_py_unwrap, key._asked.handle)
        return key

    @staticmethod
    def from_pkcs11(uri: str, pin: Pin = None) -> PrivateKey:
        """A key that stays on a PKCS#11 token, by its URI (RFC 7512).

        `pin` may be a callable: it gets the token's label and whether this is the last try, and returns the PIN or None.

        Raises KeyFileError ("token_not_found", "wrong_pin" and others), MachineError."""
        key = PrivateKey()
        name = text(uri, "uri")
        if pin is None:
            key._handle.own(lib.snapseal_private_key_from_pkcs11, *name, ffi.NULL, ffi.NULL)
        else:
            def answer(label: str, is_final_try: bool) -> Any:
                return pin(label, is_final_try) if callable(pin) else pin
            key._ask(answer, lambda handle, asked: handle.own(
                lib.snapseal_private_key_from_pkcs11, *name, lib.snapseal_py_pin, asked.handle))
        return key

    def _ask(self, function: Callable[..., Any], load: Callable[[Handle, _Asked], None]) -> None:
        asked = _Asked(function)
        try:
            load(self._handle, asked)
        except Error:
            asked.raise_again()
            raise

    @property
    def public_key(self) -> PublicKey:
        """The public half."""
        half = PublicKey()
        place = half._handle._place
        call(lib.snapseal_private_key_public, self._handle.pointer, place)
        half._handle.pointer = ffi.gc(place[0], lib.snapseal_public_key_free)
        return half

    def write(self, format: str = "pkcs8", passphrase: Union[str, bytes, None] = None, comment: str = "") -> bytes:
        """The key as a file's content: "pkcs8", "pkcs8-der", "pkcs1", "pkcs1-der", "openssh" or "jwk".

        With a passphrase (1 to 4096 bytes) it is encrypted; only the PKCS#8 formats and "openssh" can be. The bytes are secret, and
        Python cannot wipe them. Raises ArgumentError, KeyFileError ("private_key_not_exportable")."""
        words: Any = (ffi.NULL, 0) if passphrase is None else chars(passphrase, "passphrase")
        said = text(comment, "comment")
        number = _format(format)
        return given(lambda out, size, error: lib.snapseal_private_key_write(self._handle.pointer, out, size, number, *words, *said, error),
                     16384)

    def close(self) -> None:
        """Wipes the key. What uses it then raises ArgumentError ("invalid_handle")."""
        self._handle.close()

    def __enter__(self) -> PrivateKey:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<PrivateKey, closed>" if self._handle.pointer == ffi.NULL else f"<PrivateKey of {self.public_key!r}>"


def inspect_key_file(data: Data, *, limits: Optional[Limits] = None) -> dict[str, Any]:
    """What a private key file is, without its passphrase: format, encryption (or None), modulus_bits, fingerprint and thumbprint (None
    if the file encrypts them). Raises what PrivateKey.parse raises."""
    content, how = chars(data, "data"), options(limits)
    report: dict[str, Any] = json.loads(given(lambda out, size, error: lib.snapseal_inspect_key_file(out, size, *content, how, error)))
    return report


class KeyList:
    """One key or several, as C takes them. They must not be closed meanwhile."""

    def __init__(self, keys: Any) -> None:
        listed = [keys] if isinstance(keys, PrivateKey) else list(keys)
        for key in listed:
            if not isinstance(key, PrivateKey):
                raise TypeError(f"keys must be PrivateKey, or several of them, not {type(key).__name__}")
        self._keys = listed
        self.pointers = [key._handle.pointer for key in listed]  # so that they are not freed meanwhile
        self.array = ffi.new("snapseal_private_key*[]", self.pointers)
        self.count = len(listed)

    def __iter__(self) -> Any:
        return iter((self.array, self.count))

    def check(self, code: int, error: Any) -> None:
        """As errors.check; what an unwrapper raised comes first."""
        if code != lib.SNAPSEAL_OK:
            for key in self._keys:
                if key._asked is not None:
                    key._asked.raise_again()
        check(code, error)



