#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program on a terminal: it asks for a passphrase without showing it, and ends a line."""

import os
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import Terminal, skip_without_terminals

program, failures = os.path.abspath(sys.argv[1]), 0


def on_terminal(arguments, typed, folder, stdout_on_terminal=False, kill=None):
    """Runs the program with a terminal of its own, types once it asks, and gives what came of it:
    what the terminal showed, standard output, the status, and whether echo was on at the end."""
    terminal, asked = Terminal(), False
    process = terminal.start([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                             **({} if stdout_on_terminal else {"stdout": subprocess.PIPE}))

    def answer(_):
        nonlocal asked
        if not asked and b"Passphrase of " in terminal.shown and terminal.shown.endswith(b": "):
            asked = True
            terminal.type(typed)
            if kill:
                time.sleep(0.2)
                process.send_signal(kill)

    status = terminal.follow(process, answer)
    echo = terminal.echo()
    output = process.stdout.read() if process.stdout else b""
    terminal.close()
    return terminal.shown, output, status, echo


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence)
    if not truth:
        failures += 1
        print("        found:", *found)


def main():
    skip_without_terminals()
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments, data=None):
            return subprocess.run([program, *arguments], cwd=folder, input=data, check=True,
                                  capture_output=True).stdout

        os.umask(0o077)
        with open(f"{folder}/pass", "w", encoding="utf-8") as file:
            file.write("pässwörd\n")
        run("keygen", "--out", "k", "--bits", "2048", "--passphrase-file", "pass")
        response = run("encrypt", "--to", "k.pub", data=b"the plaintext")
        with open(f"{folder}/r.json", "wb") as file:
            file.write(response)
        decrypt = ["decrypt", "--key", "k", "r.json"]

        shown, output, status, echo = on_terminal(decrypt, "pässwörd\n".encode(), folder)
        check("the passphrase is asked for and opens the key", (output, status) == (b"the plaintext", 0),
              shown, output, status)
        check("what is typed is not shown", b"rd" not in shown.replace(b"Passphrase", b""), shown)
        check("the echo is on again", echo)

        shown, output, status, echo = on_terminal(decrypt, "wrong\x15pässwörx\x7fd\n".encode(), folder)
        check("Ctrl-U and backspace correct what is typed", (output, status) == (b"the plaintext", 0),
              shown, output, status)

        shown, output, status, echo = on_terminal(decrypt, b"wrong\n", folder)
        check("a wrong passphrase ends with status 4 and no output",
              (output, status) == (b"", 4) and b"wrong_passphrase" in shown, shown, output, status)

        shown, output, status, echo = on_terminal(decrypt, b"half\x03", folder)
        check("Ctrl-C ends the program by SIGINT, as a shell expects, and without output",
              (output, status) == (b"", -signal.SIGINT), shown, status)
        check("the echo is on again after Ctrl-C", echo)

        shown, output, status, echo = on_terminal(decrypt, b"\x04", folder)
        check("Ctrl-D ends with status 4 and no output", (output, status) == (b"", 4), shown, status)

        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            shown, output, status, echo = on_terminal(decrypt, b"half", folder, kill=number)
            check(f"{number.name} ends the program by that signal, and the echo is on again",
                  (output, status, echo) == (b"", -number, True), shown, output, status, echo)

        for command in (["key", "inspect", "k"], ["inspect", "k"]):
            shown, output, status, echo = on_terminal(command, "pässwörd\n".encode(), folder)
            check(f"{command[0]} asks for the passphrase of a key that tells its size with it alone",
                  status == 0 and b"2048 bits" in output and b"SHA256:" in output, shown, output, status)
        shown, output, status, _ = on_terminal(["key", "inspect", "k"], b"\n", folder)
        check("nothing typed is an answer, too: what the file tells without it",
              status == 0 and b"encrypted:   PBES2" in output and b"--passphrase-file FILE tells them" in output, shown, output, status)
        shown, output, status, _ = on_terminal(["key", "inspect", "k"], b"wrong\n", folder)
        check("a wrong one ends with status 4", (output, status) == (b"", 4), shown, output, status)
        run("key", "convert", "k", "--passphrase-file", "pass", "--new-passphrase-file", "pass", "--format", "openssh", "--out", "ossh")
        shown, output, status, _ = on_terminal(["key", "inspect", "ossh"], b"", folder)
        check("nobody is asked where the file tells all", status == 0 and b"Passphrase" not in shown and b"2048 bits" in output, shown, output, status)

        shown, _, status, _ = on_terminal(decrypt, b"x" * 2000 + b"\n", folder)
        check("a passphrase that is too long is refused",
              status == 4 and b"longer than 1024" in shown, shown, status)

        shown, _, status, _ = on_terminal(decrypt, "pässwörd\n".encode(), folder, True)
        check("a line feed ends the plaintext on a terminal",
              status == 0 and shown.endswith(b"the plaintext\r\n"), shown, status)

        odd = b"a\x1b]52;c;eA==\x07\x7f\xc2\x9b\x9b\xe2\x80\xae\xe2\x80\xa8\rb\r\n\t\xc3\xa9\xf0\x9f\x98\x80\xed\xa0\x80\\\n"
        with open(f"{folder}/odd.json", "wb") as file:
            file.write(run("encrypt", "--to", "k.pub", data=odd))
        of_odd = ["decrypt", "--key", "k", "odd.json"]
        shown, _, status, _ = on_terminal(of_odd, "pässwörd\n".encode(), folder, True)
        check("a terminal is shown what would control it as escapes",
              status == 0 and shown.endswith(b"\r\na\\x1b]52;c;eA==\\x07\\x7f\\u009b\\x9b\\u202e\\u2028\\rb\r\r\n\t"
                                             + "é😀".encode() + b"\\xed\\xa0\\x80\\\r\n"), shown, status)
        shown, _, status, _ = on_terminal([*of_odd, "--raw"], "pässwörd\n".encode(), folder, True)
        check("--raw shows a terminal all bytes", status == 0 and shown.endswith(odd.replace(b"\n", b"\r\n")), shown)
        for raw in ([], ["--raw"]):
            _, output, status, _ = on_terminal([*of_odd, *raw], "pässwörd\n".encode(), folder)
            check("a pipe gets all bytes as they are", (output, status) == (odd, 0), output, status)

        name = "k\x1b[2J\u009b\u202e\n"
        os.rename(f"{folder}/k", f"{folder}/{name}")
        shown, _, status, _ = on_terminal(["pubkey", "--key", name], "pässwörd\n".encode(), folder)
        check("what asks for the passphrase shows a file's name with escapes",
              status == 0 and shown == b"Passphrase of k\\x1b[2J\\u009b\\u202e\\n (PKCS#8): \r\n", shown, status)
        os.rename(f"{folder}/{name}", f"{folder}/k")

        with open(f"{folder}/many", "wb") as file:
            file.write((response.rstrip() + b"\n") * 30)
        lines = ["decrypt", "--key", "k", "--ndjson", "--threads", "2", "many"]
        shown, output, status, _ = on_terminal(lines, "pässwörd\n".encode(), folder)
        check("the passphrase is asked for once, for all lines",
              (output.count(b'"plaintext":"the plaintext"'), status) == (30, 0)
              and shown.count(b"Passphrase of ") == 1, shown, output, status)
        check("how far it is is told in one line, which is taken away at the end",
              b" responses" in shown and b"\n" not in shown[shown.index(b" responses"):]
              and shown.endswith(b"\r\x1b[K"), shown)

        shown, output, status, _ = on_terminal([*lines, "--quiet"], "pässwörd\n".encode(), folder)
        check("--quiet tells nothing of it", output.count(b"\n") == 30 and b" responses" not in shown, shown)

        shown, _, status, _ = on_terminal(lines, "pässwörd\n".encode(), folder, True)
        check("nothing runs into the lines if they go to the terminal",
              shown.count(b'"key_index":0}\r\n') == 30 and b" responses" not in shown, shown)
    return 1 if failures else 0


sys.exit(main())
