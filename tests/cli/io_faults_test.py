#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the program does where reading and writing go wrong: io_faults_test.py PROGRAM IO_FAULTS VECTORS

Short and interrupted reads and writes change nothing. What fails is told with exit status 6, and leaves no file, or the one before."""
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, FAULTS, VECTORS = map(os.path.abspath, sys.argv[1:])
KEY = f"{VECTORS}/keys/rsa2048.pem"
TEXT = "a plaintext of some length" * 40
OLD = "what was there before\n"
EXIT_SYSTEM = 6
checked = 0


def fail(what):
    sys.exit(f"io_faults_test: {what}")


def run(arguments, folder, fault=None, text=None):
    environment = {**os.environ, "LD_PRELOAD": FAULTS, "IO_FAULT": fault} if fault else None
    return subprocess.run([PROGRAM, *arguments], cwd=folder, input=text, capture_output=True, text=True, check=False, env=environment)


RESPONSE = run(["encrypt", "--to", f"{VECTORS}/keys/rsa2048.pub"], ".", text=TEXT).stdout
LINES = "".join(f'{{"id":{number},{RESPONSE.strip()[1:]}\n' for number in range(5))
# The command, what it reads, and the file that it makes, if it does.
COMMANDS = [
    (["decrypt", "--key", KEY], RESPONSE, None),
    (["decrypt", "--key", KEY, "response.json"], None, None),
    (["decrypt", "--key", KEY, "--ndjson"], LINES, None),
    (["decrypt", "--key", KEY, "--out", "made"], RESPONSE, "made"),
    (["key", "public", "--key", KEY, "--out", "made"], None, "made"),
    (["key", "convert", "--key", KEY, "--no-passphrase", "--out", "made"], None, "made"),
    (["key", "inspect", KEY], None, None),
    (["inspect"], RESPONSE, None),
]


def in_folder(arguments, text, made, fault, old=None):
    """(how it ended, what is in the file that it makes)"""
    global checked
    checked += 1
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "response.json").write_text(RESPONSE)
        if old is not None:
            (folder / made).write_text(old)
        done = run(arguments, folder, fault, text)
        content = (folder / made).read_text() if made and (folder / made).exists() else None
        left = sorted(path.name for path in folder.iterdir() if path.name not in ("response.json", made))
        if left:
            fail(f"{arguments} with {fault} leaves {left}")
        return done, content


for arguments, text, made in COMMANDS:
    good, content = in_folder(arguments, text, made, None)
    if good.returncode != 0:
        fail(f"{arguments}: {good.stderr}")
    for fault in ("short", "eintr"):
        done, same = in_folder(arguments, text, made, fault)
        if (done.returncode, done.stdout, same) != (good.returncode, good.stdout, content):
            fail(f"{arguments} with {fault}: {done.returncode} {done.stderr}")
    done, _ = in_folder(arguments, text, made, "read")
    if done.returncode != EXIT_SYSTEM or "cannot read" not in done.stderr or done.stdout:
        fail(f"{arguments} with read: {done.returncode} {done.stderr}")
    if made:
        replaces = "convert" not in arguments
        for fault in ("write", "fsync", "close"):
            for old in (None, OLD) if replaces else (None,):
                done, left = in_folder(arguments, text, made, fault, old)
                if done.returncode != EXIT_SYSTEM or f"cannot write {made}" not in done.stderr or left != old:
                    fail(f"{arguments} with {fault} leaves {left!r}: {done.returncode} {done.stderr}")
        done, same = in_folder(arguments, text, made, "link")
        if done.returncode != 0 or same != content:
            fail(f"{arguments} without links: {done.returncode} {done.stderr}")
print(f"{checked} runs with short, interrupted and failing reads and writes were as they must")
