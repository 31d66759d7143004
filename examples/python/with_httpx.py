# SPDX-License-Identifier: Apache-2.0
"""A signed request, and its encrypted answer, with httpx, asynchronously."""
from __future__ import annotations

import asyncio

import httpx

import snapseal

from stand_in import stand_in


async def main() -> None:
    key = snapseal.PrivateKey.generate(2048)
    user = snapseal.User("me", "the user's secret")
    with stand_in("YOUR_CONSUMER_KEY", key.public_key, "eyJhbGciOiJIUzI1NiJ9.e30.x") as url:
        partner = snapseal.Partner("YOUR_CLIENT_ID", "YOUR_CONSUMER_KEY", url)
        asked = snapseal.get_user_jwt(user)
        signed = partner.sign(asked)
        async with httpx.AsyncClient() as client:
            reply = await client.request(signed.method, signed.url, headers=signed.headers, content=signed.body)
        token = snapseal.read_reply(asked, reply.status_code, reply.headers, reply.content, keys=key)
        print("opened:", token.expose())


if __name__ == "__main__":
    asyncio.run(main())
