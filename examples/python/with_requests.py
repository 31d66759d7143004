# SPDX-License-Identifier: Apache-2.0
"""A signed request, and its encrypted answer, with requests."""
from __future__ import annotations

import requests

import snapseal

from stand_in import stand_in


def main() -> None:
    key = snapseal.PrivateKey.generate(2048)
    user = snapseal.User("me", "the user's secret")
    with stand_in("YOUR_CONSUMER_KEY", key.public_key, "eyJhbGciOiJIUzI1NiJ9.e30.x") as url:
        partner = snapseal.Partner("YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY", url)
        asked = snapseal.get_user_jwt(user)
        signed = partner.sign(asked)
        reply = requests.request(**signed.arguments, timeout=30)
        token = snapseal.read_reply(asked, reply.status_code, reply.headers, reply.content, keys=key)
        print("opened:", token.expose())


if __name__ == "__main__":
    main()
