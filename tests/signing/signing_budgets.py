#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds what webhooks and explanations cost against the table of "Budgets" in docs/threat-model.md.

Usage: signing_budgets.py signing_budgets docs/threat-model.md BUILD_TYPE

Counts instructions under valgrind --tool=callgrind, and the most heap in use. Never time.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

UNOPTIMISED = 10  # times as many instructions
SKIPPED = 77
WEBHOOK_INPUT = 32 * 1024  # bytes for the instructions, since callgrind is slow; memory is counted for the greatest length
NAMES = {"webhook-numbers", "webhook-objects", "webhook-members", "webhook-escapes", "webhook-floats", "explain"}

program, document, build_type = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
factor = 1 if build_type in ("Release", "RelWithDebInfo", "MinSizeRel") else UNOPTIMISED
PER = {"a byte": WEBHOOK_INPUT, "million": 1_000_000}
rows = {name: (int(instructions.replace(",", "")) * PER[unit] * factor, int(memory) * 1024 * 1024)
        for name, instructions, unit, memory in
        re.findall(r"^\| ([a-z-]+) \|[^|]*\| ([0-9,]+) (a byte|million) \| ([0-9]+) MiB \|$", document.read_text(encoding="utf-8"), re.MULTILINE)}
failed = set(rows) != NAMES
if failed:
    print(f"the table has {sorted(rows)}, the program {sorted(NAMES)}")
for name in sorted(NAMES & set(rows)):
    plain = subprocess.run([program, name], capture_output=True, text=True, check=False)
    if plain.returncode == SKIPPED:
        print(plain.stdout)
        sys.exit(SKIPPED)
    memory = int(plain.stdout)
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(["valgrind", "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=measured_run",
                            f"--callgrind-out-file={folder}/out", program, name, str(WEBHOOK_INPUT)], capture_output=True, text=True, check=True)
        except FileNotFoundError:
            print("valgrind is not there")
            sys.exit(SKIPPED)
        count = int(re.search(r"^totals: (\d+)", pathlib.Path(folder, "out").read_text(encoding="utf-8"), re.MULTILINE)[1])
    over = count > rows[name][0] or memory > rows[name][1] or count == 0 or memory == 0
    failed |= over
    print(f"{name:16} {count / 1e6:8.1f} of {rows[name][0] / 1e6:8,.0f} million instructions, "
          f"{memory / 1024 / 1024:5.1f} of {rows[name][1] / 1024 / 1024:3.0f} MiB{'  OVER' if over else ''}", flush=True)
sys.exit(failed)
