#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_life_test.py SANDBOX SNAPSEAL: the sandbox's own doings: faults, webhooks, how it starts and how it ends."""

import email.utils
import http.client
import http.server
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from sandbox_client import canonical, hmac_base64
from sandbox_fixture import SANDBOX, Case, Sandbox, decrypt, main, make_key


class Faults(Case):
    def faulty(self, name, **more):
        return self.client.call("GET", "/snapTrade/listUsers", headers={"X-Sandbox-Fault": name}, **more)

    def test_faults_come_on_request(self):
        busy = self.faulty("429")
        self.refused(busy, 429, "0000")
        self.assertIn("available in 7 seconds.", busy.json["detail"])
        self.assertEqual(busy.headers["X-RateLimit-Reset"], "7")
        broken = self.faulty("500")
        self.assertEqual((broken.status, broken.body), (500, b""))
        with self.assertRaises(http.client.IncompleteRead):
            self.faulty("truncated")
        self.refused(self.faulty("no such"), 400, 1076, "fault")
        self.assertEqual(self.faulty("wrong-tag").status, 200)
        with self.assertRaises(TimeoutError):
            self.faulty("slow", timeout=1)
        self.assertEqual(self.client.call("GET", "/snapTrade/listUsers").status, 200)

    def test_an_answer_with_a_wrong_tag_does_not_open(self):
        key, line = make_key(self.folder)
        user = self.register("damaged", rsaPublicKey=line)
        path = "/snapTrade/encryptedJWT"
        self.assertTrue(decrypt(key, self.client.call("GET", path, **user)))
        damaged = self.client.call("GET", path, headers={"X-Sandbox-Fault": "wrong-tag"}, **user)
        self.assertEqual(damaged.status, 200)
        self.assertIsNone(decrypt(key, damaged))

    def test_a_fault_can_be_for_all(self):
        with Sandbox("--fault", "500") as sandbox:
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers").status, 500)
            self.assertEqual(sandbox.client().send("GET", "/").status, 500)

    def test_the_end_does_not_wait_for_what_is_slow(self):
        with Sandbox("--fault", "slow", "--slow", "600000") as sandbox:
            waiting = threading.Thread(target=lambda: sandbox.client().send("GET", "/"))
            waiting.start()
            time.sleep(0.5)  # for the request to arrive; too short a time makes the test easier, not wrong
            self.assertEqual(sandbox.end(), 0)
            waiting.join(30)
            self.assertFalse(waiting.is_alive())


class Webhooks(Case):
    def webhook(self, **wanted):
        got = []

        class Listener(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                got.append((self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"])).decode()))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
            thread = threading.Thread(target=server.handle_request)
            thread.start()
            body = {"url": f"http://127.0.0.1:{server.server_port}/hook?x=1", "eventType": "CONNECTION_ADDED", **wanted}
            answer = self.client.send("POST", "/sandbox/webhook", json.dumps(body), {"Content-Type": "application/json"})
            thread.join(30)
        self.assertEqual((answer.status, answer.json["delivered"], answer.json["status"]), (200, True, 204))
        path, headers, text = got[0]
        self.assertEqual(path, "/hook?x=1")
        event = json.loads(text)
        self.assertEqual(event["webhookId"], answer.json["webhookId"])
        return event, headers["Signature"] == hmac_base64(self.client.key, canonical(event))

    def test_a_webhook_is_signed_and_on_time(self):
        event, holds = self.webhook(userId="Zoë")
        self.assertTrue(holds)
        self.assertEqual((event["eventType"], event["userId"], event["clientId"]),
                         ("CONNECTION_ADDED", "Zoë", self.client.client_id))
        self.assertRegex(event["eventTimestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$")

    def test_a_webhook_can_be_old_or_signed_wrong(self):
        fresh, _ = self.webhook()
        old, holds = self.webhook(ageSeconds=3600)
        self.assertTrue(holds)
        self.assertLess(old["eventTimestamp"], fresh["eventTimestamp"])
        self.assertFalse(self.webhook(wrongSignature=True)[1])

    def test_webhooks_go_to_this_machine_only_and_on_a_request_in_json(self):
        for url in ["http://example.invalid/", "https://127.0.0.1:1/", "http://127.0.0.1.example.invalid:80/", "x", 5]:
            answer = self.client.send("POST", "/sandbox/webhook", json.dumps({"url": url, "eventType": "X"}),
                                      {"Content-Type": "application/json"})
            self.refused(answer, 400, 1076)
        good = json.dumps({"url": "http://127.0.0.1:1/", "eventType": "X"})
        self.refused(self.client.send("POST", "/sandbox/webhook", good, {"Content-Type": "text/plain"}), 400, 1076)
        answer = self.client.send("POST", "/sandbox/webhook", good, {"Content-Type": "application/json"})
        self.assertEqual((answer.status, answer.json["delivered"], answer.json["status"]), (200, False, None))


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
            self.assertEqual((answer.status, answer.body), (500, b""))
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers").json, [])

    def test_its_clock_can_be_off(self):
        with Sandbox("--clock-offset", "7200") as sandbox:
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers").reason, "timestamp")
            date = email.utils.parsedate_to_datetime(sandbox.client().send("GET", "/").headers["Date"]).timestamp()
            query = sandbox.client().query(timestamp=str(int(date)))
            self.assertEqual(sandbox.client().call("GET", "/snapTrade/listUsers", query=query).status, 200)

    def test_what_it_cannot_do_it_says(self):
        state = os.path.join(self.folder, "state")
        pathlib.Path(state).write_text("not ours")
        empty = os.path.join(self.folder, "empty")
        pathlib.Path(empty).write_text("\n")
        for options, status in [(["--port", "70000"], 2), (["--nonce", "x"], 2), (["--fault", "x"], 2), (["--wrong"], 2),
                                (["--state", state], 1), (["--consumer-key-file", empty], 1)]:
            done = subprocess.run([SANDBOX, *options], capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout), (status, ""))
            self.assertTrue(done.stderr)
        with Sandbox() as sandbox:
            port = re.search(r":(\d+)$", sandbox.ready["baseUrl"])[1]
            done = subprocess.run([SANDBOX, "--port", port], capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    main()
