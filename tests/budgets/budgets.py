#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds what each kind of input costs against the table "Budgets" in docs/threat-model.md.

Usage: budgets.py snapseal_budgets docs/threat-model.md BUILD_TYPE

Counts instructions under valgrind --tool=callgrind, and the most heap in use. Never time.
A build without optimisation takes more instructions, but not more memory.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

UNOPTIMISED = 10  # times as many instructions
SKIPPED = 77
INSTRUCTIONS_INPUT = 32 * 1024  # bytes; callgrind is slow
MEMORY_INPUT = 256 * 1024


def read_table(path):
    """{name: (instructions a byte, bytes of heap a byte)}"""
    section = path.read_text(encoding="utf-8").split("\n## Budgets\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|.*\| ([0-9,]+) \| ([0-9.]+) \|$", section, re.MULTILINE)
    return {name: (int(instructions.replace(",", "")), float(memory)) for name, instructions, memory in rows}


def memory_of(program, name):
    """(length of the input, most heap in use)"""
    run = subprocess.run([program, name, str(MEMORY_INPUT)], capture_output=True, text=True, check=True)
    return tuple(map(int, run.stdout.split()))


def instructions_of(program, name):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["valgrind", "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=measured_run",
             f"--callgrind-out-file={folder}/out", program, name, str(INSTRUCTIONS_INPUT)],
            capture_output=True, text=True, check=True)
        return int(re.search(r"^totals: (\d+)", pathlib.Path(folder, "out").read_text(), re.MULTILINE)[1])


def main():
    program, document, build_type = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    try:
        subprocess.run(["valgrind", "--version"], capture_output=True, check=True)
    except FileNotFoundError:
        print("budgets: valgrind is not there")
        sys.exit(SKIPPED)
    factor = 1 if build_type in ("Release", "RelWithDebInfo", "MinSizeRel") else UNOPTIMISED
    table = read_table(document)
    listed = subprocess.run([program, "--list"], capture_output=True, text=True, check=True).stdout.split()
    failed = sorted(table) != sorted(listed)
    if failed:
        print(f"the table has {sorted(table)}, the program {sorted(listed)}")
    for name in listed:
        count = instructions_of(program, name)
        size, heap = memory_of(program, name)
        instructions_max, memory_max = table.get(name, (0, 0))
        instructions, memory = count / INSTRUCTIONS_INPUT, heap / size
        wrong = instructions > instructions_max * factor or memory > memory_max or count == 0
        failed |= wrong
        print(f"  {name:28} {instructions:10,.1f} of {instructions_max * factor:,} instructions a byte, "
              f"{memory:6.2f} of {memory_max} bytes of heap{'  OVER' if wrong else ''}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
