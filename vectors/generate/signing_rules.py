# SPDX-License-Identifier: Apache-2.0
"""What must be signed, by CPython's own json and hmac modules."""

import base64
import hashlib
import hmac
import json
import math
import re
import sys

DEPTH_MAX = 64
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class Refused(Exception):
    """Its text is the name of the error."""


def _pairs(members):
    for name, _ in members:
        _check_text(name)
    if len(dict(members)) != len(members):
        raise Refused("duplicate_member")
    return dict(members)


def _check_text(text):
    if re.search("[\ud800-\udfff]", text):
        raise Refused("lone_surrogate")


def _real(text):
    value = float(text)
    if math.isinf(value):
        raise Refused("number_out_of_range")
    return value


def _constant(_):
    raise Refused("malformed_json")


def _check(value, depth=0):
    if isinstance(value, str):
        _check_text(value)
    if isinstance(value, (dict, list)):
        if depth == DEPTH_MAX:
            raise Refused("json_too_deep")
        for item in value.values() if isinstance(value, dict) else value:
            _check(item, depth + 1)


def parse(data):
    """The value of a JSON text (bytes). Raises Refused."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_pairs, parse_float=_real, parse_constant=_constant)
    except ValueError:
        raise Refused("malformed_json") from None
    _check(value)
    return value


def dump(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def canonical_json(data):
    return dump(parse(data))


def canonical_content(path, query, body):
    content = parse(body.encode()) if body else None
    return dump({"content": None if content == {} else content, "path": path, "query": query})


def sign(key, text, hash=hashlib.sha256):
    text = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return base64.b64encode(hmac.new(key if isinstance(key, bytes) else key.encode(), text, hash).digest()).decode()
