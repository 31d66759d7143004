#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_personal_test.py SANDBOX SNAPSEAL: a sandbox whose key is a personal one."""

import json
import subprocess

from sandbox_fixture import SNAPSEAL, Case, Sandbox, main


class Personal(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sandbox = cls.stack.enter_context(Sandbox("--personal"))
        cls.client = cls.sandbox.client()

    def test_login_and_accounts_need_a_signature_and_no_user(self):
        link = self.client.call("POST", "/snapTrade/login").json["redirectURI"]
        self.assertIn("connectionPortalVersion=v4", link)
        self.assertEqual(self.client.call("POST", "/snapTrade/login", {"broker": "ALPACA"}).status, 200)
        self.assertEqual(len(self.client.call("GET", "/accounts").json), 1)
        self.assertEqual(self.client.send("GET", "/").status, 200)
        self.refused(self.client.call("POST", "/snapTrade/login", signature="AAAA"), 401, 1076, "unexplained")
        self.refused(self.client.call("GET", "/no/such/path"), 404, 1011, "no_such_resource")

    def test_whoever_names_a_user_is_refused(self):
        for user in [{"userId": "me", "userSecret": "s"}, {"userId": "me"}, {"userSecret": "s"}, {"userId": ""}]:
            for method, path in [("POST", "/snapTrade/login"), ("GET", "/accounts"), ("GET", "/no/such/path")]:
                self.refused(self.client.call(method, path, **user), 400, 1076, "personal_key")
        self.refused(self.client.call("POST", "/snapTrade/login", {"userId": "me"}), 400, 1076, "personal_key")

    def test_there_are_no_users_to_manage(self):
        for method, path, body in [("GET", "/snapTrade/listUsers", None), ("POST", "/snapTrade/registerUser", {"userId": "me"}),
                                   ("DELETE", "/snapTrade/deleteUser", None), ("GET", "/snapTrade/encryptedJWT", None),
                                   ("POST", "/snapTrade/resetUserSecret", {"userId": "me", "userSecret": "s"})]:
            self.refused(self.client.call(method, path, body), 403, 1066, "personal_key")

    def program(self, sandbox, *arguments):
        """The answer to what `snapseal request` makes, sent as it says."""
        ready = sandbox.ready
        command = [SNAPSEAL, "request", *arguments, "--base", ready["baseUrl"], "--client-id", ready["clientId"],
                   "--consumer-key-file", ready["consumerKeyFile"], "--format", "json"]
        made = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        target = made["url"].removeprefix(ready["baseUrl"])
        return sandbox.client().send(made["method"], target, made.get("body"), dict(made["headers"]))

    def test_the_programs_personal_requests_are_taken_here_and_refused_with_a_commercial_key(self):
        self.assertIn("redirectURI", self.program(self.sandbox, "login-user", "--personal", "--broker", "ALPACA").json)
        self.assertEqual(self.program(self.sandbox, "any", "GET", "/accounts", "--personal").status, 200)
        with Sandbox() as commercial:
            answer = self.program(commercial, "any", "GET", "/accounts", "--personal")
            self.refused(answer, 401, 1083, "user_secret")
            self.assertIn("Only a personal key (--personal) goes without.", answer.told)


if __name__ == "__main__":
    main()
