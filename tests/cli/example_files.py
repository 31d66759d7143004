# SPDX-License-Identifier: Apache-2.0
"""The files that examples in help and manual pages name, and how a line of them is run."""

import os
import subprocess

REPLIES = {  # each in reply.txt
    "check-status": '{"version": 1, "online": true}', "list-users": '["me"]', "delete-user": '{"status": "deleted"}',
    "register-user": '{"userId": "me", "userSecret": "s"}', "reset-user-secret": '{"userId": "me", "userSecret": "s"}',
    "reply": '{"redirectURI": "https://x.example/"}', "login-user": '{"redirectURI": "https://x.example/", "sessionId": "s"}', "any": "{}"}


def prepare_passphrase(folder):
    (folder / "pass.txt").write_text("words\n")


def prepare(program, folder, operation):
    def run(*words, data=""):
        return subprocess.run([program, *words], cwd=folder, input=data, capture_output=True, text=True, check=True).stdout

    (folder / "jwt.txt").write_text("e30.e30.c2ln")
    (folder / "plaintext.txt").write_text("text")
    for name in ("me.pem", "new.pem"):
        run("keygen", "--bits", "2048", "--out", name, "--no-passphrase")
    (folder / ".ssh").mkdir()
    for name in ("old.pem", ".ssh/id_rsa"):
        (folder / name).write_text((folder / "me.pem").read_text())
    (folder / ".ssh/id_rsa.pub").write_text((folder / "me.pem.pub").read_text())
    for name, text in (("key.txt", "KEY\n"), ("secret.txt", "S3CRET\n"), ("body.json", '{"userId": "me"}')):
        (folder / name).write_text(text)
    response = run("encrypt", "--to", "me.pem.pub", data="eyJhbGciOiJIUzI1NiJ9.e30.c2ln")
    (folder / "response.json").write_text(response)
    (folder / "responses.ndjson").write_text(response + response)
    (folder / "requests.ndjson").write_text('{"id": 1, "path": "/x", "query": "a=b", "body": {"userId": "me"}}\n')
    (folder / "webhooks.ndjson").write_text('{"id": 1, "body": "{}", "signature": "none"}\n')
    (folder / "reply.txt").write_text("HTTP/1.1 200 OK\n\n" + REPLIES.get(operation, response))


def run_line(program, folder, line, other_program=None):
    return subprocess.run(["sh", "-eu", "-c", line], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                          env={**os.environ, "HOME": str(folder), "PATH": ":".join([os.path.dirname(program), os.path.dirname(other_program or program), os.environ["PATH"]])})
