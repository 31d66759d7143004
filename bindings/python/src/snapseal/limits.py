# SPDX-License-Identifier: Apache-2.0
"""How much work input may cause."""
from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Optional

from ._native import ffi, lib
from ._values import size_of


@dataclass(frozen=True)
class Limits:
    """How much work input may cause. The defaults suit the API's responses, and key files as tools write them; raise one only for input
    whose source you trust. Lengths are in bytes. What is beyond is an InputError ("input_too_large", "json_too_deep") or a KeyFileError
    ("key_encryption_too_costly")."""

    response_bytes: int = 32 * 1024 * 1024
    json_depth: int = 64  # the outermost object counts as one
    request_bytes: int = 8 * 1024 * 1024  # the longest request body, or reply of an operation
    webhook_bytes: int = 1024 * 1024
    key_file_bytes: int = 64 * 1024
    pbkdf2_iterations: int = 10_000_000
    scrypt_bytes: int = 256 * 1024 * 1024
    bcrypt_rounds: int = 1_000
    argon2_bytes: int = 256 * 1024 * 1024


_DEFAULTS = ffi.new("snapseal_options*")
lib.snapseal_options_init(_DEFAULTS)


def options(limits: Optional[Limits] = None, try_legacy_nonce: bool = True, skip_whitespace_in_base64: bool = False) -> Any:
    if limits is None and try_legacy_nonce and not skip_whitespace_in_base64:
        return _DEFAULTS
    made = ffi.new("snapseal_options*")
    lib.snapseal_options_init(made)
    made.try_legacy_nonce = bool(try_legacy_nonce)
    made.skip_whitespace_in_base64 = bool(skip_whitespace_in_base64)
    if limits is not None:
        if not isinstance(limits, Limits):
            raise TypeError(f"limits must be Limits, not {type(limits).__name__}")
        for field in fields(limits):
            setattr(made, field.name, size_of(getattr(limits, field.name), field.name))
    return made
