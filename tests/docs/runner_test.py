#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""vectors/run.py passes with the functions that are beside it, and fails if one of them answers wrong.

Usage: runner_test.py ROOT. Exit status 77: python3-cryptography is missing."""

import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile

vectors = pathlib.Path(sys.argv[1]).resolve() / "vectors"
if not importlib.util.find_spec("cryptography"):
    print("python3-cryptography is not installed")
    sys.exit(1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77)
faults = []


def run(answers, *files):
    """The runner with other functions, for these files or all: (status, what it printed)."""
    with tempfile.TemporaryDirectory() as folder:
        for path in [*vectors.glob("*.json"), vectors / "keys", vectors / "foreign", vectors / "run.py"]:
            os.symlink(path, pathlib.Path(folder, path.name))
        pathlib.Path(folder, "run.py").unlink()
        pathlib.Path(folder, "run.py").write_text((vectors / "run.py").read_text())
        pathlib.Path(folder, "answers.py").write_text(answers)
        done = subprocess.run([sys.executable, "-B", "run.py", *files], cwd=folder, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


good = (vectors / "answers.py").read_text()
status, shown = run(good)
right = sum(int(count) for count in re.findall(r"(\d+) right", shown))
refused = sum(int(count) for count in re.findall(r"(\d+) refused", shown))
short = sum(int(count) for count in re.findall(r"(\d+) too short", shown))
print(shown)
if status or "WRONG" in shown or right < 680 or refused < 1500 or short > 100:
    faults.append(f"status {status}: {right} right, {refused} refused, {short} too short")
if len((vectors / "run.py").read_text().splitlines()) > 90:
    faults.append("run.py: more than 90 lines")

# Each of these faults is found.
for file, old, new in (("messages", "[:2 if legacy_nonce and len(nonce) == 15 else 1]", "[:1]"), ("messages", "[:2 if legacy_nonce and", "[:2 if"),
                       ("messages", "12  # of this", "13  # of this"), ("foreign/responses", "12  # of this", "13  # of this"),
                       ("canonical_json", "sort_keys=True", "sort_keys=False"), ("signatures", "if content == {} ", "if False "),
                       ("envelopes", "        raise ValueError(\"invalid_base64\")", "        pass"), ("shared_keys", "(16, 24, 32)", "(16, 32)"),
                       ("envelopes", "raise ValueError(\"duplicate_member\")", "pass"), ("envelopes", "    return parts\n", "    return parts[::-1]\n")):
    status, shown = run(good.replace(old, new), file)
    if old not in good or status != 1 or "WRONG" not in shown:
        faults.append(f"{file}: not found, with status {status}: {new}")

print("\n".join(faults))
sys.exit(bool(faults))
