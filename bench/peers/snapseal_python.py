#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a response with snapseal for Python."""
import snapseal

import serving


def open_response(key, text):
    return snapseal.decrypt_response(key, text)


if __name__ == "__main__":
    serving.main(snapseal.PrivateKey.parse, open_response)
