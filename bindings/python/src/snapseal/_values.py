# SPDX-License-Identifier: Apache-2.0
"""How Python's values go to C and come back."""
from __future__ import annotations

import datetime
import math
import time
from typing import Any, Callable, Union

from ._native import ffi, lib
from .errors import check, new_error

Data = Union[str, bytes, bytearray, memoryview]
Time = Union[int, float, datetime.datetime, None]
uncleared = ffi.new_allocator(should_clear_after_alloc=False)


def chars(value: Data, name: str) -> tuple[Any, int]:
    """Text or bytes of the caller's, as what C takes: data and size. Buffers are not copied; a str becomes UTF-8."""
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogatepass")  # a lone surrogate is refused where text is read
    if isinstance(value, bytes):
        return value, len(value)  # which cffi passes as they are
    if isinstance(value, (bytearray, memoryview)):
        data = ffi.from_buffer("char[]", value)
        return data, len(data)
    raise TypeError(f"{name} must be str, bytes, bytearray or memoryview, not {type(value).__name__}")


def text(value: str, name: str) -> tuple[Any, int]:
    """The same for what must be a str."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be str, not {type(value).__name__}")
    return chars(value, name)


def pointer_to(data: Any) -> Any:
    """To what `chars` gives, for a structure. The data must be kept as long."""
    return ffi.from_buffer("char[]", data) if isinstance(data, bytes) else data


_errors: list[Any] = []  # which no call uses now: to make one takes longer than a short call


def call(function: Callable[..., int], *arguments: Any) -> None:
    """function(*arguments, error); raises what it tells."""
    try:
        error = _errors.pop()
    except IndexError:
        error = new_error()
    check(function(*arguments, error), error)
    _errors.append(error)


def given(function: Callable[..., Any], room: int = 1024) -> bytes:
    """What a function writes into a buffer of its caller's: function(out, out_size, error)."""
    error = new_error()
    while True:
        out = uncleared("char[]", room)
        size = ffi.new("size_t*", room)
        code = function(out, size, error)
        if code != lib.SNAPSEAL_BUFFER_TOO_SMALL:
            check(code, error)
            result = bytes(ffi.buffer(out, size[0]))
            lib.snapseal_wipe(out, size[0])
            return result
        room = size[0]


def shown(function: Callable[..., int], handle: Any, *inputs: Any) -> str:
    """A text that an object shows."""
    data = ffi.new("const char**")
    size = ffi.new("size_t*")
    call(function, handle, data, size, *inputs)
    return str(ffi.buffer(data[0], size[0])[:].decode("utf-8", "replace")) if size[0] else ""


class Handle:
    """An object of the C library's. It is freed with this one, or by `close`; a closed one is refused."""

    def __init__(self, kind: str, free: Callable[[Any], None]) -> None:
        self._place = ffi.new(kind + "**")
        self._free = free
        self.pointer = ffi.NULL

    def own(self, function: Callable[..., int], *arguments: Any) -> None:
        """Has a function make the object: function(place, *arguments, error)."""
        call(function, self._place, *arguments)
        self.pointer = ffi.gc(self._place[0], self._free)

    def close(self) -> None:
        if self.pointer != ffi.NULL:
            ffi.release(self.pointer)
            self.pointer = ffi.NULL


def seconds(now: Time, name: str = "now") -> int:
    """Seconds since 1970, rounded down. None is the present."""
    if now is None:
        return int(time.time())
    if isinstance(now, datetime.datetime):
        if now.tzinfo is None:
            raise ValueError(f"{name} must be a datetime with its timezone")
        now = now.timestamp()
    if isinstance(now, bool) or not isinstance(now, (int, float)):
        raise TypeError(f"{name} must be int, float or datetime, not {type(now).__name__}")
    if not math.isfinite(now) or not -(2**62) < now < 2**62:
        raise ValueError(f"{name} is too far away")
    return math.floor(now)


def optional_seconds(time_: Time, name: str) -> int:
    return int(lib.SNAPSEAL_NO_TIME) if time_ is None else seconds(time_, name)


def size_of(number: int, name: str) -> int:
    """A count or a length."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"{name} must be int, not {type(number).__name__}")
    if not 0 <= number < 2**63:
        raise ValueError(f"{name} must not be negative, or so large")
    return number


def pairs(parameters: list[tuple[str, str]], name: str) -> tuple[Any, list[Any]]:
    """An array of names and values, and what must be kept as long as it."""
    array = ffi.new("snapseal_parameter[]", len(parameters))
    kept: list[Any] = []
    for i, (key, value) in enumerate(parameters):
        for member, part in (("name", key), ("value", value)):
            data, size = text(part, f"a {member} in {name}")
            kept.append(pointer_to(data))
            setattr(array[i], member, kept[-1])
            setattr(array[i], member + "_size", size)
    return array, kept
