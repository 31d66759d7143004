#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a program that must end with STATUS, and compares what it prints, on standard output and standard error, with a file. "..." in
the file stands for any text within a line.

Usage: output_test.py STATUS EXPECTED PROGRAM [ARGUMENT]..."""

import pathlib
import re
import subprocess
import sys

status, expected, *command = sys.argv[1:]
wanted = pathlib.Path(expected).read_text(encoding="utf-8")
pattern = ".*".join(re.escape(part) for part in wanted.split("..."))
done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
if done.returncode != int(status) or not re.fullmatch(pattern, done.stdout):  # without DOTALL, a point matches no line feed
    sys.exit(f"status {done.returncode}, printed:\n{done.stdout}\nexpected:\n{wanted}")
