#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program on a terminal, with a key on a token: it asks for the PIN without showing it."""

import os
import pty
import subprocess
import sys

program, failures = os.path.abspath(sys.argv[1]), 0


def on_terminal(uri, typed, **environment):
    """What the terminal showed when the PIN was asked for and `typed` was typed, and the status."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program, [program, "pubkey", "--key", uri], dict(os.environ, **environment))
    shown, asked = b"", False
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # how Linux tells the end
            break
        if not read:
            break
        shown += read
        if not asked and shown.endswith(b": "):
            asked = True
            os.write(terminal, typed)
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence)
    if not truth:
        failures += 1
        print("        found:", *found)


try:
    for descriptor in pty.openpty():
        os.close(descriptor)
except OSError as error:
    print(f"skipped: {error}")
    sys.exit(77)

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
