#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program on a terminal, with a key on a token: it asks for the PIN without showing it."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import Terminal, skip_without_terminals

program, failures = os.path.abspath(sys.argv[1]), 0


def on_terminal(uri, typed, **environment):
    """What the terminal showed when the PIN was asked for and `typed` was typed, and the status."""
    terminal, asked = Terminal(), False
    process = terminal.start([program, "pubkey", "--key", uri], env=dict(os.environ, **environment))

    def answer(_):
        nonlocal asked
        if not asked and terminal.shown.endswith(b": "):
            asked = True
            terminal.type(typed)

    status = terminal.follow(process, answer)
    terminal.close()
    return terminal.shown.decode(), status


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence)
    if not truth:
        failures += 1
        print("        found:", *found)


skip_without_terminals()
key = "pkcs11:token=main%20token;object=rsa2048?module-path="
shown, status = on_terminal(key + os.environ["SNAPSEAL_SOFTHSM"], b"1234\n")
check("the PIN is asked for by the token's name, and opens the key",
      shown.startswith("PIN of the token main token: \r\nssh-rsa ") and status == 0, shown, status)
shown, status = on_terminal(key + os.environ["SNAPSEAL_SOFTHSM"], b"9876\n")
check("a wrong PIN ends with status 4, and is not shown",
      "wrong_pin" in shown and "9876" not in shown and status == 4, shown, status)
shown, status = on_terminal(key + os.environ["SNAPSEAL_SOFTHSM"], b"\n")
check("an empty line is no PIN", "pin_required" in shown and status == 4, shown, status)
shown, status = on_terminal(key + os.environ["SNAPSEAL_FAULTY_MODULE"], b"1234\n", FAULT_TOKEN_FLAGS=str(0x20000))
check("the last try is told before it is made",
      shown.startswith("PIN of the token main token (the last try before it locks): ") and status == 0, shown, status)
shown, status = on_terminal(key + os.environ["SNAPSEAL_SOFTHSM"] + "&pin-source=/dev/null", b"")
check("nothing is asked if the URI names a file", "pin_required" in shown and status == 4, shown, status)
sys.exit(1 if failures else 0)
