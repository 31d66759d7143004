#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A program that is killed leaves a whole file, or the one before, or none: killed_test.py PROGRAM KILLING VECTORS

KILLING (killing.c) kills it at each step in turn of those that make and change files."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

PROGRAM, KILLING, VECTORS = map(os.path.abspath, sys.argv[1:])
KEY = f"{VECTORS}/keys/rsa2048.pem"
OLD = "what was there before\n"


def fail(what):
    sys.exit(f"killed_test: {what}")


def run(arguments, folder, killed_at=None, text=None):
    environment = {**os.environ, "LD_PRELOAD": KILLING, "KILLED_AT": str(killed_at)} if killed_at else None
    return subprocess.run([PROGRAM, *arguments], cwd=folder, input=text, capture_output=True, text=True, check=False, env=environment)


def is_key(path):
    return run(["key", "public", "--key", path.name], path.parent).returncode == 0


def is_line(path):
    return path.read_text().startswith("ssh-rsa ") and path.read_text().endswith("\n")


# The command, its input, the files that it makes with what a whole one is, and whether it may write over them.
made = run(["encrypt", "--to", f"{VECTORS}/keys/rsa2048.pub"], ".", text="a plaintext of some length" * 100)
COMMANDS = [
    (["keygen", "--bits", "2048", "--no-passphrase", "--out", "made"], None, {"made": is_key, "made.pub": is_line}, False),
    (["key", "convert", "--key", KEY, "--no-passphrase", "--out", "made"], None, {"made": is_key}, False),
    (["key", "public", "--key", KEY, "--out", "made"], None, {"made": is_line}, True),
    (["decrypt", "--key", KEY, "--out", "made"], made.stdout, {"made": lambda path: path.read_text() == "a plaintext of some length" * 100}, True),
]

for arguments, text, files, may_replace in COMMANDS:
    command = " ".join(arguments[:2])
    step = 0
    while True:
        step += 1
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            if may_replace:
                for file in files:
                    (folder / file).write_text(OLD)
            done = run(arguments, folder, step, text)
            for file, is_whole in files.items():
                path = folder / file
                if path.exists() and not (is_whole(path) or (may_replace and path.read_text() == OLD)):
                    fail(f"{command}, killed at step {step}, leaves {file} with {path.read_text()[:60]!r}")
            for path in folder.iterdir():
                if path.name not in files and path.stat().st_mode & 0o077 and not path.read_text().startswith("ssh-rsa "[:path.stat().st_size]):
                    fail(f"{command}, killed at step {step}, leaves {path.name}, a secret that others can read")
            if done.returncode == 0:
                break
            if done.returncode != -signal.SIGKILL:
                fail(f"{command} ends with {done.returncode}: {done.stderr}")
    if step < 4:
        fail(f"{command} has {step} steps only: is {KILLING} loaded?")
    print(f"{command}: killed at each of {step - 1} steps, and what is left is whole")
