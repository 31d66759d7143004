# SPDX-License-Identifier: Apache-2.0
"""What the API answered."""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Optional, TypeVar, Union, cast

from ._native import ffi, lib
from ._values import Data, chars, Time, call, optional_seconds, pairs, pointer_to, size_of
from .access_token import AccessToken
from .errors import Error, new_error
from .limits import Limits, options
from .keys import KeyList
from .operations import ApiStatus, ConnectionPortal, DeletedUser, Operation, User
from .response import Keys

Told = TypeVar("Told")
Headers = Union[Mapping[str, str], Iterable[tuple[str, str]]]


class _Reply:
    """A snapseal_reply, and what must be kept as long as it."""

    def __init__(self, status: int, headers: Headers, body: Data, sent: Time = None, received: Time = None) -> None:
        listed = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
        self.array, self.kept = pairs(listed, "headers")
        data, size = chars(body, "body")
        self.body = pointer_to(data)
        self.pointer = ffi.new("snapseal_reply*")
        lib.snapseal_reply_init(self.pointer)
        self.pointer.status = size_of(status, "status") if status < 2**31 else -1
        self.pointer.headers, self.pointer.headers_count = self.array, len(self.array)
        self.pointer.body, self.pointer.body_size = self.body, size
        self.pointer.sent = optional_seconds(sent, "sent")
        self.pointer.received = optional_seconds(received, "received")


def members(result: Any) -> list[tuple[str, str]]:
    """All that a snapseal_result tells."""
    count = ffi.new("size_t*")
    call(lib.snapseal_result_count, result, count)
    listed = []
    for i in range(count[0]):
        parts = [ffi.new("const char**"), ffi.new("size_t*"), ffi.new("const char**"), ffi.new("size_t*")]
        call(lib.snapseal_result_at, result, *parts, i)
        name, value = (ffi.buffer(data[0], size[0])[:].decode("utf-8", "replace") for data, size in (parts[:2], parts[2:]))
        listed.append((name, value))
    return listed


def read_reply(operation: Operation[Told], status: int, headers: Headers, body: Data, *, keys: Optional[Keys] = None, sent: Time = None,
               received: Time = None, try_legacy_nonce: bool = True, skip_whitespace_in_base64: bool = False,
               limits: Optional[Limits] = None) -> Told:
    """Reads the reply to an operation, and opens it with `keys` if it is encrypted.

    Gives a User for register_user and reset_user_secret, list[str] for list_users, DeletedUser, ConnectionPortal for login_user, AccessToken
    for get_user_jwt, ApiStatus. `received` is when the reply came: `ConnectionPortal.expires_at` counts from it.

    A user's secret is told once: if this raises, keep the body. Raises ApiError if the API refused, InputError, DecryptionError,
    ArgumentError for an encrypted reply without keys."""
    if not isinstance(operation, Operation):
        raise TypeError(f"operation must be Operation, not {type(operation).__name__}")
    reply = _Reply(status, headers, body, sent, received)
    ring = KeyList([] if keys is None else keys)
    place, error = ffi.new("snapseal_result**"), new_error()
    how = options(limits, try_legacy_nonce, skip_whitespace_in_base64)
    ring.check(lib.snapseal_read_reply(place, operation.number, reply.pointer, *ring, how, error), error)
    listed = members(ffi.gc(place[0], lib.snapseal_result_free))
    return cast(Told, _told(operation, listed))


def _told(operation: Operation[Any], listed: list[tuple[str, str]]) -> object:
    told = dict(listed)
    if operation.number == lib.SNAPSEAL_LIST_USERS:
        return [value for _, value in listed]
    if operation.number in (lib.SNAPSEAL_REGISTER_USER, lib.SNAPSEAL_RESET_USER_SECRET):
        return User(told.get("userId") or dict(operation.parameters)["userId"], told["userSecret"])
    if operation.number == lib.SNAPSEAL_DELETE_USER:
        return DeletedUser(told.get("userId"), told.get("status"), told.get("detail"))
    if operation.number == lib.SNAPSEAL_LOGIN_USER:
        end = told.get("expiresAt")
        return ConnectionPortal(told["redirectURI"], told.get("sessionId"),
                                None if end is None else datetime.datetime.fromtimestamp(int(end), datetime.timezone.utc))
    if operation.number == lib.SNAPSEAL_GET_USER_JWT:
        return AccessToken(told["accessToken"])
    version = told.get("version")
    return ApiStatus(told["online"] == "true", None if version is None else int(version), told.get("timestamp"))


def require_success(status: int, headers: Headers, body: Data) -> None:
    """Raises ApiError unless the status is 2xx: for replies to other requests."""
    reply = _Reply(status, headers, body)
    call(lib.snapseal_require_success, reply.pointer)


def clock_offset(headers: Headers, sent: Time, received: Time) -> Optional[int]:
    """How many seconds the API's clock is ahead, from the header Date; None if that does not tell. Add it to the `now` of `sign`."""
    reply = _Reply(200, headers, b"", sent, received)
    seconds = ffi.new("int64_t*")
    try:
        call(lib.snapseal_reply_clock_offset, seconds, reply.pointer)
    except Error as error:
        if error.number == lib.SNAPSEAL_MISSING_MEMBER:
            return None
        raise
    return int(seconds[0])
