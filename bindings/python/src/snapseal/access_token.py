# SPDX-License-Identifier: Apache-2.0
"""The token that lets a user's device call the API itself."""
from __future__ import annotations

import datetime
import json
from typing import Any, Optional

from ._native import ffi, lib
from ._values import Data, Handle, chars, Time, call, given, seconds, shown
from .errors import InputError


class AccessToken:
    """A JWT (RFC 7519). Its signature cannot be checked here: believe it no more than the way that it came.

    Reads what an encrypted response holds: a bare JWT, or JSON with one. Raises InputError ("malformed_token")."""

    def __init__(self, data: Data) -> None:
        self._handle = Handle("snapseal_access_token", lib.snapseal_access_token_free)
        self._handle.own(lib.snapseal_access_token_parse, *chars(data, "data"))

    def expose(self) -> str:
        """The JWT alone. It is secret."""
        return shown(lib.snapseal_access_token_text, self._handle.pointer)

    def unverified_claims(self) -> dict[str, Any]:
        """All that the token says of itself. Raises InputError if that is not a JSON object."""
        claims: dict[str, Any] = json.loads(given(lambda *buffer: lib.snapseal_access_token_claims(self._handle.pointer, *buffer)))
        return claims

    @property
    def expires_at(self) -> Optional[datetime.datetime]:
        """When the token says that it expires; None if it does not say. Raises InputError if that cannot be read."""
        time = ffi.new("int64_t*")
        try:
            call(lib.snapseal_access_token_expires_at, self._handle.pointer, time)
        except InputError as error:
            if error.number == lib.SNAPSEAL_MISSING_MEMBER:
                return None
            raise
        try:
            return datetime.datetime.fromtimestamp(time[0], datetime.timezone.utc)
        except (OverflowError, OSError, ValueError):
            return datetime.datetime.max.replace(tzinfo=datetime.timezone.utc)

    def is_expired(self, now: Time = None) -> bool:
        """Whether the token has expired at `now`. One that does not say when never expires by this."""
        end = self.expires_at
        return end is not None and end.timestamp() <= seconds(now)

    def close(self) -> None:
        """Wipes the token."""
        self._handle.close()

    def __enter__(self) -> AccessToken:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<AccessToken>"
