#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_faults_test.py SANDBOX SNAPSEAL: errors and broken answers that are asked for."""

import http.client
import threading
import time

from sandbox_fixture import Case, Sandbox, decrypt, main, make_key

# Every error that the API's documents name: the fault, the whole body.
ERRORS = {
    "400/1076": {"default_detail": "Unable to verify data sent", "default_code": 1076},
    "400/1010": {"detail": "User with the following userId already exists", "status_code": 400, "code": "1010"},
    "401/1076": {"detail": "Unable to verify signature sent", "status_code": 401, "code": "1076"},
    "401/1083": {"detail": "Invalid userID or userSecret provided", "status_code": 401, "code": "1083"},
    "403/1066": {"default_detail": "User does not have permission to access this resource", "default_code": 1066},
    "404/1011": {"default_detail": "The requested resource does not exist.", "default_code": 1011},
    "429": {"detail": "Request was throttled. Expected available in 7 seconds.", "status_code": 429, "code": "0000"},
    "500/1000": {"detail": "Encountered an unexpected exception.", "status_code": 500, "code": 1000},
    "500": None,
}
OPERATIONS = {
    "checkStatus": ("GET", "/"),
    "listUsers": ("GET", "/snapTrade/listUsers"),
    "registerUser": ("POST", "/snapTrade/registerUser"),
    "deleteUser": ("DELETE", "/snapTrade/deleteUser"),
    "login": ("POST", "/snapTrade/login"),
    "encryptedJWT": ("GET", "/snapTrade/encryptedJWT"),
    "resetUserSecret": ("POST", "/snapTrade/resetUserSecret"),
    "accounts": ("GET", "/accounts"),
}


class Faults(Case):
    def faulty(self, name, method="GET", path="/snapTrade/listUsers", **more):
        return self.client.call(method, path, headers={"X-Sandbox-Fault": name}, **more)

    def played(self, answer, fault):
        self.assertEqual(answer.status, int(fault[:3]))
        self.assertEqual(answer.json if answer.body else None, ERRORS[fault])
        self.reason_is_told(answer, "played_fault")

    def test_every_documented_error_can_be_had_from_every_operation(self):
        for prefix in ["", "/api/v1"]:
            for operation, (method, path) in OPERATIONS.items():
                for fault in ERRORS:
                    with self.subTest(operation=operation, fault=fault):
                        self.played(self.faulty(fault, method, prefix + path), fault)
                        self.played(self.faulty(f"{operation}={fault}", method, prefix + path), fault)

    def test_a_429_says_when_to_come_back(self):
        self.assertEqual(self.faulty("429").headers["X-RateLimit-Reset"], "7")

    def test_a_fault_of_one_operation_spares_the_others(self):
        plan = "login=403/1066, listUsers=500/1000"
        self.played(self.faulty(plan, "POST", "/snapTrade/login"), "403/1066")
        self.played(self.faulty(plan), "500/1000")
        self.assertEqual(self.faulty(plan, "GET", "/").status, 200)
        self.played(self.faulty("429,login=none"), "429")
        self.refused(self.faulty("429,login=none", "POST", "/snapTrade/login"), 401, 1083, "user_secret")

    def test_an_error_that_is_played_changes_nothing(self):
        user = self.register("untouched")
        for operation in ["registerUser", "deleteUser", "resetUserSecret"]:
            method, path = OPERATIONS[operation]
            body = {**user, "userId": "new"} if operation == "registerUser" else user if method == "POST" else None
            more = {"userId": user["userId"]} if method == "DELETE" else {}
            self.played(self.faulty("500/1000", method, path, body=body, **more), "500/1000")
        self.assertEqual(self.client.call("GET", "/snapTrade/listUsers").json, ["untouched"])
        self.assertEqual(self.client.call("POST", "/snapTrade/login", **user).status, 200)
        self.client.call("DELETE", "/snapTrade/deleteUser", userId="untouched")

    def test_a_fault_that_is_none_is_refused_by_name(self):
        for name in ["no such", ",", "429,", "login=", "=429", "nothing=429", "login=429=500", "429;500", "4xx"]:
            answer = self.faulty(name)
            self.refused(answer, 400, 1076, "unknown_fault")
            self.assertRegex(answer.told.splitlines()[-1], r"unknown_fault: X-Sandbox-Fault: There is no such \w+\. The \w+s are ")

    def test_answers_can_be_late_or_cut_off(self):
        with self.assertRaises(http.client.IncompleteRead):
            self.faulty("truncated")
        with self.assertRaises(TimeoutError):
            self.faulty("slow", timeout=0.5)
        self.assertEqual(self.faulty("none").status, 200)

    def test_an_answer_with_a_wrong_tag_does_not_open(self):
        key, line = make_key(self.folder)
        user = self.register("damaged", rsaPublicKey=line)
        path = "/snapTrade/encryptedJWT"
        self.assertTrue(decrypt(key, self.client.call("GET", path, **user)))
        damaged = self.faulty("wrong-tag", "GET", path, **user)
        self.assertEqual(damaged.status, 200)
        self.assertIsNone(decrypt(key, damaged))
        self.client.call("DELETE", "/snapTrade/deleteUser", userId="damaged")

    def test_options_set_the_faults_and_a_header_replaces_them(self):
        with Sandbox("--fault", "500", "--fault", "login=429", "--fault", "checkStatus=none") as sandbox:
            self.client = sandbox.client()
            self.played(self.client.call("GET", "/snapTrade/listUsers"), "500")
            self.played(self.client.call("POST", "/snapTrade/login"), "429")
            self.played(self.client.send("GET", "/no/such/path"), "500")
            self.assertEqual(self.client.send("GET", "/").status, 200)
            self.assertEqual(self.faulty("none").status, 200)
            self.played(self.faulty("404/1011"), "404/1011")

    def test_the_end_does_not_wait_for_what_is_slow(self):
        with Sandbox("--fault", "slow", "--slow", "600000") as sandbox:
            waiting = threading.Thread(target=lambda: sandbox.client().send("GET", "/"))
            waiting.start()
            time.sleep(0.5)  # for the request to arrive; too short a time makes the test easier, not wrong
            self.assertEqual(sandbox.end(), 0)
            waiting.join(30)
            self.assertFalse(waiting.is_alive())


if __name__ == "__main__":
    main()
