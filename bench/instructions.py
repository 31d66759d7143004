#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions of the hot paths under valgrind --tool=callgrind, and holds them against bench/instructions.json.

Usage: instructions.py snapseal_instructions instructions.json [--record]

Fails if a count rose by more than 3 %. Counts of another compiler, Botan, libc or processor family are not comparable:
a machine without a record passes, and says so.
"""
import argparse
import json
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

RISE_MAX = 0.03
RECORD_COMMAND = "scripts/bench instructions --record"
# The library may not choose its code by what else happens to be in the environment.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def count(program):
    """{name: instructions}."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", program],
            env=ENVIRONMENT, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"{program} failed under valgrind:\n{run.stderr}")
        return dict(sorted(filter(None, (read_dump(path.read_text()) for path in pathlib.Path(folder).iterdir()))))


def read_dump(text):
    """(name, instructions) of one dump of callgrind; none for that of the program's end."""
    name = re.search(r"^desc: Trigger: Client Request: (.+)$", text, re.MULTILINE)
    total = re.search(r"^totals: (\d+)", text, re.MULTILINE)
    return (name[1], int(total[1])) if name and total else None


def toolchain(program):
    """What the counts depend on, apart from our code."""
    libraries = subprocess.run([program, "toolchain"], capture_output=True, text=True, check=True).stdout.strip()
    valgrind = subprocess.run(["valgrind", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{libraries}, {valgrind}, {platform.machine()}{instruction_set()}"


def instruction_set():
    """valgrind's processor has AVX2 or not, as the real one has; nothing else differs."""
    try:
        flags = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return ""
    return "-avx2" if re.search(r"^flags\s*:.*\bavx2\b", flags, re.MULTILINE) else ""


def judge(recorded, counted):
    """(lines, failed): how each count stands to its record."""
    lines, rises, falls = [], [], []
    for name in sorted(recorded.keys() | counted.keys()):
        before, now = recorded.get(name), counted.get(name)
        if before is None or now is None:
            lines.append(f"  {name:28} {'not recorded' if before is None else 'gone'}")
            (falls if now is not None else rises).append(name)
            continue
        change, bound = now - before, before * RISE_MAX
        mark = "  ROSE" if change > bound else "  fell" if change < -bound else ""
        lines.append(f"  {name:28} {before:>12,} -> {now:>12,}  {change / before:+7.2%}{mark}")
        if mark:
            (rises if change > 0 else falls).append(name)
    if rises:
        lines.append(f"instructions: more than {RISE_MAX:.0%} above the record, or gone: {', '.join(rises)}")
        lines.append(f"If that is meant, say why in the commit and record it: {RECORD_COMMAND}")
    elif falls:
        lines.append(f"instructions: fewer than recorded, or new: {', '.join(falls)}")
        lines.append(f"Record it, so that it stays: {RECORD_COMMAND}")
    else:
        lines.append(f"instructions: {len(counted)} counts are as recorded, within {RISE_MAX:.0%}")
    return lines, bool(rises)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("record", type=pathlib.Path)
    parser.add_argument("--record", dest="write", action="store_true")
    arguments = parser.parse_args()

    records = json.loads(arguments.record.read_text()) if arguments.record.exists() else {}
    key, counted = toolchain(arguments.program), count(arguments.program)
    print(key)
    if not counted or 0 in counted.values():
        sys.exit("instructions: nothing was counted")
    if arguments.write:
        records[key] = counted
        arguments.record.write_text(json.dumps(records, indent=2, sort_keys=True) + "\n")
        print(f"instructions: recorded {len(counted)} counts in {arguments.record}")
    elif key in records:
        lines, failed = judge(records[key], counted)
        print("\n".join(lines))
        sys.exit(failed)
    else:
        print("".join(f"  {name:28} {number:>12,}\n" for name, number in counted.items()), end="")
        print(f"instructions: NOT CHECKED, this toolchain has no record. To make one: {RECORD_COMMAND}")


if __name__ == "__main__":
    main()
