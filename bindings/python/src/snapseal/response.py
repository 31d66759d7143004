# SPDX-License-Identifier: Apache-2.0
"""Encrypted responses: opened whole, in two steps, or many at once; and made, for mocks and tests."""
from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any, Optional, Union

from ._native import ffi, lib
from ._values import Data, chars, given, pointer_to, size_of, uncleared
from .errors import Error, check, error_of, new_error
from .keys import KeyList, PrivateKey, PublicKey
from .limits import Limits, options

Response = Union[Data, dict[str, Any]]
Keys = Union[PrivateKey, Iterable[PrivateKey]]
NONCE_FORMS = ("rfc7253", "legacy15")


class Plaintext:
    """What was in a response, whose tag was right. This proves that it was not changed, not who made it.

    `bytes(plaintext)` and `str(plaintext)` copy it: Python cannot wipe such a copy. `view` does not copy. `wipe`, or the end of a
    `with`, overwrites the memory; so does the end of the last object that shows it. `nonce_form` is "rfc7253" or "legacy15"; `key_index` tells which of several keys opened it."""

    __slots__ = ("_memory", "_size", "key_index", "nonce_form")

    def __init__(self, memory: Any, size: int, opened: Any) -> None:
        # Wiped when neither this nor a view of it is there any more.
        self._memory = ffi.gc(memory, lambda last: lib.snapseal_wipe(last, size), size)
        self._size = size
        self.nonce_form = NONCE_FORMS[opened.nonce_form]
        self.key_index: int = opened.key_index

    @property
    def view(self) -> memoryview:
        """The bytes where they are. Zeros after `wipe`."""
        return memoryview(ffi.buffer(self._memory, self._size)).toreadonly()

    def wipe(self) -> None:
        """Overwrites the plaintext. It is empty then."""
        lib.snapseal_wipe(self._memory, self._size)
        self._size = 0

    def json(self) -> Any:
        """The plaintext as JSON."""
        return json.loads(bytes(self.view))

    def __bytes__(self) -> bytes:
        return bytes(self.view)

    def __str__(self) -> str:
        return str(self.view, "utf-8")

    def __len__(self) -> int:
        return self._size

    def __enter__(self) -> Plaintext:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return f"<Plaintext of {self._size} bytes, {self.nonce_form}>"

    def __reduce__(self) -> Any:
        raise TypeError("a Plaintext is not pickled: it would be copied to where it is not wiped")


def _text(response: Response) -> tuple[Any, int]:
    if isinstance(response, dict):
        return chars(json.dumps(response), "response")
    return chars(response, "response")


def _room(size: int) -> int:
    return 3 * size // 4  # for what was base64


def decrypt_response(keys: Keys, response: Response, *, try_legacy_nonce: bool = True, skip_whitespace_in_base64: bool = False,
                     limits: Optional[Limits] = None) -> Plaintext:
    """Opens an encrypted response: str, bytes, any buffer, or an already parsed dict.

    `keys` is a PrivateKey, or up to 16 of them while one takes the place of another. `try_legacy_nonce` False reads a 15-byte nonce only
    as RFC 7253 says, not as PyCryptodome before 3.17.0 writes it.

    Raises DecryptionFailed: a wrong key or changed data, never told which. InputError names the field at fault. DecryptionError and
    InputError ("invalid_encrypted_shared_key_length") if the response was made for a key of another modulus.

    A dict cannot tell whether a name stood twice in the text: give the text where you have it."""
    ring, text = KeyList(keys), _text(response)
    room = _room(text[1])
    memory = uncleared("char[]", room)
    opened, size, error = ffi.new("snapseal_opened*"), ffi.new("size_t*", room), new_error()
    how = options(limits, try_legacy_nonce, skip_whitespace_in_base64)
    ring.check(lib.snapseal_decrypt_response(*ring, memory, size, opened, *text, how, error), error)
    return Plaintext(memory, size[0], opened)


@ffi.def_extern(name="snapseal_py_batch")  # type: ignore[misc]
def _batch(context: Any, _index: int, plaintext: Any, size: int, opened: Any, error: Any) -> None:
    results: list[Union[Plaintext, Error]] = ffi.from_handle(context)
    if error.code != lib.SNAPSEAL_OK:
        results.append(error_of(error))
        return
    memory = uncleared("char[]", size)
    ffi.memmove(memory, plaintext, size)
    results.append(Plaintext(memory, size, opened))


def decrypt_responses(keys: Keys, responses: Iterable[Response], *, threads: int = 0, chunk: int = 256, try_legacy_nonce: bool = True,
                      skip_whitespace_in_base64: bool = False, limits: Optional[Limits] = None) -> Iterator[Union[Plaintext, Error]]:
    """Opens many responses and gives, in their order, for each its Plaintext or the Error that says why there is none.

    Lazy: it reads at most `chunk` responses ahead, so memory is bounded. `threads` 0 is as many as there are processors. What is wrong with
    the arguments raises at once; what iterating `responses` raises, this raises."""
    ring = KeyList(keys)
    threads = size_of(threads, "threads")
    if size_of(chunk, "chunk") == 0:
        raise ValueError("chunk must be at least 1")
    how = options(limits, try_legacy_nonce, skip_whitespace_in_base64)
    return _decrypt_chunks(ring, iter(responses), threads, chunk, how)


def _decrypt_chunks(ring: KeyList, responses: Iterator[Response], threads: int, chunk: int, how: Any) -> Iterator[Union[Plaintext, Error]]:
    while texts := [_text(response) for response in itertools.islice(responses, chunk)]:
        array = ffi.new("snapseal_text[]", len(texts))
        kept = [pointer_to(data) for data, _ in texts]
        for i, (_, size) in enumerate(texts):
            array[i].data, array[i].size = kept[i], size
        results: list[Union[Plaintext, Error]] = []
        context, error = ffi.new_handle(results), new_error()
        check(lib.snapseal_decrypt_responses(*ring, lib.snapseal_py_batch, context, array, len(texts), threads, how, error), error)
        yield from results


def encrypted_shared_key(response: Response, *, limits: Optional[Limits] = None) -> bytes:
    """The first of two steps, for a keystore that answers later: the RSA ciphertext that it unwraps. Raises InputError."""
    text, how = _text(response), options(limits)
    return given(lambda out, size, error: lib.snapseal_encrypted_shared_key(ffi.cast("uint8_t*", out), size, *text, how, error), 2048)


def decrypt_with_shared_key(shared_key: Optional[bytes], response: Response, *, try_legacy_nonce: bool = True,
                            limits: Optional[Limits] = None) -> Plaintext:
    """The second: opens the message with what the keystore made of `encrypted_shared_key`.

    None if the padding was wrong: a random key takes its place, so that nobody sees which step failed (RFC 7516 section 11.5). Raises
    DecryptionFailed, InputError."""
    text = _text(response)
    room = _room(text[1])
    memory = uncleared("char[]", room)
    opened, size, error = ffi.new("snapseal_opened*"), ffi.new("size_t*", room), new_error()
    key = None if shared_key is None else chars(shared_key, "shared_key")
    words: Any = (ffi.NULL, 0) if key is None else (ffi.cast("uint8_t*", pointer_to(key[0])), key[1])
    check(lib.snapseal_decrypt_with_shared_key(memory, size, opened, *words, *text, options(limits, try_legacy_nonce), error), error)
    return Plaintext(memory, size[0], opened)


def encrypt_response(key: PublicKey, plaintext: Data, *, nonce_form: str = "rfc7253", shared_key_bytes: int = 32, nonce_bytes: int = 15) -> str:
    """Makes a response as the API does, for mocks and tests: JSON. Raises ArgumentError, InputError."""
    if not isinstance(key, PublicKey):
        raise TypeError(f"key must be PublicKey, not {type(key).__name__}")
    if nonce_form not in NONCE_FORMS:
        raise ValueError("nonce_form must be rfc7253 or legacy15")
    how = ffi.new("snapseal_encrypt_options*")
    lib.snapseal_encrypt_options_init(how)
    how.nonce_form = NONCE_FORMS.index(nonce_form)
    how.shared_key_bytes = size_of(shared_key_bytes, "shared_key_bytes")
    how.nonce_bytes = size_of(nonce_bytes, "nonce_bytes")
    text = chars(plaintext, "plaintext")
    room = 4 * text[1] // 3 + 4096
    return given(lambda out, size, error: lib.snapseal_encrypt_response(key._handle.pointer, out, size, *text, how, error), room).decode()


def inspect_response(response: Response, *, limits: Optional[Limits] = None) -> dict[str, Any]:
    """What a response is made of, without any key and without its content: well_formed, modulus_bits, has_legacy_reading, fields.

    Raises InputError if it has no fields to report on."""
    text, how = _text(response), options(limits)
    report: dict[str, Any] = json.loads(given(lambda out, size, error: lib.snapseal_inspect_response(out, size, *text, how, error)))
    return report
