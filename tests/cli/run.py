#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs command scripts: what a person could type, and what must come of it.

    $ COMMAND          run by sh, in a folder of its own; `snapseal` is the program under test
    > LINE             a line of standard output, in order, all of them
    ! LINE             a line of standard error, likewise
    ? STATUS           the exit status, 0 if not said
    # COMMENT

`...` in an expected line stands for any text. No > lines mean that nothing may be printed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile


def matches(pattern, line):
    parts = pattern.split("...")
    return re.fullmatch(".*".join(re.escape(part) for part in parts), line) is not None


def parse(path):
    """The steps of a script: (line number, command, stdout lines, stderr lines, status)."""
    steps = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            mark, text = line[:2], line[2:]
            if mark == "$ ":
                steps.append([number, text, [], [], 0])
            elif mark in ("> ", ">"):
                steps[-1][2].append(text)
            elif mark in ("! ", "!"):
                steps[-1][3].append(text)
            elif mark == "? ":
                steps[-1][4] = int(text)
            elif line and not line.startswith("#"):
                raise SystemExit(f"{path}:{number}: not a line of a script: {line}")
    return steps


def same(expected, found):
    return len(expected) == len(found) and all(map(matches, expected, found))


def run_script(path, environment):
    failures = 0
    steps = parse(path)
    if not steps:
        raise SystemExit(f"{path}: no commands")
    with tempfile.TemporaryDirectory() as folder:
        for number, command, out, err, status in steps:
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, timeout=120,
                                  stdin=subprocess.DEVNULL, capture_output=True,
                                  start_new_session=True)  # no terminal to ask on
            found_out = done.stdout.decode("utf-8", "replace").splitlines()
            found_err = done.stderr.decode("utf-8", "replace").splitlines()
            if same(out, found_out) and same(err, found_err) and status == done.returncode:
                continue
            failures += 1
            print(f"{path}:{number}: $ {command}")
            for name, expected, found in (("stdout", out, found_out), ("stderr", err, found_err),
                                          ("status", status, done.returncode)):
                if name == "status" and expected != found or name != "status" and not same(expected, found):
                    print(f"  {name} expected: {expected}\n  {name} found:    {found}")
    return len(steps), failures


def private_copy(source, target):
    shutil.copyfile(source, target)
    os.chmod(target, 0o600)
    return target


def main():
    program, vectors, *scripts = sys.argv[1:]
    steps = failures = 0
    with tempfile.TemporaryDirectory() as folder:
        # A copy that nobody else can read, as the program wants private keys to be.
        private = os.path.join(folder, "vectors")
        shutil.copytree(vectors, private, copy_function=private_copy)
        environment = dict(os.environ, LC_ALL="C", VECTORS=private,
                           PATH=os.path.dirname(os.path.abspath(program)) + ":" + os.environ["PATH"])
        for script in scripts:
            ran, failed = run_script(os.path.abspath(script), environment)
            steps, failures = steps + ran, failures + failed
    print(f"{steps - failures} passed, {failures} failed")
    return 1 if failures or not steps else 0


sys.exit(main())
