# SPDX-License-Identifier: Apache-2.0
"""What a worker does with a block of lines. Keys come from the worker's own disk: no task carries one, and no plaintext leaves here.

Workers import this file, and so does the scheduler of newer versions of Dask: put it, without keys, on its PYTHONPATH too."""
from __future__ import annotations

import functools
import json
import os
import pathlib
from collections.abc import Callable
from typing import Any, TypeVar

import snapseal

Block = list[tuple[int, str]]  # lines, each with its number
Value = TypeVar("Value")


@functools.cache
def private_key() -> snapseal.PrivateKey:
    """Read once in each worker. The variable is the worker's, not the client's."""
    return snapseal.PrivateKey.parse(pathlib.Path(os.environ["SNAPSEAL_KEY_FILE"]).read_bytes())


@functools.cache
def consumer_key() -> snapseal.ConsumerKey:
    return snapseal.ConsumerKey(pathlib.Path(os.environ["SNAPSEAL_CONSUMER_KEY_FILE"]).read_text().splitlines()[0])


def open_tokens(block: Block) -> list[str]:
    """Lines are responses, with an id beside their own members. Tells until when each access token is valid."""
    opened = snapseal.decrypt_responses(private_key(), (text for _, text in block), threads=1)
    return [_result(number, _members(text), _expiry, result) for (number, text), result in zip(block, opened)]


def verify_webhooks(block: Block) -> list[str]:
    """Lines are {"id":..., "body":"as it came", "signature":"..."}, as `snapseal webhook verify --ndjson` takes them."""
    lines = [(number, _members(text)) for number, text in block]
    return [_result(number, line, _event, line) for number, line in lines]


def _expiry(opened: snapseal.Plaintext | snapseal.Error) -> dict[str, Any]:
    if isinstance(opened, snapseal.Error):
        raise opened
    with opened, snapseal.AccessToken(opened.view) as token:
        return {"expires_at": token.expires_at.isoformat() if token.expires_at else None}


def _event(line: dict[str, Any]) -> dict[str, Any]:
    # The webhooks are from a log: how old each may be was checked when it came.
    event = snapseal.verify_webhook(consumer_key(), line.get("body", ""), line.get("signature", ""), max_age_seconds=10 * 366 * 86400)
    return {"event_type": event.event_type, "webhook_id": event.webhook_id}


def _members(text: str) -> dict[str, Any]:
    """None if the line is no JSON object: what reads it says so."""
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}


def _result(number: int, members: dict[str, Any], tell: Callable[[Value], dict[str, Any]], value: Value) -> str:
    line = {"line": number, **({"id": members["id"]} if "id" in members else {})}
    try:
        return json.dumps({**line, **tell(value)})
    except snapseal.Error as error:
        return json.dumps({**line, "error": {"code": error.code, "field": error.field}})
    except TypeError:
        return json.dumps({**line, "error": {"code": "wrong_member_type", "field": ""}})
