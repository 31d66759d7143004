# SPDX-License-Identifier: Apache-2.0
"""Signs requests and checks webhooks."""
import base64
import hashlib
import hmac
import json
from urllib.parse import quote, urlencode, urlsplit


def canonical(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def signature(consumer_key, text):
    return base64.b64encode(hmac.new(consumer_key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def sign(consumer_key, path, query, body=None):
    """`path` and `query` as they are sent; `body` is a value, and `None` if there is none."""
    return signature(consumer_key, canonical({"content": None if body == {} else body, "path": path, "query": query}))


def request(base, client_id, consumer_key, path, timestamp, parameters=(), body=None):
    """(URL, headers, body): send exactly these, by any method."""
    query = urlencode([("clientId", client_id), *parameters, ("timestamp", timestamp)], quote_via=quote, safe="")
    headers = {"Accept": "application/json", "Signature": sign(consumer_key, urlsplit(base).path + path, query, body)}
    if body is not None:
        headers["Content-Type"] = "application/json"
    return f"{base}{path}?{query}", headers, None if body is None else canonical(body).encode()


def is_genuine(consumer_key, webhook_body, given):
    """`webhook_body` is the text as it came, `given` the header `Signature`. Whether it is too old is yours to check."""
    return hmac.compare_digest(signature(consumer_key, canonical(json.loads(webhook_body))).encode(), given.encode())
