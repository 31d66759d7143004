#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that one file compiles, and that with SNAPSEAL_WRONG defined it does not, because of the line that says so.

    run.py FILE COMPILER [FLAG]...

The line at fault ends with "// error: REGEX". Some error must be about that line and match: either the error itself stands there, or the
compiler says that it comes from there (a template, a deleted function)."""

import re
import subprocess
import sys

file, compiler, *flags = sys.argv[1:]
MARK = re.compile(r"// error: (.*)$")


def compile(*more):
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Werror=unused-result", *flags, *more, file]
    result = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})
    return result.returncode, result.stderr


with open(file) as source:
    marks = [(number, match[1]) for number, line in enumerate(source, 1) if (match := MARK.search(line))]
if len(marks) != 1:
    sys.exit(f"{file}: {len(marks)} lines with a mark, must be one")
(line, expected), = marks

status, output = compile()
if status != 0:
    sys.exit(f"{file}: must compile\n{output}")
status, output = compile("-DSNAPSEAL_WRONG")
if status == 0:
    sys.exit(f"{file}:{line}: must not compile, but does")
errors = [text for text in output.splitlines() if re.search(r"\berror:", text)]
if not errors or not any(re.search(expected, text) for text in errors):
    sys.exit(f"{file}:{line}: no error matches {expected!r}\n{output}")
about = {int(number) for number in re.findall(re.escape(file) + r":(\d+):\d+:", output)}
if about != {line}:
    sys.exit(f"{file}: the compiler complains of lines {sorted(about)}, must be {line}\n{output}")
print(f"{file}:{line}: {errors[0]}")
