# SPDX-License-Identifier: Apache-2.0
"""The signature of requests: HMAC-SHA256 over canonical JSON."""
from __future__ import annotations

import json
from typing import Any, Union

from ._native import ffi, lib
from ._values import Data, Handle, chars, call, given, text, uncleared
from .errors import SignatureError, check, new_error


class ConsumerKey:
    """The partner's consumer key, its bytes as they are: take off a file's line end first. Raises ArgumentError if it is empty, or has
    more than 4096 bytes. `close`, or the end of a `with`, wipes it."""

    def __init__(self, key: Union[str, bytes]) -> None:
        self._handle = Handle("snapseal_consumer_key", lib.snapseal_consumer_key_free)
        self._handle.own(lib.snapseal_consumer_key_new, *chars(key, "key"))

    def close(self) -> None:
        """Wipes the key. What uses it then raises ArgumentError ("invalid_handle")."""
        self._handle.close()

    def __enter__(self) -> ConsumerKey:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<ConsumerKey>"


def consumer_key(key: Union[ConsumerKey, str, bytes]) -> ConsumerKey:
    return key if isinstance(key, ConsumerKey) else ConsumerKey(key)


def canonical_json(data: Data) -> str:
    """The form of a JSON text that is signed: json.dumps(json.loads(data), separators=(",", ":"), sort_keys=True), byte for byte.

    Refuses with InputError what json.loads takes too easily: a name that stands twice, NaN, a lone surrogate."""
    content = chars(data, "data")
    return given(lambda out, size, error: lib.snapseal_canonical_json(out, size, *content, ffi.NULL, error), 2 * content[1] + 16).decode()


_places: list[Any] = []  # for a signature; no call uses them now


def _content(path: str, query: str, body: Data) -> tuple[Any, ...]:
    if type(path) is type(query) is type(body) is str:  # which is what most are, and a signature takes little more time than this
        path_, query_, body_ = path.encode("utf-8", "surrogatepass"), query.encode("utf-8", "surrogatepass"), body.encode("utf-8", "surrogatepass")
        return path_, len(path_), query_, len(query_), body_, len(body_)
    return (*text(path, "path"), *text(query, "query"), *chars(body, "body"))


def canonical_content(path: str, query: str = "", body: Data = "") -> str:
    """The text that is signed for a request: {"content":...,"path":...,"query":...}. Raises InputError."""
    parts = _content(path, query, body)
    return given(lambda out, size, error: lib.snapseal_canonical_content(out, size, *parts, ffi.NULL, error)).decode()


def sign(key: Union[ConsumerKey, str, bytes], path: str, query: str = "", body: Data = "") -> str:
    """The header Signature of a request: 44 characters. Path and raw query are those of the request line. Raises InputError."""
    owner, parts = consumer_key(key), _content(path, query, body)
    try:
        out, size, error = place = _places.pop()
    except IndexError:
        out, size, error = place = uncleared("char[]", 44), ffi.new("size_t*"), new_error()
    size[0] = 44
    check(lib.snapseal_sign(owner._handle.pointer, out, size, *parts, ffi.NULL, error), error)
    signature: str = ffi.unpack(out, 44).decode()
    _places.append(place)
    return signature


def verify(key: Union[ConsumerKey, str, bytes], path: str, query: str, body: Data, signature: str) -> bool:
    """Whether a signature is that of a request; compared in constant time. Raises InputError."""
    owner, parts = consumer_key(key), _content(path, query, body)
    try:
        call(lib.snapseal_verify, owner._handle.pointer, *parts, *text(signature, "signature"), ffi.NULL)
    except SignatureError:
        return False
    return True


def explain_signature(key: Union[ConsumerKey, str, bytes], path: str, query: str, body: Data, signature: str) -> dict[str, Any]:
    """Why a signature that somebody made is wrong: {"matches": False, "deviations": [{"name": "raw_utf8", "advice": "..."}]}.

    Without deviations no known mistake explains it. Raises InputError."""
    owner, parts, given_signature = consumer_key(key), _content(path, query, body), text(signature, "signature")
    report: dict[str, Any] = json.loads(given(lambda out, size, error: lib.snapseal_explain_signature(
        owner._handle.pointer, out, size, *parts, *given_signature, ffi.NULL, error)))
    return report


def explain_webhook(key: Union[ConsumerKey, str, bytes], body: Data, signature: str) -> dict[str, Any]:
    """The same for a webhook's body as it came, with the signature that your own program makes."""
    owner, content, given_signature = consumer_key(key), chars(body, "body"), text(signature, "signature")
    report: dict[str, Any] = json.loads(given(lambda out, size, error: lib.snapseal_explain_webhook(
        owner._handle.pointer, out, size, *content, *given_signature, ffi.NULL, error)))
    return report
