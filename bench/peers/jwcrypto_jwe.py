#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a JWE (RSA-OAEP, A256GCM) with python3-jwcrypto."""
from jwcrypto import jwe, jwk

import serving


def load(pem):
    return jwk.JWK.from_pem(pem)


def open_response(key, text):
    token = jwe.JWE(algs=["RSA-OAEP", "A256GCM"])
    token.deserialize(text.decode(), key)
    return token.payload


if __name__ == "__main__":
    serving.main(load, open_response)
