#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_test.py SANDBOX SNAPSEAL: what the sandbox does, asked by a client that has nothing of snapseal in it."""

import email.utils
import contextlib
import http.server
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

from sandbox_client import Client, canonical, hmac_base64

SANDBOX, SNAPSEAL = sys.argv[1:3]
PREFIXES = ["", "/api/v1"]


class Sandbox:
    """One that runs; `with` ends it."""

    def __init__(self, *options):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([SANDBOX, *options], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.ready = json.loads(self.process.stdout.readline())

    def client(self, prefix=""):
        return Client(self.ready["baseUrl"], self.ready["clientId"], self.ready["consumerKeyFile"], prefix)

    def told(self):
        self.log.seek(0)
        return self.log.read()

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
        self.assertEqual(answer.status, status, answer.body)
        body = answer.json
        self.assertEqual(str(body.get("code", body.get("default_code"))), str(code))
        if "code" in body:
            self.assertEqual(body["status_code"], status)
            self.assertIsInstance(body["detail"], str)
        else:
            self.assertIsInstance(body["default_detail"], str)
        self.assertEqual(answer.reason, reason)

    def register(self, user_id, client=None, **more):
        answer = (client or self.client).call("POST", "/snapTrade/registerUser", {"userId": user_id, **more})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json["userId"], user_id)
        return {"userId": user_id, "userSecret": answer.json["userSecret"]}


class Operations(Case):
    def test_a_user_lives_from_registration_to_deletion_under_both_prefixes(self):
        for prefix in PREFIXES:
            client = self.sandbox.client(prefix)
            user = self.register("life" + prefix, client)
            self.assertRegex(user["userSecret"], r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
            self.assertIn(user["userId"], client.call("GET", "/snapTrade/listUsers").json)
            self.refused(client.call("POST", "/snapTrade/registerUser", {"userId": user["userId"]}), 400, 1010)
            login = client.call("POST", "/snapTrade/login", **user)
            self.assertEqual(sorted(login.json), ["redirectURI", "sessionId"])
            self.assertIn("connectionPortalVersion=v4&sessionId=" + login.json["sessionId"], login.json["redirectURI"])
            reset = client.call("POST", "/snapTrade/resetUserSecret", user)
            self.assertNotEqual(reset.json["userSecret"], user["userSecret"])
            self.refused(client.call("POST", "/snapTrade/login", **user), 401, 1083)
            self.refused(client.call("POST", "/snapTrade/resetUserSecret", user), 401, 1083)
            self.assertEqual(client.call("POST", "/snapTrade/login", **reset.json).status, 200)
            gone = client.call("DELETE", "/snapTrade/deleteUser", userId=user["userId"])
            self.assertEqual(sorted(gone.json), ["detail", "status", "userId"])
            self.assertNotIn(user["userId"], client.call("GET", "/snapTrade/listUsers").json)
            self.refused(client.call("DELETE", "/snapTrade/deleteUser", userId=user["userId"]), 404, 1011)

    def test_the_status_needs_no_signature_and_tells_the_time(self):
        for path in ["/", "/api/v1", "/api/v1/"]:
            answer = self.client.send("GET", path)
            self.assertEqual(answer.status, 200)
            self.assertEqual((answer.json["online"], type(answer.json["version"])), (True, int))
            self.assertRegex(answer.json["timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$")
            date = email.utils.parsedate_to_datetime(answer.headers["Date"]).timestamp()
            self.assertLess(abs(date - time.time()), 60)
            self.assertTrue(answer.headers["X-Request-ID"])

    def test_login_takes_the_documented_options_and_no_others(self):
        user = self.register("options")
        good = {"broker": "ALPACA", "immediateRedirect": True, "customRedirect": "https://a.example/?b=<c>&d",
                "reconnect": "8b5f262d-4bb9-365d-888a-202bd3b15fa1", "connectionType": "trade-if-available",
                "showCloseButton": False, "darkMode": None, "locale": "fr", "connectionPortalVersion": "v3"}
        answer = self.client.call("POST", "/snapTrade/login", good, **user)
        self.assertIn("&broker=ALPACA&connectionPortalVersion=v3&", answer.json["redirectURI"])
        for bad in [{"broker": 1}, {"immediateRedirect": "true"}, {"connectionType": "write"},
                    {"connectionPortalVersion": "v5"}, {"brokers": "A"}, [], [1], "text"]:
            body = bad or None if isinstance(bad, dict) else bad
            content = {"content": bad, "path": "/snapTrade/login"}
            raw = urllib.parse.urlencode(self.client.query(**user))
            answer = self.client.call("POST", "/snapTrade/login", body, sent_query=raw, text=json.dumps(bad),
                                      signature=hmac_base64(self.client.key, canonical({**content, "query": raw})))
            self.refused(answer, 400, 1076)

    def test_registration_refuses_what_is_no_user_and_no_rsa_key(self):
        for bad in [{"userId": ""}, {"userId": 7}, {"name": "x"}, {"userId": "k", "rsaPublicKey": "ssh-rsa AAAA"},
                    {"userId": "k", "rsaPublicKey": 5}, {"userId": "k", "rsaPublicKey": "ssh-ed25519 AAAA"}]:
            self.refused(self.client.call("POST", "/snapTrade/registerUser", bad), 400, 1076)
        self.refused(self.client.call("POST", "/snapTrade/registerUser"), 400, 1076)
        self.assertNotIn("k", self.client.call("GET", "/snapTrade/listUsers").json)

    def test_user_calls_need_the_users_secret(self):
        user = self.register("secretive")
        for wrong in [{"userId": "secretive"}, {"userId": "secretive", "userSecret": "x"}, {},
                      {"userId": "nobody", "userSecret": user["userSecret"]}]:
            for method, path in [("POST", "/snapTrade/login"), ("GET", "/snapTrade/encryptedJWT"), ("GET", "/accounts")]:
                self.refused(self.client.call(method, path, **wrong), 401, 1083)

    def test_names_beyond_ascii_and_with_signs_of_the_query_are_names(self):
        for name in ["Zoë Müller", "東京-😀", "a&b=c+d%25 #?/", "\u2028\x7f"]:
            user = self.register(name)
            self.assertEqual(self.client.call("POST", "/snapTrade/login", **user).status, 200)
            self.assertEqual(self.client.call("DELETE", "/snapTrade/deleteUser", userId=name).json["userId"], name)


class Signatures(Case):
    def test_every_request_is_verified_before_it_is_looked_at(self):
        paths = [("GET", "/snapTrade/listUsers"), ("POST", "/snapTrade/registerUser"), ("GET", "/accounts"),
                 ("DELETE", "/snapTrade/deleteUser"), ("POST", "/snapTrade/login"), ("GET", "/snapTrade/encryptedJWT"),
                 ("POST", "/snapTrade/resetUserSecret"), ("GET", "/no/such/path"), ("PUT", "/x"), ("PATCH", "/x")]
        for method, path in paths:
            wrong = hmac_base64("another key", "text")
            self.refused(self.client.call(method, path, signature=wrong), 401, 1076, "unexplained")
            self.assertEqual(self.client.call(method, path, signature=wrong).json["code"], "1076")
            for no_signature in ["", "AAAA", wrong[:-1], wrong + "=", wrong + wrong]:
                self.assertEqual(self.client.call(method, path, signature=no_signature).status, 401)
            answer = self.client.send(method, path + "?" + urllib.parse.urlencode(self.client.query()))
            self.refused(answer, 401, 1076, "no_signature")
        for method, path in [("GET", "/no/such/path"), ("POST", "/snapTrade/listUsers"), ("GET", "/sandbox/webhook"),
                             ("PUT", "/x"), ("PATCH", "/x"), ("GET", "/api/v1/api/v1/snapTrade/listUsers"),
                             ("GET", "/api/v1snapTrade/listUsers"), ("GET", "/snapTrade/listUsers/")]:
            self.refused(self.client.call(method, path), 404, 1011)
        self.refused(self.client.call("POST", "/orders/x%2Fy", {"price": 1e-7, "units": 10**30, "n": {}}), 404, 1011)

    def test_known_deviations_are_refused_and_named(self):
        client, user = self.client, {"userId": "Zoë"}
        raw = urllib.parse.urlencode(client.query())
        content = {"content": user, "path": "/snapTrade/registerUser", "query": raw}

        def named(reason, text, key=client.key, body=user, **more):
            answer = client.call("POST", "/snapTrade/registerUser", body, sent_query=raw,
                                 signature=hmac_base64(key, text), **more)
            self.refused(answer, 401, 1076, reason)
            self.assertRegex(self.sandbox.told(), rf"(?m)^POST /snapTrade/registerUser: {reason}: \w")

        compact = {"separators": (",", ":"), "sort_keys": True}
        named("raw_utf8", json.dumps(content, ensure_ascii=False, **compact))
        named("default_separators", json.dumps(content, sort_keys=True))
        named("api_v1_added", canonical({**content, "path": "/api/v1/snapTrade/registerUser"}))
        named("query_with_question_mark", canonical({**content, "query": "?" + raw}))
        named("empty_object", canonical({**content, "content": {}}), body={})
        named("key_trimmed", canonical(content), key=client.key + "\n")
        self.assertNotIn("Zoë", client.call("GET", "/snapTrade/listUsers").json)

    def test_what_no_signature_can_mean_is_refused_by_name(self):
        for text, reason in [('{"userId":"a","userId":"b"}', "duplicate_member"), ('{"userId":"\\ud800"}', "lone_surrogate"),
                             ('{"userId":', "malformed_json"), ('{"userId":1e999}', "number_out_of_range")]:
            self.refused(self.client.call("POST", "/snapTrade/registerUser", text=text), 400, 1076, reason)

    def test_client_id_and_timestamp_are_strict(self):
        good = self.client.query()
        now = int(good["timestamp"])
        for wrong in [{"clientId": "other"}, {"clientId": ""}]:
            self.refused(self.client.call("GET", "/snapTrade/listUsers", query={**good, **wrong}), 404, 1011, "client_id")
        for wrong in [now - 400, now + 400, now * 1000, "", "x", f" {now}", f"{now}.0", f"-{now}", f"+{now}", "9" * 30]:
            answer = self.client.call("GET", "/snapTrade/listUsers", query={**good, "timestamp": str(wrong)})
            self.refused(answer, 401, 1076, "timestamp")
        for seconds in [now - 200, now + 200]:
            answer = self.client.call("GET", "/snapTrade/listUsers", query={**good, "timestamp": str(seconds)})
            self.assertEqual(answer.status, 200)
        raw = urllib.parse.urlencode(good)
        for wrong in [raw + "&clientId=other", raw + f"&timestamp={now}", raw + "&a=%zz", raw + "&a=%2"]:
            self.refused(self.client.call("GET", "/snapTrade/listUsers", sent_query=wrong), 400, 1076, "query")
        self.refused(self.client.call("GET", "/snapTrade/listUsers", sent_query=""), 404, 1011, "client_id")

    def test_a_get_with_a_body_is_refused(self):
        self.refused(self.client.call("GET", "/snapTrade/listUsers", text="{}"), 400, 1076)

    def test_a_post_without_a_length_has_no_body(self):
        client = self.client
        raw = urllib.parse.urlencode(client.query(**self.register("brief")))
        path = "/snapTrade/login"
        connection = http.client.HTTPConnection(client.host, timeout=30)
        connection.putrequest("POST", f"{path}?{raw}")
        connection.putheader("Signature", hmac_base64(client.key, canonical({"content": None, "path": path, "query": raw})))
        connection.endheaders()
        self.assertEqual(connection.getresponse().status, 200)
        connection.close()

    def test_neither_secret_nor_query_is_told(self):
        user = self.register("quiet one")
        self.client.call("POST", "/snapTrade/login", signature="AAAA", **user)
        told = self.sandbox.told()
        for secret in [user["userSecret"], self.client.key, "quiet", "timestamp="]:
            self.assertNotIn(secret, told)


class Encryption(Case):
    def test_a_user_with_a_key_gets_encrypted_answers_that_only_that_key_opens(self):
        key, line = make_key(self.folder)
        user = self.register("sealed", rsaPublicKey=line)
        login = self.client.call("POST", "/snapTrade/login", **user)
        self.assertEqual(sorted(login.json), ["encryptedMessageData", "encryptedSharedKey"])
        self.assertEqual(sorted(json.loads(decrypt(key, login))), ["redirectURI", "sessionId"])
        token = decrypt(key, self.client.call("GET", "/snapTrade/encryptedJWT", **user))
        self.assertRegex(token, r"^[\w-]+\.[\w-]+\.[\w-]{43}$")
        accounts = self.client.send("GET", "/accounts", headers={"Authorization": "JWT " + token})
        self.assertEqual(accounts.status, 200)
        self.assertEqual(accounts.json, self.client.call("GET", "/accounts", **user).json)
        head, claims, mac = token.split(".")
        for wrong in [f"{head}.{claims}.{mac[:-1]}A" if mac[-1] != "A" else f"{head}.{claims}.{mac[:-1]}E",
                      f"{head}.{claims}x.{mac}", f"{head}.{claims}", f"{head}.{claims}.", "", ".", "..", mac]:
            answer = self.client.send("GET", "/accounts", headers={"Authorization": "JWT " + wrong})
            self.refused(answer, 401, 1076, "token")
        bearer = self.client.send("GET", "/accounts", headers={"Authorization": "Bearer " + token})
        self.refused(bearer, 401, 1076, "token")
        listing = self.client.send("GET", "/snapTrade/listUsers", headers={"Authorization": "JWT " + token})
        self.assertNotEqual(listing.status, 200)
        self.client.call("DELETE", "/snapTrade/deleteUser", userId="sealed")
        gone = self.client.send("GET", "/accounts", headers={"Authorization": "JWT " + token})
        self.assertEqual(gone.status, 401)

    def test_a_user_without_a_key_has_no_encrypted_jwt(self):
        self.refused(self.client.call("GET", "/snapTrade/encryptedJWT", **self.register("open")), 400, 1076)

    def test_a_token_ends(self):
        key, line = make_key(self.folder)
        with Sandbox("--token-life", "0") as sandbox:
            client = sandbox.client()
            user = self.register("brief", client, rsaPublicKey=line)
            token = decrypt(key, client.call("GET", "/snapTrade/encryptedJWT", **user))
            answer = client.send("GET", "/accounts", headers={"Authorization": "JWT " + token})
            self.refused(answer, 401, 1076, "token")
            foreign = self.client.send("GET", "/accounts", headers={"Authorization": "JWT " + token})
            self.refused(foreign, 401, 1076, "token")

    def test_both_forms_of_the_nonce_can_be_had(self):
        key, line = make_key(self.folder)
        for form in ["rfc7253", "legacy15"]:
            with Sandbox("--nonce", form) as sandbox:
                client = sandbox.client()
                answer = client.call("POST", "/snapTrade/login", **self.register("n", client, rsaPublicKey=line))
                strict = subprocess.run([SNAPSEAL, "decrypt", "--key", key, "--no-legacy-nonce"], input=answer.body,
                                        capture_output=True, check=False)
                self.assertEqual(strict.returncode == 0, form == "rfc7253")
                self.assertIn("redirectURI", decrypt(key, answer))


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
        self.folder = self.enterContext(tempfile.TemporaryDirectory()) if hasattr(self, "enterContext") else None
        if self.folder is None:  # Python before 3.11
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
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
