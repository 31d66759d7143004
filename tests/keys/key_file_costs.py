#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds what reading the costliest key files takes against the budgets in docs/threat-model.md, in instructions.

Usage: key_file_costs.py VALGRIND key_file_costs threat-model.md

Instructions, not seconds: they do not depend on what else the machine does. A count above its budget fails, and so does
one below a hundredth of it: such a budget would hold nothing. (A build with optimisation needs a tenth.)
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

valgrind, program, document = sys.argv[1:]
budgets = {name: int(millions) for name, millions in
           re.findall(r"^\| [^|]+ \| `([a-z0-9-]+)` \| ([0-9]+) \|$", pathlib.Path(document).read_text(encoding="utf-8"), re.MULTILINE)}

with tempfile.TemporaryDirectory() as folder:
    run = subprocess.run([valgrind, "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", program],
                         env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    counts = {}
    for dump in pathlib.Path(folder).iterdir():
        text = dump.read_text(encoding="utf-8")
        name = re.search(r"^desc: Trigger: Client Request: (.+)$", text, re.MULTILINE)
        total = re.search(r"^totals: (\d+)", text, re.MULTILINE)
        if name and total:
            counts[name[1]] = int(total[1])

faults = [f"{name}: has a budget or a count, but not both" for name in sorted(counts.keys() ^ budgets.keys())]
for name in sorted(counts):
    millions = counts[name] / 1e6
    print(f"{name:20} {millions:10.1f} of {budgets.get(name, 0)} million instructions")
    if name not in budgets:
        continue
    if millions > budgets[name]:
        faults.append(f"{name}: above its budget")
    elif millions < budgets[name] / 100:
        faults.append(f"{name}: below a hundredth of its budget, which holds nothing: lower it")
if len(counts) < 10:
    faults.append(f"only {len(counts)} counts")
sys.exit("\n".join(faults) or 0)
