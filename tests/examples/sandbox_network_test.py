#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sandbox_network_test.py SANDBOX SNAPSEAL: what comes over the wire and is no client's request: names of other hosts,
control characters, what is no HTTP, and connections that are slow."""

import contextlib
import json
import pathlib
import re
import socket
import time

from sandbox_client import Answer
from sandbox_fixture import Case, Sandbox, main

ALL_OF_A_KIND = 10  # slow connections


class Wire(Case):
    def raw(self, request, sandbox=None):
        """The answer to these bytes; nothing if the connection was closed without one."""
        sandbox = sandbox or self.sandbox
        got = b""
        with socket.create_connection(sandbox.address, timeout=20) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(request)
                while part := connection.recv(65536):
                    got += part
        if not got:
            return None
        head, _, body = got.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        return Answer(int(lines[0].split()[1]), dict(line.split(": ", 1) for line in lines[1:]), body, sandbox.told())

    def status_with_host(self, *lines, sandbox=None):
        head = "".join(f"{line}\r\n" for line in lines)
        return self.raw(f"GET / HTTP/1.1\r\n{head}\r\n".encode("latin-1"), sandbox)


class Hosts(Wire):
    def test_loopback_names_are_answered(self):
        for host in ["127.0.0.1", "localhost", "LocalHost:80", "[::1]", "[::1]:8080", "127.0.0.1:65535"]:
            self.assertEqual(self.status_with_host(f"Host: {host}").status, 200, host)

    def test_every_other_name_is_refused_whatever_is_asked(self):
        for host in ["attacker.example", "127.0.0.1.attacker.example", "localhost.attacker.example:80", "x", "", ":80", "[::1",
                     "127.0.0.1:", "127.0.0.1:80:80", "127.0.0.1:8o", "127.0.0.1:000000", "attacker.example@127.0.0.1",
                     "127.0.0.1, attacker.example", "[::1]x", "[::2]", "::1", "127.0.0.2", "localhost."]:
            with self.subTest(host=host):
                self.refused(self.status_with_host(f"Host: {host}"), 421, "sandbox", "host")
        for method, path in [("POST", "/sandbox/webhook"), ("GET", "/snapTrade/listUsers"), ("GET", "/accounts"), ("PUT", "/x")]:
            answer = self.client.call(method, path, headers={"Host": "attacker.example", "X-Sandbox-Fault": "429"})
            self.refused(answer, 421, "sandbox", "host")

    def test_a_request_without_a_host_or_with_two_is_refused(self):
        self.refused(self.status_with_host(), 421, "sandbox", "host")
        for first, second in [("127.0.0.1", "attacker.example"), ("attacker.example", "127.0.0.1"), ("127.0.0.1", "127.0.0.1")]:
            self.refused(self.status_with_host(f"Host: {first}", f"Host: {second}"), 421, "sandbox", "host")

    def test_other_names_can_be_allowed(self):
        with Sandbox("--allow-host", "Api.Example", "--allow-host", "[fd00::1]", "--allow-host", "fd00::2") as sandbox:
            for host in ["api.example", "API.EXAMPLE:8080", "[fd00::1]:1", "[fd00::2]", "localhost"]:
                self.assertEqual(self.status_with_host(f"Host: {host}", sandbox=sandbox).status, 200, host)
            self.refused(self.status_with_host("Host: x.api.example", sandbox=sandbox), 421, "sandbox", "host")


class Log(Wire):
    def last_line(self, request):
        answer = self.raw(request)
        told = answer.told
        self.assertRegex(told, r"\A[ -~\n]*\Z")
        self.reason_is_told(answer)
        return told.splitlines()[-1]

    def test_no_control_character_of_a_request_reaches_the_log(self):
        host = b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
        self.assertIn(r"/a\x1b[31m\x9b\xc2\x9d\x7f\\x", self.last_line(b"GET /a\x1b[31m\x9b\xc2\x9d\x7f\\x" + host))
        self.assertIn(r"/\xe2\x80\xae", self.last_line("GET /\u202e".encode() + host))
        self.assertIn("/%1b%0aforged: client_id: ", self.last_line(b"GET /%1b%0aforged" + host))
        for byte in [*range(1, 9), 11, 12, *range(14, 32), *range(127, 160), 255]:
            self.last_line(b"GET /" + bytes([byte]) + host)
        for request in [b"G\x1bT /" + host, b"GET\x1b[2J\r\n\r\n", b"\x00\x1b\r\n\r\n", b"GET / HTTP/1.1\x1b\r\nHost: localhost\r\n\r\n"]:
            with self.subTest(request=request):
                self.raw(request)
                self.assertRegex(self.sandbox.told(), r"\A[ -~\n]*\Z")

    def test_names_of_files_go_through_the_same_filter(self):
        state = pathlib.Path(self.folder) / "a\x1b[31mb\u009b"
        state.mkdir()
        with Sandbox("--state", str(state / "state")) as sandbox:
            state.rmdir()
            answer = sandbox.client().call("POST", "/snapTrade/registerUser", {"userId": "lost"})
            self.assertEqual((answer.status, answer.reason), (500, "internal"))
            self.assertIn(r"/a\x1b[31mb\xc2\x9b/state.new", answer.told)
            self.assertRegex(answer.told, r"\A[ -~\n]*\Z")

    def test_neither_a_long_path_nor_a_long_method_hides_the_reason(self):
        line = self.last_line(b"GET /" + b"a" * 4000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertRegex(line, r"\AGET /a{199}\.\.\.: client_id: ")
        line = self.last_line(b"A" * 4000 + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertRegex(line, r"\AA{0,20}(\.\.\.)? /?: http: ")

    def test_quiet_says_nothing(self):
        with Sandbox("--quiet") as sandbox:
            answer = sandbox.client().send("GET", "/x")
            self.assertEqual((answer.status, answer.reason, answer.told), (404, "client_id", ""))


class NoHttp(Wire):
    def test_what_is_refused_before_it_is_a_request_has_a_reason_too(self):
        host = b"Host: localhost\r\n"
        for request, status, reason in [
                (b"NONSENSE\r\n\r\n", 400, "http"),
                (b"GRAB / HTTP/1.1\r\n" + host + b"\r\n", 400, "http"),
                (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"\r\n", 414, "too_large"),
                (b"GET / HTTP/1.1\r\n" + host + b"A: b\r\n" * 80 + b"\r\n", 431, "too_large"),
                (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 17000000\r\n\r\n", 413, "too_large"),
                (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n", 413, "too_large"),
                (b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n", 400, "http"),
                (b"POST / HTTP/1.1\r\n" + host + b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1\r\n\r\nx",
                 415, "content_type")]:
            with self.subTest(request=request[:60]):
                answer = self.raw(request)
                self.refused(answer, status, "sandbox", reason)

    def test_a_chunked_body_is_a_body(self):
        good = json.dumps({"url": "http://127.0.0.1:1", "eventType": "X"})
        chunks = "".join(f"1\r\n{c}\r\n" for c in good) + "0\r\n\r\n"
        head = "POST /sandbox/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        self.assertEqual(self.raw(f"{head}Transfer-Encoding: chunked\r\n\r\n{chunks}".encode()).status, 200)


class SlowConnections(Wire):
    def slow(self, stack, sandbox, beginning):
        connection = stack.enter_context(socket.create_connection(sandbox.address, timeout=20))
        connection.sendall(beginning)
        return connection

    def forty_slow_ones(self, stack, sandbox):
        beginnings = [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b",
                      b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{"]
        return [self.slow(stack, sandbox, beginning) for beginning in beginnings * ALL_OF_A_KIND]

    def test_forty_slow_connections_do_not_keep_the_others_waiting(self):
        with contextlib.ExitStack() as stack:
            sandbox = stack.enter_context(Sandbox())
            connections = self.forty_slow_ones(stack, sandbox)
            self.assertEqual(len(connections), 40)
            client = sandbox.client()
            for _ in range(5):
                for connection in connections:  # a byte now and then
                    connection.sendall(b"x")
                # If each of eight threads waits five seconds for one of them, the others wait for 25.
                self.assertEqual(client.send("GET", "/", timeout=8).status, 200)
                self.assertEqual(client.call("GET", "/snapTrade/listUsers", timeout=8).status, 200)
            folder, began = pathlib.Path(sandbox.ready["consumerKeyFile"]).parent, time.monotonic()
            self.assertEqual(sandbox.end(), 0)
            self.assertLess(time.monotonic() - began, 4.5)  # and the end does not wait for those that are there
            self.assertFalse(folder.exists())

    def test_a_body_that_drips_is_cut_off(self):
        with contextlib.ExitStack() as stack:
            sandbox = stack.enter_context(Sandbox("--body-time", "1"))
            connection = self.slow(stack, sandbox, b"POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
            began, got = time.monotonic(), b""
            connection.settimeout(0.1)
            while not got and time.monotonic() - began < 10:
                connection.sendall(b"x")
                with contextlib.suppress(TimeoutError):
                    got = connection.recv(65536)
            self.assertRegex(got, rb"\AHTTP/1.1 408 ")
            self.assertIn(b"X-Sandbox-Reason: body_time", got)
            self.assertRegex(sandbox.told(), re.compile(r"^POST /slow: body_time: ", re.M))


if __name__ == "__main__":
    main()
