#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/verification.md is true: each command of it finds tests or is a script that is there, and its tables name all fuzz targets."""
import pathlib
import re
import subprocess
import sys

root, build, tests = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
page = (root / "docs/verification.md").read_text(encoding="utf-8")
commands = [command.replace("\\|", "|") for row in page.splitlines() if row.startswith("| ") for command in re.findall(r"`((?:ctest|build|scripts)[^`]*)`", row)]
faults, checked = [], 0


def output_of(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


for command in commands:
    checked += 1
    if command.startswith("ctest "):
        pattern = re.search(r"-R '?([^']+)'?$", command)[1]
        found = re.search(r"Total Tests: (\d+)", output_of("ctest", "--test-dir", build, "-N", "-R", pattern))
        if not found or int(found[1]) == 0:
            faults.append(f"finds no test: {command}")
    elif command.startswith("build/"):
        spec = re.search(r'"(.+)"$', command)[1]
        found = re.search(r"^(\d+) (?:matching )?test cases?", output_of(tests, "--list-tests", spec), re.MULTILINE)
        if not found or int(found[1]) == 0:
            faults.append(f"finds no test: {command}")
    elif not (root / command.split()[0]).exists():
        faults.append(f"is not there: {command}")

targets = {path.stem for path in (root / "tests/fuzz").glob("*.cpp")} - {"replay"}
named = set(re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in page.split("## Fuzzing")[1].splitlines() if row.startswith("| `"))))
if targets != named:
    faults.append(f"fuzz targets: {targets ^ named}")

print("\n".join(faults))
print(f"{checked} commands checked, {len(faults)} faults")
sys.exit(1 if faults or checked < 20 else 0)
