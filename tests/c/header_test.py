#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""snapseal.h says what the library is: its functions are all that the shared library shows, and its codes are the C++ table of codes."""

import pathlib
import re
import subprocess
import sys

root, nm, library = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
header = re.sub(r"/\*.*?\*/", " ", (root / "include/snapseal.h").read_text(), flags=re.DOTALL)

declared = re.findall(r"^SNAPSEAL_C_API [^(;]*?(\w+)\(", header, re.MULTILINE)
shown = [line.split()[-1] for line in subprocess.run([nm, "-D", "--defined-only", library], check=True, capture_output=True,
                                                      text=True).stdout.splitlines() if " A " not in line]
shown = [name.split("@")[0] for name in shown]
assert len(declared) == len(set(declared)) > 60, declared
assert sorted(declared) == sorted(shown), sorted(set(declared) ^ set(shown))

codes = {name.lower(): int(number) for name, number in re.findall(r"\bSNAPSEAL_(\w+) = (\d{3})\b", header)}
table = dict(re.findall(r"^  (\w+) = (\d{3}),", (root / "include/snapseal/core/error.hpp").read_text(), re.MULTILINE))
assert len(table) > 40
for name, number in table.items():
    assert codes.pop(name) == int(number), name
assert {number // 100 for number in codes.values()} == {7}, codes

for result, name, arguments in re.findall(r"^SNAPSEAL_C_API ([^(;]*?)(\w+)\(([^;]*)\);", header, re.MULTILINE):
    result, arguments = result.strip(), " ".join(arguments.split())
    if name.endswith("_free"):
        assert result == "void", name
    elif result != "int32_t":
        assert name in ("snapseal_version", "snapseal_code_name"), name
    elif not name.endswith("_init") and name != "snapseal_wipe":
        assert arguments.endswith("snapseal_error* error"), name
    # A length stands directly after its pointer.
    listed = [argument.split()[-1].lstrip("*") for argument in arguments.split(",")]
    for argument in listed:
        if argument.endswith("_size"):
            assert listed[listed.index(argument) - 1] == argument.removesuffix("_size"), (name, argument)
print(f"{len(declared)} functions and {len(table)} codes")
