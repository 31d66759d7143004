#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The manual pages: whole, clean by mandoc, with all options of the program, and with examples that run."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import example_files

program, sources, pages = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
sandbox = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None  # its page is written by hand
OTHERS = {"ssh-keygen", "openssl", "openssl-pkey", "curl", "bash", "zsh", "fish"}  # pages of other packages
MAY_FAIL = ("snapseal explain ", "snapseal webhook ")  # the signature in the example is of nobody's content
faults, ran = [], 0
os.umask(0o077)

if shutil.which("mandoc") is None:
    print("not there: mandoc")
    sys.exit(1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77)


def text_of(page):
    return subprocess.run(["mandoc", "-Tutf8", "-Owidth=900", page], capture_output=True, text=True, check=True).stdout.replace("\u2011", "-")


def unstruck(text):
    return re.sub(".\b", "", text)


def commands_below(words):
    text = subprocess.run([program, *words, "--help"], capture_output=True, text=True, check=True).stdout
    yield words, text
    for name in re.findall(r"^  ([a-z][a-z-]*)(?:  |\n)", text.split("\nOptions:\n")[0], re.MULTILINE):
        yield from commands_below([*words, name])


def examples_of(source):
    section = re.search(r"^# EXAMPLES\n(.*?)(?=^# )", source, re.MULTILINE | re.DOTALL)
    return re.findall(r"^```\n(.*?)^```\n", section[1], re.MULTILINE | re.DOTALL) if section else []


texts = {page.name: unstruck(text_of(page)) for page in pages.glob("*.1")}
for page in sorted(pages.glob("*.1")):
    lint = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True, check=False).stdout
    if lint:
        faults.append(f"mandoc complains of {page.name}: {lint}")
    for name in re.findall(r"([a-z-]+)\(1\)", texts[page.name]):
        if f"{name}.1" not in texts and name not in OTHERS:
            faults.append(f"{page.name} names a page that is not there: {name}(1)")
    for line in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
        if not re.search(f"^{line}", texts[page.name], re.MULTILINE):
            faults.append(f"{page.name} has no section {line}")
    for name in re.findall(r"\bSNAPSEAL_[A-Z_]+", texts[page.name]):
        if f'"{name}"'.encode() not in pathlib.Path(program).read_bytes() and name.encode() not in pathlib.Path(program).read_bytes():
            faults.append(f"{page.name} names {name}, which the program does not know")

for words, text in commands_below([]):
    name = "-".join(["snapseal", *words[:1]]) + ".1"
    if words[:1] == ["help"]:
        continue
    if name not in texts:
        faults.append(f"there is no page {name}")
        continue
    flat = " ".join(texts[name].split())
    sections, last = text.split("\nOptions:\n")
    for line in re.findall(r"^ {2,6}(-.*)$", sections + "\n" + last.split("\n\n")[0], re.MULTILINE):
        names = re.split(r"  +", line)[0]
        if names not in flat and not words == []:
            faults.append(f"{name} does not have {names}")
        for option in re.findall(r"--[a-z0-9-]+", names):
            if option not in flat:
                faults.append(f"{name} does not have {option}")

if sandbox:
    flat = " ".join(texts["snapseal-sandbox.1"].split())
    text = subprocess.run([sandbox, "--help"], capture_output=True, text=True, check=True).stdout
    entries = re.findall(r"^ {2,6}(-(?:.|\n {10,})*)$", text.split("\n\nIt listens")[0], re.MULTILINE)
    for entry in entries:
        words = " ".join(entry.split())
        if words not in flat:
            faults.append(f"snapseal-sandbox.1 does not have: {words}")
    if len(entries) < 15:
        faults.append("the sandbox's options were not found")

for source in sorted(sources.glob("*.scd")):
    if not sandbox and source.name == "snapseal-sandbox.1.scd":
        continue
    examples = examples_of(source.read_text())
    if len(examples) < 2:
        faults.append(f"{source.name}: fewer than two examples")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        example_files.prepare_passphrase(folder)
        example_files.prepare(program, folder, "login-user" if source.name.startswith("snapseal-reply") else "")
        for example in examples:
            ran += 1
            done = example_files.run_line(program, folder, example, sandbox)
            if done.returncode not in (0, 7 if example.startswith(MAY_FAIL) else 0) or "usage:" in done.stderr:
                faults.append(f"{source.name}: {example}{done.stderr}")

print("\n".join(faults))
print(f"{len(texts)} pages, {ran} examples run, {len(faults)} faults")
sys.exit(1 if faults or len(texts) < 14 or ran < 28 else 0)
