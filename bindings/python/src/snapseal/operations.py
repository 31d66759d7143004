# SPDX-License-Identifier: Apache-2.0
"""What is asked of the API, as plain data, before it is signed."""
from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Generic, Optional, TypeVar, Union

from ._native import lib
from .access_token import AccessToken
from .keys import PublicKey


Told = TypeVar("Told")


@dataclass(frozen=True)
class User:
    """A user and the secret that the API made for the user. Store it at once: a lost secret loses the user."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class ConnectionPortal:
    """Where the user connects accounts. The link is secret, works once, and for five minutes."""

    url: str = field(repr=False)
    session_id: Optional[str]
    expires_at: Optional[datetime.datetime]


@dataclass(frozen=True)
class DeletedUser:
    """The deletion is queued, not done. The texts are the server's."""

    user_id: Optional[str]
    status: Optional[str]
    detail: Optional[str]


@dataclass(frozen=True)
class ApiStatus:
    """Whether the API says that it is up, and its own time as it wrote it."""

    online: bool
    version: Optional[int]
    timestamp: Optional[str]


@dataclass(frozen=True)
class Operation(Generic[Told]):
    """One of the API's operations, made by the functions below. Sign it with `Partner.sign`; `read_reply` gives what its reply tells."""

    name: str
    number: int = field(repr=False)
    parameters: list[tuple[str, str]] = field(repr=False)


@dataclass(frozen=True)
class Request:
    """A request to any other endpoint, made by `request`."""

    method: str
    path: str
    query: list[tuple[str, str]] = field(repr=False)
    body: Union[str, bytes] = field(repr=False)


def _operation(name: str, number: int, **parameters: Union[str, bool, None]) -> Operation[Any]:
    listed = []
    for key, value in parameters.items():
        if isinstance(value, bool):
            listed.append((key, "true" if value else "false"))
        elif value is not None:
            listed.append((key, value))
    return Operation(name, number, listed)


def check_status() -> Operation[ApiStatus]:
    """GET /: whether the API is up, and its clock. Not signed."""
    return _operation("check_status", lib.SNAPSEAL_CHECK_STATUS)


def list_users() -> Operation[list[str]]:
    """GET /snapTrade/listUsers: the ids of all users. Without side effects: it shows whether client id and key are right."""
    return _operation("list_users", lib.SNAPSEAL_LIST_USERS)


def register_user(user_id: str, rsa_public_key: Optional[PublicKey] = None) -> Operation[User]:
    """POST /snapTrade/registerUser. With the user's RSA key the API's answers come encrypted."""
    return _operation("register_user", lib.SNAPSEAL_REGISTER_USER, userId=user_id,
                      rsaPublicKey=None if rsa_public_key is None else rsa_public_key.to_openssh())


def delete_user(user_id: str) -> Operation[DeletedUser]:
    """DELETE /snapTrade/deleteUser. Takes the user's connections and data with it."""
    return _operation("delete_user", lib.SNAPSEAL_DELETE_USER, userId=user_id)


def login_user(user: Optional[User] = None, *, broker: Optional[str] = None, immediate_redirect: Optional[bool] = None,
               custom_redirect: Optional[str] = None, reconnect: Optional[str] = None, connection_type: Optional[str] = None,
               show_close_button: Optional[bool] = None, dark_mode: Optional[bool] = None, locale: Optional[str] = None,
               connection_portal_version: Optional[str] = None) -> Operation[ConnectionPortal]:
    """POST /snapTrade/login: a link to the connection portal. Without `user` for a personal key.

    What is None is not sent. `connection_type` is "read", "trade" or "trade-if-available"."""
    return _operation("login_user", lib.SNAPSEAL_LOGIN_USER, userId=None if user is None else user.id,
                      userSecret=None if user is None else user.secret, broker=broker, immediateRedirect=immediate_redirect,
                      customRedirect=custom_redirect, reconnect=reconnect, connectionType=connection_type,
                      showCloseButton=show_close_button, darkMode=dark_mode, locale=locale,
                      connectionPortalVersion=connection_portal_version)


def get_user_jwt(user: User) -> Operation[AccessToken]:
    """GET /snapTrade/encryptedJWT: an access token, encrypted for the user's RSA key."""
    return _operation("get_user_jwt", lib.SNAPSEAL_GET_USER_JWT, userId=user.id, userSecret=user.secret)


def reset_user_secret(user: User) -> Operation[User]:
    """POST /snapTrade/resetUserSecret: another secret; the present one ceases to work."""
    return _operation("reset_user_secret", lib.SNAPSEAL_RESET_USER_SECRET, userId=user.id, userSecret=user.secret)


def request(method: str, path: str, *, query: Union[dict[str, str], list[tuple[str, str]], None] = None, body: Union[str, bytes] = b"",
            user: Optional[User] = None) -> Request:
    """A request to any other endpoint. `query` is not percent-encoded yet; `body` is JSON text. With a user, userId and userSecret come
    before the query."""
    listed = list(query.items()) if isinstance(query, dict) else list(query or [])
    if user is not None:
        listed = [("userId", user.id), ("userSecret", user.secret), *listed]
    return Request(method, path, listed, body)
