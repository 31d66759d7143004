#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An optimised program has what makes a memory error harder to use: hardening_test.py PROGRAM OBJECT... Needs readelf."""

import re
import subprocess
import sys

program, compiled = sys.argv[1:3]


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


header, dynamic = output("readelf", "-h", program), output("readelf", "-d", program)
segments, symbols = output("readelf", "-lW", program), output("readelf", "--dyn-syms", "-W", program)
rules = {
    "its place in memory is random (PIE)": re.search(r"Type:\s+DYN", header),
    "its stack is not executable": re.search(r"GNU_STACK\s.* RW +0x", segments),
    "its tables of functions are read-only (RELRO)": "GNU_RELRO" in segments,
    "all functions are bound at the start (-z now)": re.search(r"\bNOW\b|BIND_NOW", dynamic),
    "a broken stack ends it (stack protector)": "__stack_chk_fail" in symbols,
    "copies are checked against their target's size (_FORTIFY_SOURCE)": re.search(r"__\w+_chk\b", symbols),
}
if "X86-64" in header:
    rules["functions are marked as targets of jumps (CET)"] = re.search(r"\bIBT\b", output("readelf", "-n", compiled))
faults = [rule for rule, holds in rules.items() if not holds]
print("\n".join(f"does not hold: {rule}" for rule in faults))
print(f"{len(rules)} rules checked, {len(faults)} faults")
sys.exit(1 if faults or len(rules) < 6 else 0)
