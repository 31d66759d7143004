#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The examples in the help of each command can be pasted as they stand: they are run here, by sh."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import example_files

program, faults, ran = os.path.abspath(sys.argv[1]), [], 0
MAKES_KEYS = ("", "key", "key generate", "keygen")  # these begin in an empty folder
MAY_FAIL = {"explain": 7, "webhook": 7, "webhook verify": 7}  # the signature in the example is of nobody's content


def run(folder, *words, data=""):
    return subprocess.run([program, *words], cwd=folder, input=data, capture_output=True, text=True, check=True).stdout


def commands_below(words):
    text = run(".", *words, "--help")
    yield " ".join(words), text
    for name in re.findall(r"^  ([a-z][a-z-]*)(?:  |\n)", text.split("\nOptions:\n")[0], re.MULTILINE):
        yield from commands_below([*words, name])


def examples_in(text):
    """The lines after "Example:", where a backslash at the end goes on in the next."""
    found = re.search(r"^Examples?:\n((?:  .*\n)+)", text, re.MULTILINE)
    joined = found[1].replace("\\\n", " ") if found else ""
    return [line.strip() for line in joined.splitlines() if line.strip()]


os.umask(0o077)
for command, text in commands_below([]):
    lines = examples_in(text)
    if len(lines) < 2:
        faults.append(f"{command}: fewer than two examples")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        example_files.prepare_passphrase(folder)
        if lines and command not in MAKES_KEYS:
            example_files.prepare(program, folder, command.split()[-1])
        for line in lines:
            ran += 1
            for made in folder.glob("link.txt"), folder.glob("user-secret.txt"), folder.glob("jwt.txt"):
                for file in made if command.startswith("reply") else ():
                    file.unlink()
            done = example_files.run_line(program, folder, line)
            if done.returncode not in (0, MAY_FAIL.get(command, 0)) or "usage:" in done.stderr:
                faults.append(f"{command}: {line}\n{done.stderr}")

print("\n".join(faults))
print(f"{ran} examples run, {len(faults)} faults")
sys.exit(1 if faults or ran < 60 else 0)
