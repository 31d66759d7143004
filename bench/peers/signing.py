#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signs a request of 350 bytes: `signing.py snapseal|stdlib`; prints the signature, or serves as opening peers do."""
import base64
import hashlib
import hmac
import json
import sys

import serving

KEY, PATH = "YOUR_CONSUMER_KEY", "/api/v1/snapTrade/login"
QUERY = "clientId=PARTNERTEST&timestamp=1795314669&userId=a-user-of-ours&userSecret=00000000-0000-4000-8000-000000000000"
BODY = {"broker": "ALPACA", "connectionPortalVersion": "v4", "connectionType": "trade", "customRedirect": "https://partner.example/done",
        "immediateRedirect": True, "reconnect": "8b5f262d-4bb9-365d-888a-202bd3b15fa1"}


def signer(who):
    if who == "snapseal":
        import snapseal
        key, body = snapseal.ConsumerKey(KEY), json.dumps(BODY)
        return lambda: snapseal.sign(key, PATH, QUERY, body)

    def sign():
        """As the API's documents do."""
        content = json.dumps({"content": BODY, "path": PATH, "query": QUERY}, separators=(",", ":"), sort_keys=True)
        return base64.b64encode(hmac.new(KEY.encode(), content.encode(), hashlib.sha256).digest()).decode()
    return sign


if __name__ == "__main__":
    sign = signer(sys.argv[1])
    if sys.argv[2:] == ["--serve"]:
        serving.serve(sign)
    else:
        print(sign(), end="")
