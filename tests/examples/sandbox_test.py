#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_test.py SANDBOX SNAPSEAL: what the sandbox answers, asked by a client that has nothing of snapseal in it."""

import email.utils
import http.client
import json
import subprocess
import time
import urllib.parse

from sandbox_client import canonical, hmac_base64
from sandbox_fixture import SNAPSEAL, Case, Sandbox, decrypt, main, make_key


PREFIXES = ["", "/api/v1"]


class Operations(Case):
    def test_a_user_lives_from_registration_to_deletion_under_both_prefixes(self):
        for prefix in PREFIXES:
            client = self.sandbox.client(prefix)
            user = self.register("life" + prefix, client)
            self.assertRegex(user["userSecret"], r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
            self.assertIn(user["userId"], client.call("GET", "/snapTrade/listUsers").json)
            self.refused(client.call("POST", "/snapTrade/registerUser", {"userId": user["userId"]}), 400, 1010,
                         "user_exists")
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
        self.assertIn("&broker=ALPACA&connectionPortalVersion=v4&", answer.json["redirectURI"])
        for bad in [{"broker": 1}, {"immediateRedirect": "true"}, {"connectionType": "write"},
                    {"connectionPortalVersion": "v5"}, {"brokers": "A"}, [], [1], "text"]:
            body = bad or None if isinstance(bad, dict) else bad
            content = {"content": bad, "path": "/snapTrade/login"}
            raw = urllib.parse.urlencode(self.client.query(**user))
            answer = self.client.call("POST", "/snapTrade/login", body, sent_query=raw, text=json.dumps(bad),
                                      signature=hmac_base64(self.client.key, canonical({**content, "query": raw})))
            self.refused(answer, 400, 1076, "body")

    def test_every_old_version_of_the_portal_is_set_to_v4(self):
        user = self.register("portal")
        for version in ["v2", "v3", "v4", None]:
            link = self.client.call("POST", "/snapTrade/login", {"connectionPortalVersion": version}, **user).json["redirectURI"]
            self.assertEqual(urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["connectionPortalVersion"], ["v4"])

    def test_registration_refuses_what_is_no_user_and_no_rsa_key(self):
        for bad in [{"userId": ""}, {"userId": 7}, {"name": "x"}, None]:
            self.refused(self.client.call("POST", "/snapTrade/registerUser", bad), 400, 1076, "body")
        for bad in ["ssh-rsa AAAA", 5, "ssh-ed25519 AAAA"]:
            answer = self.client.call("POST", "/snapTrade/registerUser", {"userId": "k", "rsaPublicKey": bad})
            self.refused(answer, 400, 1076, "rsa_public_key")
        self.assertNotIn("k", self.client.call("GET", "/snapTrade/listUsers").json)

    def test_user_calls_need_the_users_secret(self):
        user = self.register("secretive")
        for wrong in [{"userId": "secretive"}, {"userId": "secretive", "userSecret": "x"}, {},
                      {"userId": "nobody", "userSecret": user["userSecret"]}]:
            for method, path in [("POST", "/snapTrade/login"), ("GET", "/snapTrade/encryptedJWT"), ("GET", "/accounts")]:
                self.refused(self.client.call(method, path, **wrong), 401, 1083, "user_secret")
        self.assertIn("The query has no userId or no userSecret.", self.client.call("GET", "/accounts").told)
        for wrong in [{}, {"userId": "secretive"}, {"userSecret": "x"}, {"userId": 1, "userSecret": "x"}]:
            self.refused(self.client.call("POST", "/snapTrade/resetUserSecret", wrong), 400, 1076, "body")
        self.refused(self.client.call("DELETE", "/snapTrade/deleteUser"), 400, 1076, "no_user_id")

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
            self.refused(self.client.call(method, path), 404, 1011, "no_such_resource")
        self.assertIn("This path takes another method.", self.client.call("POST", "/snapTrade/listUsers").told)
        self.refused(self.client.call("POST", "/orders/x%2Fy", {"price": 1e-7, "units": 10**30, "n": {}}), 404, 1011)

    def test_json_of_any_depth_is_refused_and_not_crashed_on(self):
        for text in ["[" * 2_000_000 + "]" * 2_000_000, '{"a":' * 1_000_000 + "1" + "}" * 1_000_000, "[" * 2_000_000]:
            answer = self.client.send("POST", "/sandbox/webhook", text.encode(), {"Content-Type": "application/json"})
            self.refused(answer, 400, 1076, "webhook")
            self.assertIn("The body is no JSON object", answer.told)
        fine = json.dumps({"url": "http://127.0.0.1:1", "eventType": "[{" * 100, "userId": "\\\"[" * 100})
        answer = self.client.send("POST", "/sandbox/webhook", fine, {"Content-Type": "application/json"})
        self.assertEqual(answer.status, 200)

    def test_known_deviations_are_refused_and_named(self):
        client, user = self.client, {"userId": "Zoë"}
        raw = urllib.parse.urlencode(client.query())
        content = {"content": user, "path": "/snapTrade/registerUser", "query": raw}

        def named(reason, text, key=client.key, body=user, **more):
            answer = client.call("POST", "/snapTrade/registerUser", body, sent_query=raw,
                                 signature=hmac_base64(key, text), **more)
            self.refused(answer, 401, 1076, reason)
            self.assertTrue(answer.told.splitlines()[-1].startswith(f"POST /snapTrade/registerUser: {reason}: "))

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
        self.refused(self.client.call("GET", "/snapTrade/listUsers", text="{}"), 400, 1076, "body_not_allowed")

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
        self.refused(gone, 401, 1083, "no_such_user")

    def test_a_user_without_a_key_has_no_encrypted_jwt(self):
        self.refused(self.client.call("GET", "/snapTrade/encryptedJWT", **self.register("open")), 400, 1076,
                     "no_rsa_key")

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


if __name__ == "__main__":
    main()
