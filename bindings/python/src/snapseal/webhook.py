# SPDX-License-Identifier: Apache-2.0
"""Webhooks: events that the API sends."""
from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Optional, Union

from ._native import ffi, lib
from ._values import Data, chars, Time, seconds, size_of, text
from .errors import check, new_error
from .limits import Limits, options
from .replies import members
from .signature import ConsumerKey, consumer_key

OneKey = Union[ConsumerKey, str, bytes]


@dataclass(frozen=True)
class Webhook:
    """An event whose signature and time hold. `webhook_id` is for finding one that came before. Texts that it does not have are None.

    `text` is the whole body in canonical form, except `webhookSecret`, which is deprecated and left out. `event_time_us` is the event's
    time in microseconds since 1970; `key_index` tells which of several keys fits."""

    event_type: Optional[str]
    webhook_id: Optional[str]
    client_id: Optional[str]
    user_id: Optional[str]
    brokerage_authorization_id: Optional[str]
    account_id: Optional[str]
    event_time_us: int
    key_index: int
    text: str

    @property
    def event_time(self) -> datetime.datetime:
        """The event's time, in UTC."""
        return datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(microseconds=self.event_time_us)

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


def verify_webhook(keys: Union[OneKey, Iterable[OneKey]], body: Data, signature: str, now: Time = None, *, max_age_seconds: int = 300,
                   max_ahead_seconds: int = 60, limits: Optional[Limits] = None) -> Webhook:
    """Verifies a webhook: `body` as it came (request.get_data() or await request.body(), not the parsed JSON) and the header Signature.

    `keys` is a consumer key, or up to 8 of them while one takes the place of another.

    Raises SignatureError ("wrong_signature", "webhook_too_old", "webhook_too_new"), InputError. Nothing in the body is believed before the
    signature fits."""
    listed = [consumer_key(key) for key in ([keys] if isinstance(keys, (ConsumerKey, str, bytes)) else keys)]
    array = ffi.new("snapseal_consumer_key*[]", [key._handle.pointer for key in listed])
    tolerance = ffi.new("snapseal_webhook_tolerance*")
    lib.snapseal_webhook_tolerance_init(tolerance)
    tolerance.max_age_seconds = size_of(max_age_seconds, "max_age_seconds")
    tolerance.max_ahead_seconds = size_of(max_ahead_seconds, "max_ahead_seconds")
    content, given_signature = chars(body, "body"), text(signature, "signature")
    place, error = ffi.new("snapseal_result**"), new_error()
    check(lib.snapseal_verify_webhook(array, len(listed), place, *content, *given_signature, seconds(now), tolerance, options(limits), error), error)
    told = dict(members(ffi.gc(place[0], lib.snapseal_result_free)))
    return Webhook(told.get("eventType"), told.get("webhookId"), told.get("clientId"), told.get("userId"),
                   told.get("brokerageAuthorizationId"), told.get("accountId"), int(told["eventTime"]), int(told["keyIndex"]), told["json"])
