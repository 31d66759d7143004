#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The README is true: its code stands in files that are built and run, its commands are run here or by
.ci/run, its links lead somewhere, and its number of vectors is right."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

root, program = pathlib.Path(sys.argv[1]), os.path.abspath(sys.argv[2])
sandbox = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
readme = (root / "README.md").read_text()
blocks = re.findall(r"<!-- (code|run): (\S+) -->\n```\w+\n(.*?)```", readme, re.DOTALL)
printed = re.search(r"<!-- prints -->\n```text\n(.*?)```", readme, re.DOTALL).group(1)  # by the first command
faults = []

if len(blocks) + 1 != readme.count("```") // 2:
    faults.append("a block of the README does not say how it is checked")

for kind, where, text in blocks:
    if kind == "code":
        source = (root / where).read_text()
        marked = "".join(source.split("// [readme]\n")[1::2]) if "// [readme]" in source else source
        present = {line.strip() for line in marked.splitlines()}
        missing = [line for line in text.splitlines() if line.strip() not in present]
        faults += [f"not in {where}: {line}" for line in missing]
    elif where == ".ci/run":
        ran = (root / where).read_text().splitlines()
        commands = [line.split("#")[0].strip() for line in text.splitlines()]
        faults += [f"not run by {where}: {command}" for command in commands if command not in ran]
    elif where in ("python", "js"):  # they need what these scripts have built and installed
        if f"readme_block {where}" not in (root / f"scripts/{where}-test").read_text():
            faults.append(f"the block {where} is not run by scripts/{where}-test")
    elif where != "sandbox" or sandbox:
        with tempfile.TemporaryDirectory() as folder:
            environment = dict(os.environ, PREFIX=f"{folder}/prefix",
                               PASSPHRASE="correct horse", CCACHE_BASEDIR=folder,
                               PATH=":".join([os.path.dirname(program), os.path.dirname(sandbox or program), os.environ["PATH"]]))
            script = text
            if where == "signing":
                subprocess.run([program, "keygen", "--out", "me.pem", "--no-passphrase"], cwd=folder, capture_output=True, check=True)
            pathlib.Path(folder, "pass.txt").write_text(environment["PASSPHRASE"] + "\n")
            if where == "source":  # not in this tree: a preset builds into the tree it is in
                subprocess.run(["cp", "-r", *(root / name for name in (
                    "CMakeLists.txt", "CMakePresets.json", "cmake", "docs", "include", "src")), folder], check=True)
            done = subprocess.run(["sh", "-eu", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True)
            if done.returncode != (7 if where == "explain" else 0):
                faults.append(f"fails:\n{script}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
            if where == "first" and not done.stdout.endswith(printed):
                faults.append(f"prints {done.stdout!r}")
            if where == "key-files" and not (done.stdout.startswith("private key, OpenSSH\n")
                                             and done.stdout.endswith("\nhello\n")):
                faults.append(f"prints {done.stdout!r}")
            if where == "signing":
                parts = ("POST /snapTrade/login?clientId=YOUR_CLIENT_ID&userId=me&", "Signature: ", '"secret_file":"link.txt"')
                if not all(part in done.stdout for part in parts):
                    faults.append(f"prints {done.stdout!r}")
            if where == "explain" and "raw_utf8: " not in done.stdout:
                faults.append(f"prints {done.stdout!r}")
            if where == "sandbox":
                lines = re.search(r"<!-- run: curl -->\n```sh\n(.*?)```", (root / "docs/sandbox.md").read_text(), re.DOTALL)[1]
                if done.stdout != "[]" or lines not in text:
                    faults.append(f"prints {done.stdout!r}, or is not what docs/sandbox.md has")
            if where == "source" and not os.path.exists(f"{folder}/prefix/bin/snapseal"):
                faults.append("installs no program")

for path in [root / "README.md", *(root / "docs").glob("*.md"), *root.glob("*.md"), *(root / "vectors").glob("*.md")]:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
        if not (path.parent / link).exists():
            faults.append(f"{path.name}: dead link {link}")

vector_files = [*(root / "vectors").glob("*.json"), *(root / "vectors/foreign").glob("*.json")]
count = sum(json.loads(path.read_text())["count"] for path in vector_files)
if f"{count:,} cases" not in readme:
    faults.append(f"there are {count:,} cases in vectors/")

print("\n".join(faults))
print(f"{len(blocks)} blocks checked, {len(faults)} faults")
sys.exit(1 if faults or len(blocks) < 9 else 0)
