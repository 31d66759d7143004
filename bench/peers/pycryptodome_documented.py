#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a response with PyCryptodome as the API's documents do: the key is read for each response."""
import pycryptodome
import serving


def open_response(pem, text):
    return pycryptodome.open_response(pycryptodome.load(pem), text)


if __name__ == "__main__":
    serving.main(bytes, open_response)
