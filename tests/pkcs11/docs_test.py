#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/tokens.md is true: its commands are run, and its code is in an example, which is run too."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

page, program, example = pathlib.Path(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
text = page.read_text()
commands = re.findall(r"<!-- run -->\n```sh\n(.*?)```", text, re.DOTALL)
code = re.findall(r"<!-- code: (\S+) -->\n```cpp\n(.*?)```", text, re.DOTALL)
faults = []

if len(commands) + len(code) != text.count("```") // 2 or not commands or not code:
    faults.append("a block does not say how it is checked")
for where, block in code:
    if block.strip() not in (page.parent.parent / where).read_text():
        faults.append(f"not in {where}:\n{block}")

with tempfile.TemporaryDirectory() as folder:
    environment = dict(os.environ, PATH=os.path.dirname(program) + ":" + os.environ["PATH"])
    # Debian's path in the text, this system's in the test.
    script = "".join(commands).replace("/usr/lib/softhsm/libsofthsm2.so", os.environ["SNAPSEAL_SOFTHSM"])
    for what, more in (("the commands", ""), ("the example", f'\necho; "{example}" "$key" pin.txt response.json')):
        done = subprocess.run(["sh", "-eu", "-c", script + more], cwd=folder, env=environment, capture_output=True, text=True)
        last = done.stdout.splitlines()[-1:]
        if done.returncode or last != ["a token"]:
            faults.append(f"{what} fail: {done.stdout[-1000:]}{done.stderr[-1000:]}")
        subprocess.run(["sh", "-c", "rm -rf ./*"], cwd=folder, check=True)

print("\n".join(faults))
print(f"{len(commands) + len(code)} blocks checked, {len(faults)} faults")
sys.exit(1 if faults else 0)
