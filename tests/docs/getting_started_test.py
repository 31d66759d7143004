#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/getting-started.md is true: its blocks run as they stand and print what it says, and the program knows each command of
its last table.

Usage: getting_started_test.py ROOT SNAPSEAL"""

import base64
import datetime
import hashlib
import hmac
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root, snapseal = pathlib.Path(sys.argv[1]).resolve(), os.path.abspath(sys.argv[2])
page = (root / "docs/getting-started.md").read_text(encoding="utf-8")
blocks = re.findall(r"<!-- (run: \S+|prints) -->\n```\w+\n(.*?)```", page, re.DOTALL)
faults = []
if len(blocks) != page.count("```") // 2:
    faults.append("a block does not say how it is checked")

# curl must not reach the network: what it would send is kept, and an answer of the API's form is given.
CURL = """#!/bin/sh
cat > sent.txt
case $* in *--include*) printf 'HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n\\r\\n' ;; esac
printf '{"userId":"user-1","userSecret":"S3CRET"}\\n'
"""


def set_up(folder):
    """What the page takes for granted: files, and what is named in the environment."""
    (folder / "bin").mkdir()
    (folder / "bin/curl").write_text(CURL)
    (folder / "bin/curl").chmod(0o700)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SNAPSEAL_")}
    environment["PATH"] = f"{folder}/bin:{os.path.dirname(snapseal)}:{environment['PATH']}"
    os.umask(0o077)
    event = {"eventType": "USER_REGISTERED", "webhookId": "2fa73207", "eventTimestamp": datetime.datetime.now(datetime.timezone.utc).isoformat()}
    (folder / "event.json").write_text(json.dumps(event))
    text = json.dumps(event, separators=(",", ":"), sort_keys=True)
    environment["signature"] = base64.b64encode(hmac.new(b"YOUR_CONSUMER_KEY", text.encode(), hashlib.sha256).digest()).decode()
    environment.update(path="/snapTrade/registerUser", query="clientId=YOUR_CLIENT_ID&timestamp=1795314669")
    return environment


def run(script, folder, environment):
    return subprocess.run(["sh", "-eu", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def give(folder, files):
    for name, source in files.items():
        if not (folder / name).exists():
            shutil.copyfile(root / "vectors" / source, folder / name)
            (folder / name).chmod(0o600)


with tempfile.TemporaryDirectory() as name:
    whole = pathlib.Path(name)
    environment = set_up(whole)
    before = ""  # what a reader has typed already that lives in the shell
    for index, (kind, text) in enumerate(blocks):
        if kind == "prints":
            continue
        if kind != "run: device":
            give(whole, {"me.pem.pub": "keys/rsa2048.pub"})
        done = run(before + text, whole, environment)
        before += "".join(line + "\n" for line in text.splitlines() if line.startswith("export "))
        if done.returncode:
            faults.append(f"fails with status {done.returncode}:\n{text}{done.stdout}{done.stderr}")
        if index + 1 < len(blocks) and blocks[index + 1][0] == "prints":
            wanted = ".*".join(re.escape(part) for part in blocks[index + 1][1].strip().split("..."))
            if not re.fullmatch(wanted, done.stdout.strip(), re.DOTALL):
                faults.append(f"prints another text:\n{text}{done.stdout}")
        if "--config -" in text and "url = " not in (whole / "sent.txt").read_text():
            faults.append(f"nothing for curl: {text}")

rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in page.split("| symptom |")[1].splitlines() if line.startswith("| ")]
tried = 0
for symptom, _, cell in rows:
    commands = re.findall(r"`([^`]+)`", cell)
    if len(commands) != 1:
        faults.append(f"not one command: {cell}")
    for command in commands:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            environment = set_up(folder)
            give(folder, {"me.pem": "keys/rsa2048.pem", "old.pem": "keys/rsa2048-other.pem", "id_rsa": "keys/openssh-rsa"})
            for name, text in (("key.txt", "YOUR_CONSUMER_KEY\n"), ("secret.txt", "S3CRET\n"), ("pass.txt", "secret\n"), ("body.json", '{"userId":"user-1"}')):
                (folder / name).write_text(text)
            case = next(case for case in json.loads((root / "vectors/responses.json").read_text())["cases"] if case["id"] == "response_compact")
            (folder / "response.json").write_text(case["response"])
            environment.update(SNAPSEAL_CLIENT_ID="YOUR_CLIENT_ID", SNAPSEAL_CONSUMER_KEY_FILE="key.txt")
            if command.startswith("ssh-keygen"):
                if not shutil.which("ssh-keygen"):
                    continue
                command += " -q -N ''"  # what it would ask for on a terminal
            done = run(command, folder, environment)
            tried += 1
            # `explain` and `sign` have a signature here that is another request's; usage and missing files are faults.
            if done.returncode not in (0, 7) or "explain" not in command and done.returncode:
                faults.append(f"{symptom}: {command}: status {done.returncode}: {done.stderr}")

print("\n".join(faults))
print(f"{len(blocks)} blocks and {tried} commands of {len(rows)} rows, {len(faults)} faults")
sys.exit(bool(faults) or len(blocks) < 10 or tried < 17)
