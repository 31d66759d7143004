#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The examples in the help of each command can be pasted as they stand: they are run here, by sh."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

program, faults, ran = os.path.abspath(sys.argv[1]), [], 0
MAKES_KEYS = ("", "key", "key generate", "keygen")  # these begin in an empty folder
REPLIES = {  # each in reply.txt
    "check-status": '{"version": 1, "online": true}', "list-users": '["me"]', "delete-user": '{"status": "deleted"}',
    "register-user": '{"userId": "me", "userSecret": "s"}', "reset-user-secret": '{"userId": "me", "userSecret": "s"}',
    "reply": '{"redirectURI": "https://x.example/"}', "login-user": '{"redirectURI": "https://x.example/", "sessionId": "s"}', "any": "{}"}
MAY_FAIL = {"explain": 7, "webhook": 7, "webhook verify": 7}  # the signature in the example is of nobody's content


def run(folder, *words, data=""):
    return subprocess.run([program, *words], cwd=folder, input=data, capture_output=True, text=True, check=True).stdout


def commands_below(words):
    text = run(".", *words, "--help")
    yield " ".join(words), text
    for name in re.findall(r"^  ([a-z][a-z-]*)(?:  |\n)", text.split("\nOptions:\n")[0], re.MULTILINE):
        yield from commands_below([*words, name])


def examples_in(text):
    """The lines after "Example:", where a backslash at the end goes on in the next."""
    found = re.search(r"^Examples?:\n((?:  .*\n)+)", text, re.MULTILINE)
    joined = found[1].replace("\\\n", " ") if found else ""
    return [line.strip() for line in joined.splitlines() if line.strip()]


def prepare(folder, operation):
    (folder / "jwt.txt").write_text("e30.e30.c2ln")
    (folder / "plaintext.txt").write_text("text")
    for name in ("me.pem", "new.pem"):
        run(folder, "keygen", "--bits", "2048", "--out", name, "--no-passphrase")
    (folder / ".ssh").mkdir()
    for name in ("old.pem", ".ssh/id_rsa"):
        (folder / name).write_text((folder / "me.pem").read_text())
    (folder / ".ssh/id_rsa.pub").write_text((folder / "me.pem.pub").read_text())
    for name, text in (("key.txt", "KEY\n"), ("secret.txt", "S3CRET\n"), ("body.json", '{"userId": "me"}')):
        (folder / name).write_text(text)
    response = run(folder, "encrypt", "--to", "me.pem.pub", data="eyJhbGciOiJIUzI1NiJ9.e30.c2ln")
    (folder / "response.json").write_text(response)
    (folder / "responses.ndjson").write_text(response + response)
    (folder / "requests.ndjson").write_text('{"id": 1, "path": "/x", "query": "a=b", "body": {"userId": "me"}}\n')
    (folder / "webhooks.ndjson").write_text('{"id": 1, "body": "{}", "signature": "none"}\n')
    (folder / "reply.txt").write_text("HTTP/1.1 200 OK\n\n" + REPLIES.get(operation, response))


os.umask(0o077)
for command, text in commands_below([]):
    lines = examples_in(text)
    if len(lines) < 2:
        faults.append(f"{command}: fewer than two examples")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "pass.txt").write_text("words\n")
        if lines and command not in MAKES_KEYS:
            prepare(folder, command.split()[-1])
        for line in lines:
            ran += 1
            for made in folder.glob("link.txt"), folder.glob("user-secret.txt"), folder.glob("jwt.txt"):
                for file in made if command.startswith("reply") else ():
                    file.unlink()
            done = subprocess.run(["sh", "-eu", "-c", line], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  env={**os.environ, "HOME": name, "PATH": os.path.dirname(program) + ":" + os.environ["PATH"]}, check=False)
            if done.returncode not in (0, MAY_FAIL.get(command, 0)) or "usage:" in done.stderr:
                faults.append(f"{command}: {line}\n{done.stderr}")

print("\n".join(faults))
print(f"{ran} examples run, {len(faults)} faults")
sys.exit(1 if faults or ran < 60 else 0)
