# SPDX-License-Identifier: Apache-2.0
"""What goes wrong, and how it is told.

No text in an error holds a secret or quotes input."""
from __future__ import annotations

from typing import Any, Optional

from ._native import ffi, lib


class Error(Exception):
    """The base of all errors of snapseal.

    `code` is a stable name ("decryption_failed"), `number` its number. `field` is the member or argument at fault as the API names it,
    or "". `offset` counts the bytes of the input before the one at fault, or is None. `message` is for people and may change."""

    def __init__(self, number: int, message: str, field: str = "", offset: Optional[int] = None) -> None:
        self.number = number
        self.code = ffi.string(lib.snapseal_code_name(number)).decode()
        self.message = message
        self.field = field
        self.offset = offset
        where = "" if offset is None else f" (at byte {offset})"
        super().__init__((f"{field}: " if field else "") + message + where)


class InputError(Error):
    """Codes 1xx: the input is malformed."""


class KeyFileError(Error):
    """Codes 2xx: the key cannot be used."""


class PassphraseRequired(KeyFileError):
    """The key file is encrypted, and no passphrase was given."""


class DecryptionError(Error):
    """Codes 3xx: key and response do not go together."""


class DecryptionFailed(DecryptionError):
    """A wrong key, or changed data. Which of the two is never told."""


class ArgumentError(Error, ValueError):
    """Codes 4xx: an argument that no input can make valid; also an object that was closed."""


class MachineError(Error):
    """Codes 5xx: the crypto library, a token or the system failed."""


class SignatureError(Error):
    """Codes 6xx: a signature or a webhook does not hold."""


class ApiError(Error):
    """The API refused the request.

    `status` is the HTTP status. `api_code` ("1076") and `detail` are the API's own, or "". `retry` is "never", "after_wait" (see
    `retry_after_seconds`, or None), "if_safe" (it may have been carried out) or "sign_again" (learn the server's time first)."""

    def __init__(self, number: int, message: str, status: int, api_code: str, detail: str, request_id: str, retry: str,
                 retry_after_seconds: Optional[int]) -> None:
        super().__init__(number, message)
        self.status = status
        self.api_code = api_code
        self.detail = detail
        self.request_id = request_id
        self.retry = retry
        self.retry_after_seconds = retry_after_seconds

    def __reduce__(self) -> Any:
        return (ApiError, (self.number, self.message, self.status, self.api_code, self.detail, self.request_id, self.retry,
                           self.retry_after_seconds))


_GROUPS: dict[int, type[Error]] = {1: InputError, 2: KeyFileError, 3: DecryptionError, 4: ArgumentError, 5: MachineError,
                                   6: SignatureError}
_RETRIES = ("never", "after_wait", "if_safe", "sign_again")


def _kind(number: int) -> type[Error]:
    if number == lib.SNAPSEAL_PASSPHRASE_REQUIRED:
        return PassphraseRequired
    if number == lib.SNAPSEAL_DECRYPTION_FAILED:
        return DecryptionFailed
    if number == lib.SNAPSEAL_INVALID_HANDLE:
        return ArgumentError
    return _GROUPS.get(number // 100, Error)


def _text(field: Any) -> str:
    return str(ffi.string(field).decode("utf-8", "replace"))


def error_of(content: Any) -> Error:
    """The exception for a filled snapseal_error."""
    number = content.code
    if number == lib.SNAPSEAL_API_ERROR:
        wait = content.retry_after_seconds
        return ApiError(number, _text(content.message), content.http_status, _text(content.api_code), _text(content.detail),
                        _text(content.request_id), _RETRIES[content.retry], None if wait < 0 else wait)
    offset = None if content.offset == lib.SNAPSEAL_NO_OFFSET else content.offset
    return _kind(number)(number, _text(content.message), _text(content.field), offset)


def new_error() -> Any:
    error = ffi.new("snapseal_error*")
    lib.snapseal_error_init(error)
    return error


def check(code: int, error: Any) -> None:
    """Raises what a call has told, unless that is success. Out of memory is a MemoryError."""
    if code == lib.SNAPSEAL_OK:
        return
    if code == lib.SNAPSEAL_OUT_OF_MEMORY:
        raise MemoryError
    raise error_of(error)
