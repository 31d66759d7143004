# SPDX-License-Identifier: Apache-2.0
"""Signs requests, for any HTTP library."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional, Union

from ._native import ffi, lib
from ._values import Handle, chars, Time, call, pairs, seconds, shown, text
from .access_token import AccessToken
from .operations import Operation, Request


@dataclass(frozen=True)
class HttpRequest:
    """A request that is ready to be sent. Each part must be sent as it is, byte for byte.

        requests.request(**signed.arguments)
        httpx.request(signed.method, signed.url, headers=signed.headers, content=signed.body)
        urllib.request.Request(signed.url, signed.body, signed.headers, method=signed.method)

    Any other transport takes the same four values."""

    method: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    body: Optional[bytes] = field(repr=False)

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of `requests.request`."""
        return {"method": self.method, "url": self.url, "headers": self.headers, "data": self.body}


def _made(function: Any, pointer: Any, *arguments: Any) -> HttpRequest:
    place = ffi.new("snapseal_http_request**")
    call(function, pointer, place, *arguments)
    handle = ffi.gc(place[0], lib.snapseal_http_request_free)
    count = ffi.new("size_t*")
    call(lib.snapseal_http_request_header_count, handle, count)
    headers = {}
    for i in range(count[0]):
        parts = [ffi.new("const char**"), ffi.new("size_t*"), ffi.new("const char**"), ffi.new("size_t*")]
        call(lib.snapseal_http_request_header, handle, *parts, i)
        name, value = (ffi.buffer(data[0], size[0])[:].decode() for data, size in (parts[:2], parts[2:]))
        headers[name] = value
    body = shown(lib.snapseal_http_request_body, handle).encode()
    return HttpRequest(shown(lib.snapseal_http_request_method, handle), shown(lib.snapseal_http_request_url, handle), headers,
                       body or None)


class _Signer:
    _kind: int

    def __init__(self, client_id: str, consumer_key: Union[str, bytes], base_url: Optional[str] = None) -> None:
        self._handle = Handle("snapseal_partner", lib.snapseal_partner_free)
        self.client_id = client_id
        self._handle.own(lib.snapseal_partner_new, self._kind, *text(client_id, "client_id"), *chars(consumer_key, "consumer_key"),
                         *text("" if base_url is None else base_url, "base_url"))

    def sign(self, request: Union[Operation[Any], Request], now: Time = None) -> HttpRequest:
        """The signed request. `now` is its time: seconds since 1970, a datetime with its timezone, or None for the present.

        Raises ArgumentError ("invalid_request" and others), InputError for the body."""
        if isinstance(request, Operation):
            array, _kept = pairs(request.parameters, "parameters")
            return _made(lib.snapseal_sign_operation, self._handle.pointer, request.number, array, len(array), seconds(now))
        if not isinstance(request, Request):
            raise TypeError(f"request must be Operation or Request, not {type(request).__name__}")
        array, _kept = pairs(request.query, "query")
        return _made(lib.snapseal_sign_request, self._handle.pointer, *text(request.method, "method"), *text(request.path, "path"), array,
                     len(array), *chars(request.body, "body"), seconds(now))

    def close(self) -> None:
        """Wipes the consumer key."""
        self._handle.close()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.client_id!r}>"


class Partner(_Signer):
    """A commercial key: signs requests for users. `base_url` is "https://api.snaptrade.com" unless given.

    The consumer key's bytes are used as they are: take off a file's line end first. Raises ArgumentError."""

    _kind = lib.SNAPSEAL_COMMERCIAL


class PersonalAccess(_Signer):
    """A personal key: for your own accounts, without users."""

    _kind = lib.SNAPSEAL_PERSONAL


def authorize(token: AccessToken, request: Request, base_url: Optional[str] = None) -> HttpRequest:
    """A request of a user's device: with its access token, and without a signature. Raises ArgumentError, InputError."""
    if not isinstance(token, AccessToken):
        raise TypeError(f"token must be AccessToken, not {type(token).__name__}")
    array, _kept = pairs(request.query, "query")
    place = text("" if base_url is None else base_url, "base_url")
    return _made(lib.snapseal_authorize_request, token._handle.pointer, *place, *text(request.method, "method"), *text(request.path, "path"),
                 array, len(array), *chars(request.body, "body"))
