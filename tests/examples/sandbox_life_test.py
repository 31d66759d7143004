#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_life_test.py SANDBOX SNAPSEAL: how the sandbox starts, what it keeps, and how it ends."""

import email.utils
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import unittest

from sandbox_fixture import SANDBOX, Sandbox, main


class Life(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def test_both_signals_end_it_cleanly_and_leave_nothing_behind(self):
        for number in [signal.SIGTERM, signal.SIGINT]:
            with Sandbox() as sandbox:
                folder = pathlib.Path(sandbox.ready["consumerKeyFile"]).parent
                self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
                for file in folder.iterdir():
                    self.assertEqual(file.stat().st_mode & 0o777, 0o600)
                credentials = json.loads(pathlib.Path(sandbox.ready["credentialsFile"]).read_text())
                self.assertEqual(credentials["clientId"], sandbox.ready["clientId"])
                self.assertEqual(credentials["consumerKey"], sandbox.client().key)
                self.assertEqual(sandbox.ready["pid"], sandbox.process.pid)
                self.assertEqual(sandbox.end(number), 0)
                self.assertFalse(folder.exists())

    def test_a_signal_at_once_ends_it_too(self):
        for _ in range(5):
            with Sandbox() as sandbox:
                self.assertEqual(sandbox.end(), 0)

    def test_users_stay_in_the_state_file(self):
        state, key_file = os.path.join(self.folder, "state"), os.path.join(self.folder, "key")
        pathlib.Path(key_file).write_text("my key\n")
        options = ["--state", state, "--client-id", "ME", "--consumer-key-file", key_file]
        with Sandbox(*options) as sandbox:
            self.assertEqual((sandbox.ready["clientId"], sandbox.client().key), ("ME", "my key"))
            user = sandbox.client().call("POST", "/snapTrade/registerUser", {"userId": "stays"}).json
            sandbox.client().call("POST", "/snapTrade/registerUser", {"userId": "goes"})
            sandbox.client().call("DELETE", "/snapTrade/deleteUser", userId="goes")
            sandbox.process.kill()  # no time to tidy up
            sandbox.process.wait()
            sandbox.process.stdout.close()
        self.assertEqual(os.stat(state).st_mode & 0o777, 0o600)
        with Sandbox(*options) as sandbox:
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers").json, ["stays"])
            self.assertEqual(sandbox.client().call("POST", "/snapTrade/login", **user).status, 200)

    def test_what_cannot_be_stored_has_not_happened(self):
        state = os.path.join(self.folder, "gone", "state")
        os.mkdir(os.path.dirname(state))
        with Sandbox("--state", state) as sandbox:
            os.rmdir(os.path.dirname(state))
            answer = sandbox.client().call("POST", "/snapTrade/registerUser", {"userId": "lost"})
            self.assertEqual((answer.status, answer.body, answer.reason), (500, b"", "internal"))
            self.assertIn(": internal: cannot write ", answer.told)
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers").json, [])

    def test_its_clock_can_be_off(self):
        with Sandbox("--clock-offset", "7200") as sandbox:
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers").reason, "timestamp")
            date = email.utils.parsedate_to_datetime(sandbox.client().send("GET", "/").headers["Date"]).timestamp()
            query = sandbox.client().query(timestamp=str(int(date)))
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers", query=query).status, 200)

    def ended(self, *options):
        done = subprocess.run([SANDBOX, *options], capture_output=True, timeout=60, check=False)
        self.assertEqual(done.stdout, b"")
        return done.returncode, done.stderr.decode()

    def test_each_option_says_what_it_wants(self):
        folder, empty = self.folder, os.path.join(self.folder, "empty")
        pathlib.Path(empty).write_text("\n")
        for options, text in [
                (["--port", "70000"], "--port: wants a whole number from 0 to 65535"),
                (["--port", "8080x"], "--port: wants a whole number from 0 to 65535"),
                (["--window", "-1"], "--window: wants a whole number from 0 to 86400"),
                (["--body-time", "0"], "--body-time: wants a whole number from 1 to 600"),
                (["--nonce", "x"], "--nonce: wants rfc7253 or legacy15"),
                (["--webhook-form", "x"], "--webhook-form: wants mixed or canonical"),
                (["--client-id", ""], "--client-id: wants an ID of printable ASCII characters"),
                (["--client-id", "a\x1b[31m"], "--client-id: wants an ID of printable ASCII characters"),
                (["--fault", "x"], "--fault: There is no such fault. The faults are none, 400/1076, "),
                (["--fault", "logim=429"], "--fault: There is no such operation. The operations are checkStatus, listUsers, "),
                (["--allow-host", "http://a.example"], "--allow-host: wants a name alone"),
                (["--allow-host", "a.example:80"], "--allow-host: wants a name alone"),
                (["--allow-host", "abc:80"], "--allow-host: wants a name alone"),
                (["--allow-host", "[::1"], "--allow-host: wants a name alone"),
                (["--allow-host", "a.example", "b.example"], "takes options only: [word 3, not repeated here]"),
                (["--state", folder], "--state: wants the name of a file"),
                (["--state", os.path.join(folder, "gone", "state")], "--state: wants a file in a folder that is there"),
                (["--consumer-key-file", folder], "--consumer-key-file: wants the name of a file, not of a folder"),
                (["--wrong"], "--wrong")]:
            with self.subTest(options=options):
                status, told = self.ended(*options)
                self.assertEqual(status, 2)
                self.assertIn(text, told)
                self.assertRegex(told, r"\A[ -~\n]*\Z")

    def test_a_key_given_in_place_of_its_files_name_is_not_repeated(self):
        status, told = self.ended("--consumer-key-file", "MY-SECRET-KEY")
        self.assertEqual(status, 2)
        self.assertIn("--consumer-key-file: wants the name of a file that can be read", told)
        self.assertNotIn("SECRET", told)

    def test_what_it_cannot_do_it_says(self):
        state, empty = os.path.join(self.folder, "st\x1bate"), os.path.join(self.folder, "empty")
        pathlib.Path(state).write_text("not ours")
        pathlib.Path(empty).write_text("\n")
        for options, text in [(["--state", state], r"st\x1bate is not a state file of the sandbox"),
                              (["--consumer-key-file", empty], "--consumer-key-file: there is no key in ")]:
            status, told = self.ended(*options)
            self.assertEqual(status, 1)
            self.assertIn(text, told)
            self.assertEqual(told.count("\n"), 1)
        with Sandbox() as sandbox:
            port = str(sandbox.address[1])
            status, told = self.ended("--port", port)
            self.assertEqual((status, told), (1, f"snapseal-sandbox: cannot listen on 127.0.0.1:{port}: the port is taken or not "
                                                 "allowed; --port 0 takes one that is free\n"))


if __name__ == "__main__":
    main()
