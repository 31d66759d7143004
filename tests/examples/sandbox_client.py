# SPDX-License-Identifier: Apache-2.0
"""A partner's client in Python's standard library, by the documents alone: nothing of snapseal is in here."""

import base64
import hashlib
import hmac
import http.client
import json
import time
import urllib.parse


def canonical(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def hmac_base64(key, text):
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


class Answer:
    """`told` is what the server had said on its standard error by then."""

    def __init__(self, status, headers, body, told=""):
        self.status, self.headers, self.body, self.told = status, headers, body, told

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def reason(self):
        return self.headers.get("X-Sandbox-Reason")


class Client:
    def __init__(self, url, client_id, key_file, prefix="", told=lambda: ""):
        self.host = urllib.parse.urlsplit(url).netloc
        self.client_id, self.prefix, self.told = client_id, prefix, told
        with open(key_file, encoding="utf-8") as file:
            self.key = file.read()

    def send(self, method, target, body=None, headers=None, timeout=30):
        connection = http.client.HTTPConnection(self.host, timeout=timeout)
        try:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read(), self.told())
        finally:
            connection.close()

    def query(self, **more):
        return {"clientId": self.client_id, "timestamp": str(int(time.time())), **more}

    def call(self, method, path, body=None, *, query=None, sent_query=None, text=None, signature=None, headers=None,
             path_signed=None, timeout=30, **more):
        """A signed request. The keywords change what is sent, or what is signed."""
        path = self.prefix + path
        raw = sent_query if sent_query is not None else urllib.parse.urlencode(query or self.query(**more))
        if signature is None:
            content = {"content": body or None, "path": path_signed or path, "query": raw}
            signature = hmac_base64(self.key, canonical(content))
        if text is None:
            text = None if body is None else json.dumps(body)
        sent = {"Signature": signature, **(headers or {})}
        if text is not None:
            sent["Content-Type"] = "application/json"
            text = text.encode()
        return self.send(method, f"{path}?{raw}" if raw else path, text, sent, timeout)
