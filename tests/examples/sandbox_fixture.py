# SPDX-License-Identifier: Apache-2.0
"""A sandbox for a test, its client, and the program that opens what is encrypted. argv: SANDBOX SNAPSEAL."""

import contextlib
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

from sandbox_client import Client

SANDBOX, SNAPSEAL = sys.argv[1:3]


class Sandbox:
    """One that runs; `with` ends it."""

    def __init__(self, *options):
        self.log = tempfile.NamedTemporaryFile("a")
        self.process = subprocess.Popen([SANDBOX, *options], stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        assert line, f"the sandbox did not get ready: {self.told()}"
        self.ready = json.loads(line)

    @property
    def address(self):
        url = urllib.parse.urlsplit(self.ready["baseUrl"])
        return url.hostname, url.port

    def client(self, prefix=""):
        ready = self.ready
        return Client(ready["baseUrl"], ready["clientId"], ready["consumerKeyFile"], prefix, self.told)

    def told(self):
        return pathlib.Path(self.log.name).read_bytes().decode("latin-1")

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        status = self.process.wait(20)
        self.process.stdout.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            status = self.end()
            assert status == 0, f"the sandbox ended with status {status}: {self.told()}"
        self.log.close()


def make_key(folder):
    """A key pair for a user: the private key's file, the ssh-rsa line."""
    path = pathlib.Path(folder) / "me.pem"
    if not path.exists():
        subprocess.run([SNAPSEAL, "keygen", "--bits", "2048", "--out", path], check=True, capture_output=True)
    return path, pathlib.Path(f"{path}.pub").read_text().strip()


def decrypt(key, answer):
    done = subprocess.run([SNAPSEAL, "decrypt", "--key", key], input=answer.body, capture_output=True, check=False)
    return done.stdout.decode().strip() if done.returncode == 0 else None


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.sandbox = cls.stack.enter_context(Sandbox())
        cls.folder = cls.stack.enter_context(tempfile.TemporaryDirectory())
        cls.client = cls.sandbox.client()

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def refused(self, answer, status, code, reason=None):
        """Refused in one of the API's two shapes, and the reason is told."""
        self.assertEqual(answer.status, status, answer.body)
        body = answer.json
        self.assertEqual(str(body.get("code", body.get("default_code"))), str(code))
        if "code" in body:
            self.assertEqual(body["status_code"], status)
            self.assertIsInstance(body["detail"], str)
        else:
            self.assertIsInstance(body["default_detail"], str)
        self.reason_is_told(answer, reason)

    def reason_is_told(self, answer, reason=None):
        """In the header, and in the last line on standard error, with a sentence."""
        self.assertTrue(answer.reason, "a refusal without X-Sandbox-Reason")
        if reason is not None:
            self.assertEqual(answer.reason, reason)
        self.assertRegex(answer.told, rf"\A(.*\n)*[A-Z.]* [!-~]*: {re.escape(answer.reason)}: [A-Z\w][^\n]*\n\Z")

    def register(self, user_id, client=None, **more):
        answer = (client or self.client).call("POST", "/snapTrade/registerUser", {"userId": user_id, **more})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json["userId"], user_id)
        return {"userId": user_id, "userSecret": answer.json["userSecret"]}


def main():
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
