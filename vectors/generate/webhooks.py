#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""webhooks.json: signed texts, and what must be made of them. CPython's json and hmac do all the work."""

import base64
import datetime
import hashlib
import hmac
import json

from common import Cases
from webhooks_bodies import BODIES, KEY, OTHER_KEY

MADE = "generated: CPython's json and hmac"
RULE = "rule of vectors/README.md, signed with CPython's json and hmac"
MAX_AGE, MAX_AHEAD = 300, 60

cases = Cases("Webhooks: text, signature and time to a verified event", "consumer_keys", "body", "body_base64", "signature", "now",
              "max_age_seconds", "max_ahead_seconds", "field", "key_index", "event_type", "webhook_id", "event_time_us", "json",
              consumer_keys=[KEY], max_age_seconds=MAX_AGE, max_ahead_seconds=MAX_AHEAD, field=None, key_index=None, event_type=None,
              webhook_id=None, event_time_us=None, json=None)


def canonical(value, **options):
    return json.dumps(value, separators=(",", ":"), sort_keys=True, **options)


def sign(text, key=KEY, hash=hashlib.sha256):
    data = text if isinstance(text, bytes) else text.encode()
    return base64.b64encode(hmac.new(key.encode(), data, hash).digest()).decode()


def without_secret(value):
    if isinstance(value, dict):
        return {name: without_secret(inner) for name, inner in value.items() if name != "webhookSecret"}
    return [without_secret(inner) for inner in value] if isinstance(value, list) else value


def epoch_us(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(microseconds=1)


def good(id, comment, body, key=KEY, now=None, source=MADE, key_index=0, **values):
    """A case that holds. `now` is 5 s after the event unless it is given."""
    value = json.loads(body)
    event = epoch_us(value["eventTimestamp"])
    values.setdefault("consumer_keys", [key])
    values.setdefault("signature", sign(canonical(value), key))
    cases.add("webhook_" + id, comment, source=source, body=body, now=event // 1_000_000 + 5 if now is None else now, key_index=key_index,
              event_type=value.get("eventType") or "", webhook_id=value.get("webhookId") or "", event_time_us=event,
              json=canonical(without_secret(value)), **values)


def bad(id, expect, comment, body, signature=None, now=None, source=RULE, **values):
    """A case that is refused. Unless the signature is given, it is the right one, so that it cannot be what is refused."""
    if signature is None:
        signature = sign(canonical(json.loads(body)))
    if isinstance(body, bytes):
        values["body_base64"] = base64.b64encode(body).decode()
    else:
        values["body"] = body
    cases.add("webhook_" + id, comment, expect=expect, source=source, signature=signature, now=NOW if now is None else now, **values)


EVENT = {"webhookId": "2f4e8a3c-0b5d-4e8f-9a21-6f1f0a7c9d10", "clientId": "PARTNERAPP", "eventTimestamp": "2026-05-08T18:52:08.250000+00:00",
         "eventType": "ACCOUNT_HOLDINGS_UPDATED", "userId": "user-1", "accountId": "917c8734-8470-4a3e-a18f-57c3f2ee6631",
         "brokerageAuthorizationId": "87b24961-b51e-4db8-9226-f198f6518a89"}
BODY = json.dumps(EVENT)
RIGHT = sign(canonical(EVENT))
TIME = epoch_us(EVENT["eventTimestamp"]) // 1_000_000
NOW = TIME + 5


def event(**changes):
    return json.dumps({**EVENT, **changes}, ensure_ascii=False)


def without(*names):
    return json.dumps({name: value for name, value in EVENT.items() if name not in names})


# What holds.

for id, comment, key, body in BODIES:
    good(id, comment, body, key)
good("shuffled", "The order of the members does not matter.", json.dumps(dict(reversed(EVENT.items()))), signature=RIGHT)
good("indented", "White space between the members does not matter.", json.dumps(EVENT, indent=4), signature=RIGHT)
good("second_key", "Two keys during a rotation, and the second one signed.", BODY, OTHER_KEY, consumer_keys=[KEY, OTHER_KEY], key_index=1)
good("same_key_twice", "One key twice: the first place counts.", BODY, consumer_keys=[KEY, KEY])
good("eighth_key", "The last of eight keys.", BODY, consumer_keys=[f"key-{i}" for i in range(7)] + [KEY], key_index=7)
good("oldest", "Just not older than the tolerance: 299.75 s.", BODY, now=TIME + 300)
good("newest", "Just not later than the tolerance: 59.25 s.", BODY, now=TIME - 59)
good("old_in_window", "Delivered again after an hour, with a tolerance of a day.", BODY, now=TIME + 3600, max_age_seconds=86400)
good("no_tolerance", "Not a microsecond old, and none allowed.", event(eventTimestamp="2026-05-08T18:52:08+00:00"), now=TIME,
     max_age_seconds=0, max_ahead_seconds=0)
good("only_time", "No member but eventTimestamp.", '{"eventTimestamp":"2026-05-08T18:52:08+00:00"}')
good("null_members", "null counts as not there, but for eventTimestamp.", event(userId=None, accountId=None, webhookId=None))
good("secret_first", "webhookSecret is signed and not passed on; it stands first.", '{"webhookSecret":"abc",' + BODY[1:])
good("secret_object", "webhookSecret as an object with brackets and quotation marks in it.",
     event(webhookSecret={"a": ["}", "\\\"]", {"webhookSecret": 1}]}))
good("secret_nested", "webhookSecret inside another member, alone and between others.",
     event(details=[{"webhookSecret": "abc"}, {"a": 1, "webhookSecret": "abc", "z": [2]}, "webhookSecret"]))
good("secret_escaped", "webhookSecret written with an escape.", '{"webhook\\u0053ecret":"abc",' + BODY[1:])

# Signatures that do not.

raw = base64.b64decode(RIGHT)
for id, comment, signature in (
        ("empty", "No signature.", ""),
        ("other_key", "Another key's.", sign(canonical(EVENT), OTHER_KEY)),
        ("of_other_text", "That of another webhook.", sign(canonical({**EVENT, "userId": "user-2"}))),
        ("first_bit", "Its first bit changed.", base64.b64encode(bytes([raw[0] ^ 0x80]) + raw[1:]).decode()),
        ("last_bit", "Its last bit changed.", base64.b64encode(raw[:-1] + bytes([raw[-1] ^ 1])).decode()),
        ("cut", "Its last byte missing.", base64.b64encode(raw[:-1]).decode()),
        ("longer", "A byte more.", base64.b64encode(raw + b"\0").decode()),
        ("unpadded", "The padding missing.", RIGHT.rstrip("=")),
        ("blank", "A blank behind it.", RIGHT + " "),
        ("line_feed", "A line feed behind it.", RIGHT + "\n"),
        ("unused_bits", "Bits set that stand for nothing.", RIGHT[:-2] + chr(ord(RIGHT[-2]) + 1) + "="),
        ("base64url", "In base64url.", base64.urlsafe_b64encode(raw).decode().rstrip("=")),
        ("hex", "In hex.", raw.hex()),
        ("twice", "Twice, with a comma.", f"{RIGHT},{RIGHT}"),
        ("sha1", "HMAC-SHA-1.", sign(canonical(EVENT), hash=hashlib.sha1)),
        ("sha512", "HMAC-SHA-512.", sign(canonical(EVENT), hash=hashlib.sha512)),
        ("no_hmac", "SHA-256 of key and text.", base64.b64encode(hashlib.sha256((KEY + canonical(EVENT)).encode()).digest()).decode()),
        ("as_sent", "Of the text as it was sent.", sign(BODY)),
        ("unsorted", "Of the compact text with unsorted members.", sign(json.dumps(EVENT, separators=(",", ":")))),
        ("as_content", "Of the text as a request's content.", sign(canonical({"content": EVENT, "path": "/", "query": ""}))),
        ("key_line_feed", "With a line feed behind the key.", sign(canonical(EVENT), KEY + "\n"))):
    bad("signature_" + id, "wrong_signature", comment, BODY, signature)
bad("raw_utf8", "wrong_signature", "Signed with non-ASCII characters as UTF-8.", event(userId="Zo\u00eb"),
    sign(canonical({**EVENT, "userId": "Zo\u00eb"}, ensure_ascii=False)))
bad("changed_value", "wrong_signature", "A character of a value changed after signing.", event(userId="user-2"), RIGHT)
bad("changed_name", "wrong_signature", "A character of a name changed.", BODY.replace("accountId", "accountID"), RIGHT)
bad("changed_time", "wrong_signature", "The time set anew, to make an old event fresh.", event(eventTimestamp="2026-05-08T18:52:09.250000+00:00"), RIGHT)
bad("member_added", "wrong_signature", "A member more.", event(more=1), RIGHT)
bad("member_removed", "wrong_signature", "A member less.", without("accountId"), RIGHT)
bad("number_form", "wrong_signature", "1.0 in place of 1.", event(units=1.0), sign(canonical({**EVENT, "units": 1})))
bad("no_such_key", "wrong_signature", "Eight keys, and none of them signed.", BODY, consumer_keys=[f"key-{i}" for i in range(8)])
bad("secret_as_key", "wrong_signature", "Signed with the webhookSecret in place of the key.", event(webhookSecret="abc"),
    sign(canonical({**EVENT, "webhookSecret": "abc"}), "abc"))
bad("empty_object_as_null", "wrong_signature", "{} signed as null, as a request's body is.", "{}", sign("null"))
bad("wrong_and_old", "wrong_signature", "Old as well: the signature is told.", BODY, sign("{}"), now=TIME + 301)

# Times.

bad("too_old", "webhook_too_old", "300.75 s old.", BODY, now=TIME + 301, field="eventTimestamp")
bad("too_old_microsecond", "webhook_too_old", "A microsecond too old.", event(eventTimestamp="2026-05-08T18:52:07.999999+00:00"), now=TIME + 300,
    field="eventTimestamp")
bad("much_too_old", "webhook_too_old", "Years old.", BODY, now=TIME + 200_000_000, field="eventTimestamp")
bad("old_for_window", "webhook_too_old", "Older than a day.", BODY, now=TIME + 86401, max_age_seconds=86400, field="eventTimestamp")
bad("old_by_offset", "webhook_too_old", "Fresh but for its offset.", event(eventTimestamp="2026-05-08T18:52:08+01:00"), field="eventTimestamp")
bad("too_new", "webhook_too_new", "60.25 s ahead.", BODY, now=TIME - 60, field="eventTimestamp")
bad("too_new_microsecond", "webhook_too_new", "A microsecond ahead, and nothing allowed.", event(eventTimestamp="2026-05-08T18:52:08.000001+00:00"),
    now=TIME, max_ahead_seconds=0, field="eventTimestamp")
bad("new_by_offset", "webhook_too_new", "Fresh but for its offset.", event(eventTimestamp="2026-05-08T18:52:08-01:00"), field="eventTimestamp")
bad("far_future", "webhook_too_new", "The last time that can be written.", event(eventTimestamp="9999-12-31T23:59:59.999999Z"), field="eventTimestamp")

# Signed texts that are not as they must be.

bad("time_missing", "missing_member", "No eventTimestamp.", without("eventTimestamp"), field="eventTimestamp")
bad("empty_object", "missing_member", "{} is signed as {}, and has no eventTimestamp.", "{}", field="eventTimestamp")
bad("time_nested", "missing_member", "eventTimestamp inside another member only.", json.dumps({"details": EVENT}), field="eventTimestamp")
for id, comment, time in (
        ("null", "null.", None),
        ("number", "Unix seconds.", TIME),
        ("object", "An object.", {"time": EVENT["eventTimestamp"]}),
        ("empty", "An empty text.", ""),
        ("no_offset", "No offset: it may be any of a day's times.", "2026-05-08T18:52:08.250000"),
        ("no_seconds", "No seconds.", "2026-05-08T18:52+00:00"),
        ("date_only", "A date.", "2026-05-08"),
        ("month_13", "No such month.", "2026-13-08T18:52:08+00:00"),
        ("february_30", "No such day.", "2026-02-30T18:52:08+00:00"),
        ("february_29", "No such day in this year.", "2026-02-29T18:52:08+00:00"),
        ("hour_24", "No such hour.", "2026-05-08T24:00:00+00:00"),
        ("offset_24", "No such offset.", "2026-05-08T18:52:08+24:00"),
        ("fraction_empty", "A point and no digits.", "2026-05-08T18:52:08.+00:00"),
        ("trailing", "Text behind it.", "2026-05-08T18:52:08+00:00 "),
        ("leading", "A blank in front.", " 2026-05-08T18:52:08+00:00"),
        ("http_date", "The form of HTTP's headers.", "Fri, 08 May 2026 18:52:08 GMT")):
    bad("time_" + id, "wrong_member_type", "eventTimestamp: " + comment, event(eventTimestamp=time), field="eventTimestamp")
for name in ("eventType", "webhookId", "clientId", "userId", "brokerageAuthorizationId", "accountId"):
    bad("number_" + name.lower(), "wrong_member_type", f"{name} is a number.", event(**{name: 7}), field=name)
bad("old_and_mistyped", "wrong_member_type", "Old as well: the member is told.", event(userId=7), now=TIME + 301, field="userId")
for id, text in (("array", "[]"), ("string", '"eventTimestamp"'), ("null", "null"), ("number", "1")):
    bad("top_" + id, "malformed_json", "Signed, but no object.", text)

# What cannot be signed at all. The signatures are those of what CPython makes of the text, where it makes something.

LAST = sign(canonical(EVENT))
bad("duplicate", "duplicate_member", "A member twice, with the same value.", BODY[:-1] + ',"userId":"user-1"}', LAST)
bad("duplicate_last_wins", "duplicate_member", "A member twice: one reader would take the first value, another the last.",
    '{"eventType":"A","eventTimestamp":"2026-05-08T18:52:08+00:00","eventType":"B"}')
bad("duplicate_escaped", "duplicate_member", "A member twice, once with an escape.", BODY[:-1] + ',"user\\u0049d":"user-1"}', LAST)
bad("duplicate_nested", "duplicate_member", "A member twice in an inner object.", BODY[:-1] + ',"details":{"a":1,"a":1}}',
    sign(canonical({**EVENT, "details": {"a": 1}})))
bad("empty", "malformed_json", "No text.", "", sign("null"))
bad("cut", "malformed_json", "The last character missing.", BODY[:-1], RIGHT)
bad("trailing", "malformed_json", "Text behind the object.", BODY + "x", RIGHT)
bad("byte_order_mark", "malformed_json", "A byte-order mark in front.", b"\xef\xbb\xbf" + BODY.encode(), RIGHT)
bad("not_utf8", "malformed_json", "A byte that is not UTF-8.", BODY.encode().replace(b"user-1", b"user-\xff"), RIGHT)
bad("nul", "malformed_json", "A NUL byte at the end.", BODY.encode() + b"\0", RIGHT)
bad("nan", "malformed_json", "NaN, which CPython reads and writes.", event(units=float("nan")))
bad("infinity", "malformed_json", "Infinity, likewise.", event(units=float("inf")))
bad("lone_surrogate", "lone_surrogate", "Half of a pair, which CPython reads and writes.", BODY[:-1] + ',"x":"\\ud800"}',
    sign(canonical({**EVENT, "x": "\ud800"})))
bad("overflow", "number_out_of_range", "1e400, which CPython reads as Infinity.", BODY[:-1] + ',"x":1e400}', sign(canonical({**EVENT, "x": float("inf")})))
bad("too_deep", "json_too_deep", "65 levels.", BODY[:-1] + ',"x":' + "[" * 64 + "]" * 64 + "}")

cases.write("webhooks.json")
