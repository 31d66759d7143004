#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program asks for the passphrase of a new key on a terminal: twice, and an empty one is none."""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

program, failures = os.path.abspath(sys.argv[1]), 0


def on_terminal(folder, arguments, answers):
    """Runs the program with its standard streams on a terminal of its own, and gives each question the next answer:
    (status, what was shown, how many answers were taken)."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execv(program, [program, *arguments])
    shown, taken, since, end = b"", 0, 0, time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            shown += data
        elif taken < len(answers) and re.search(rb"Passphrase [^\n]*: $", shown[since:]):
            os.write(terminal, answers[taken] + b"\n")
            taken, since = taken + 1, len(shown)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    return status, shown, taken


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence)
    if not truth:
        failures += 1
        print("        found:", *found)


def opens(folder, name, passphrase):
    return subprocess.run(["openssl", "pkey", "-in", name, "-passin", "pass:" + passphrase, "-noout"], cwd=folder,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def first_line(folder, name):
    with open(os.path.join(folder, name), encoding="ascii") as file:
        return file.readline().strip()


ENCRYPTED, PLAIN = "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----"


def main():
    try:
        for descriptor in pty.openpty():
            os.close(descriptor)
    except OSError as error:
        print(f"skipped: {error}")
        return 77
    os.umask(0o077)
    with tempfile.TemporaryDirectory() as folder:
        generate = ["key", "generate", "--bits", "2048", "--out"]
        status, shown, taken = on_terminal(folder, [*generate, "a"], [b"open sesame", b"open sesame"])
        check("a new key is encrypted with what was typed twice",
              (status, taken) == (0, 2) and first_line(folder, "a") == ENCRYPTED and opens(folder, "a", "open sesame"), status, shown)
        check("what is typed is not shown", b"sesame" not in shown, shown)

        status, shown, taken = on_terminal(folder, [*generate, "b"], [b""])
        check("an empty passphrase is none, and is not asked for again",
              (status, taken) == (0, 1) and first_line(folder, "b") == PLAIN and b"not encrypted" in shown, status, shown)

        status, shown, taken = on_terminal(folder, [*generate, "c"], [b"one", b"two", b"three", b"three"])
        check("it is asked for again if the two are not the same", (status, taken) == (0, 4) and opens(folder, "c", "three"), status, shown)

        status, shown, taken = on_terminal(folder, [*generate, "d"], [b"1", b"2", b"3", b"4", b"5", b"6"])
        check("after three times it fails, and nothing is written", (status, taken) == (4, 6) and not os.path.exists(f"{folder}/d"), status, shown)

        for words in (["--no-passphrase"], ["-N", ""]):
            name = "e" + str(len(words))
            status, shown, taken = on_terminal(folder, [*generate, name, *words], [b"x", b"x"])
            check(f"nothing is asked with {words}", (status, taken) == (0, 0) and first_line(folder, name) == PLAIN, status, shown)

        status, shown, taken = on_terminal(folder, ["key", "convert", "a", "-o", "f", "-m", "openssh"], [b"open sesame", b"new", b"new"])
        check("what was encrypted is converted with a new passphrase", (status, taken) == (0, 3) and subprocess.run(
            ["ssh-keygen", "-y", "-P", "new", "-f", "f"], cwd=folder, capture_output=True, check=False).returncode == 0, status, shown)

        status, shown, taken = on_terminal(folder, ["key", "convert", "b"], [])
        check("a private key is not shown on a terminal", status == 2 and b"BEGIN" not in shown, status, shown)

        status, shown, taken = on_terminal(folder, ["reply", "register-user", "--secret-out", "/dev/tty"], [])
        check("a secret cannot be sent to the terminal", status == 6, status, shown)
    return 1 if failures else 0


sys.exit(main())
