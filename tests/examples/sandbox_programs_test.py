#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What docs/protocol.md shows in Python and Node, against the sandbox: a user is registered and logs in, and the encrypted
answer opens.

Usage: sandbox_programs_test.py ROOT URL CLIENT_ID KEY_FILE. Exit status 77: python3-cryptography or node is missing."""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1]).resolve()
url, client_id = sys.argv[2:4]
consumer_key = pathlib.Path(sys.argv[4]).read_text().rstrip("\n")
page = (root / "docs/protocol.md").read_text(encoding="utf-8")
private_key, public_key = ((root / f"vectors/keys/rsa2048.{ending}").read_text() for ending in ("pem", "pub"))
faults, missing = [], []
if not importlib.util.find_spec("cryptography"):
    missing.append("python3-cryptography")
if not shutil.which("node"):
    missing.append("node")

PYTHON = """
import json, sys
sys.path.insert(0, {folder!r})
from sign_request import request
from open_response import open_response, serialization
base, client_id, consumer_key, user_id = {base!r}, {client_id!r}, {consumer_key!r}, {user_id!r}
import time, urllib.request
url, headers, body = request(base, client_id, consumer_key, "/snapTrade/registerUser", int(time.time()), (), {{"userId": user_id, "rsaPublicKey": {public_key!r}}})
user_secret = json.load(urllib.request.urlopen(urllib.request.Request(url, body, headers, method="POST")))["userSecret"]
{shown}
reply = urllib.request.urlopen(urllib.request.Request(url, body, headers, method="POST")).read().decode()
print(open_response(serialization.load_pem_private_key({private_key!r}.encode(), None), reply).decode())
"""
NODE = """
const {{ request }} = await import({folder!r} + "/sign_request.mjs");
const {{ openResponse }} = await import({folder!r} + "/open_response.mjs");
const [base, clientId, consumerKey, userId] = [{base!r}, {client_id!r}, {consumer_key!r}, {user_id!r}];
let userSecret;
{{
  const {{ url, headers, body }} = request(base, clientId, consumerKey, "/snapTrade/registerUser", Math.floor(Date.now() / 1000), [], {{ userId, rsaPublicKey: {public_key!r} }});
  userSecret = (await (await fetch(url, {{ method: "POST", headers, body }})).json()).userSecret;
}}
{shown}
const reply = await (await fetch(url, {{ method: "POST", headers, body }})).text();
console.log(openResponse({private_key!r}, reply).toString());
"""


def snippet(language):
    """The lines of the page that send a request; the base is the sandbox's."""
    found = [text for text in re.findall(rf"\n```{language}\n(.*?)```", page, re.DOTALL) if "/snapTrade/login" in text and "base" not in text]
    if len(found) != 1 or found[0].count('"https://api.snaptrade.com"') != 1:
        sys.exit(f"{language}: {len(found)} snippets")
    return found[0].replace('"https://api.snaptrade.com"', "base")


for language, template, folder, command in (("python", PYTHON, "python", [sys.executable, "-B"]), ("js", NODE, "node", ["node"])):
    if missing:
        break
    for base in (url, url + "/api/v1"):
        for user_id in ("user-1", "Zo\u00eb M\u00fcller's \uff5e\U0001f600"):
            name = f"{language} {base[len(url):]} {user_id}"
            values = {"folder": str(root / "examples" / folder), "base": base, "client_id": client_id, "consumer_key": consumer_key,
                      "user_id": name, "public_key": public_key.strip(), "private_key": private_key, "shown": snippet(language)}
            with tempfile.TemporaryDirectory() as work:
                script = pathlib.Path(work, "program.py" if language == "python" else "program.mjs")
                script.write_text(template.format(**values), encoding="utf-8")
                done = subprocess.run([*command, script], capture_output=True, text=True, check=False, timeout=60)
            if done.returncode or '"redirectURI"' not in done.stdout:
                faults.append(f"{name}: {done.stdout[-500:]}{done.stderr[-1500:]}")

print("\n".join(faults), f"{len(faults)} faults; missing: {missing}")
if missing:
    sys.exit(1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77)
sys.exit(bool(faults))
