#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_webhook_test.py SANDBOX SNAPSEAL: webhooks on request."""

import http.server
import json
import threading

from sandbox_client import canonical, hmac_base64
from sandbox_fixture import Case, Sandbox, main

JSON = {"Content-Type": "application/json"}


class Webhooks(Case):
    def webhook(self, client=None, **wanted):
        """What arrived: the text as it came, and the signature."""
        client, got = client or self.client, []

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
            answer = client.send("POST", "/sandbox/webhook", json.dumps(body), JSON)
            thread.join(30)
        self.assertEqual((answer.status, answer.json["delivered"], answer.json["status"]), (200, True, 204))
        path, headers, text = got[0]
        self.assertEqual(path, "/hook?x=1")
        self.assertEqual(json.loads(text)["webhookId"], answer.json["webhookId"])
        return text, headers["Signature"]

    def holds(self, text, signature, client=None):
        return signature == hmac_base64((client or self.client).key, text)

    def refused_webhook(self, body, headers=None):
        answer = self.client.send("POST", "/sandbox/webhook", json.dumps(body), headers or JSON)
        self.refused(answer, 400, 1076, "webhook")
        return answer.told.splitlines()[-1]

    def test_a_webhook_is_signed_in_canonical_form_and_on_time(self):
        text, signature = self.webhook(userId="Zoë")
        event = json.loads(text)
        self.assertTrue(self.holds(canonical(event), signature))
        self.assertEqual((event["eventType"], event["userId"], event["clientId"]),
                         ("CONNECTION_ADDED", "Zoë", self.client.client_id))
        self.assertRegex(event["eventTimestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$")

    def test_who_signs_the_body_as_it_came_gets_another_signature(self):
        for wanted in [{}, {"userId": "me"}, {"form": "mixed"}, {"userId": "Zoë/\"\\+\x01\x7f'😀"}]:
            text, signature = self.webhook(**wanted)
            self.assertFalse(self.holds(text, signature))
            self.assertTrue(self.holds(canonical(json.loads(text)), signature))

    def test_no_shortcut_to_the_canonical_form_leads_there(self):
        text, signature = self.webhook(userId="Zoë/+")
        event = json.loads(text)
        compact = (",", ":")
        without_blanks = text.replace(" : ", ":").replace("\n  ", "").replace("\n", "")
        self.assertEqual(json.loads(without_blanks), event)
        for shortcut in [text.strip(), without_blanks,
                         json.dumps(event, separators=compact),  # the members as they came
                         json.dumps(event, separators=compact, sort_keys=True, ensure_ascii=False),
                         json.dumps(event, sort_keys=True)]:
            self.assertFalse(self.holds(shortcut, signature))

    def test_the_body_has_members_blanks_and_escapes_of_its_own(self):
        text, _ = self.webhook(userId="Zoë/+")
        self.assertNotEqual(list(json.loads(text)), sorted(json.loads(text)))
        self.assertIn(' : "', text)
        for escaped in ["Zoë\\/\\u002B", "\\u002B00:00"]:
            self.assertIn(escaped, text)

    def test_the_canonical_form_can_be_had(self):
        text, signature = self.webhook(form="canonical", userId="Zoë/+")
        self.assertTrue(self.holds(text, signature))
        with Sandbox("--webhook-form", "canonical") as sandbox:
            client = sandbox.client()
            self.assertTrue(self.holds(*self.webhook(client), client))
            self.assertFalse(self.holds(*self.webhook(client, form="mixed"), client))

    def test_a_webhook_can_be_old_or_signed_wrong(self):
        fresh = json.loads(self.webhook()[0])["eventTimestamp"]
        text, signature = self.webhook(ageSeconds=3600)
        self.assertTrue(self.holds(canonical(json.loads(text)), signature))
        self.assertLess(json.loads(text)["eventTimestamp"], fresh)
        self.assertGreater(json.loads(self.webhook(ageSeconds=-3600)[0])["eventTimestamp"], fresh)
        text, signature = self.webhook(wrongSignature=True)
        self.assertFalse(self.holds(canonical(json.loads(text)), signature))

    def test_webhooks_go_to_this_machine_only(self):
        here = "http://127.0.0.1:1"
        for url in ["http://example.invalid/", "https://127.0.0.1:1/", "http://127.0.0.1.example.invalid:80/", "x", "",
                    here + "@example.invalid/", here + "@localhost:1/", "http://127.0.0.1:1:2/", "http://127.0.0.1:/",
                    "http://127.0.0.1:0/", "http://127.0.0.1:65536/", "http://127.0.0.1:-1/", here + "?x", here + "#x",
                    here + "/ x", here + "/\r\nX: y", here + "/\x00", "http://127.0.0.1:99999999999999999999/"]:
            with self.subTest(url=url):
                self.assertIn("The url is not http://127.0.0.1:PORT", self.refused_webhook({"url": url, "eventType": "X"}))

    def test_what_cannot_be_a_webhook_is_refused_with_the_member_at_fault(self):
        good = {"url": "http://127.0.0.1:1/", "eventType": "X"}
        for change, word in [({"url": 5}, "no url"), ({"eventType": None}, "no eventType"), ({"userId": 5}, "userId is not"),
                             ({"ageSeconds": "1"}, "ageSeconds is"), ({"ageSeconds": 1e10}, "ageSeconds is"),
                             ({"wrongSignature": 1}, "wrongSignature is"), ({"form": "raw"}, "form is"),
                             ({"form": None}, "form is"), ({"wrongSignatur": True}, "another member")]:
            self.assertIn(word, self.refused_webhook({**good, **change}))
        self.assertIn("no JSON object", self.refused_webhook([good]))
        self.assertIn("Content-Type", self.refused_webhook(good, {"Content-Type": "text/plain"}))

    def test_that_nobody_listens_is_told(self):
        good = json.dumps({"url": "http://127.0.0.1:1", "eventType": "X"})
        answer = self.client.send("POST", "/sandbox/webhook", good, JSON)
        self.assertEqual((answer.status, answer.json["delivered"], answer.json["status"]), (200, False, None))


if __name__ == "__main__":
    main()
