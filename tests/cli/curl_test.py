#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `request --format curl` and `curl-config` print, given to curl itself: a server on this
machine must get the request that `--format json` tells, and curl must fail if the server refuses."""

import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

program, failures = os.path.abspath(sys.argv[1]), 0


class Server(http.server.BaseHTTPRequestHandler):
    """Keeps the last request, and answers what it is told to."""
    got, status = None, 200

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Server.got = {"method": self.command, "target": self.path, "body": body,
                      "headers": dict(self.headers.items())}
        self.send_response(Server.status)
        self.end_headers()
        self.wfile.write(b'{"detail":"said"}')

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence)
    if not truth:
        failures += 1
        print("        found:", *found)


def main():
    if shutil.which("curl") is None:
        print("skipped: no curl")
        return 1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77
    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}

        def run(command, data=None):
            return subprocess.run(command, cwd=folder, env=environment, input=data or b"", capture_output=True,
                                  timeout=60, check=False)

        def request(form, words):
            signing = [] if "--access-token-file" in words else [
                "--client-id", "ID", "-c", "key", "--timestamp", "1795314669"]
            done = run([program, "request", *words, "--base", base, *signing, "--format", form])
            assert done.returncode == 0, (words, done.stderr)
            return done.stdout

        secret = 'a"b\\c\'d e@f$g\\n'
        for name, text in (("key", "k\n"), ("secret", secret + "\n"),
                           ("jwt", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln\n"),
                           ("body", r'{"a\"b\\c": "\n\r\t\u000b\\\"\u0001 @file \\n é😀 %41 {a,b} [1-2] $HOME `x` \u007f", "b": []}'),
                           ("at", '"@key"')):
            with open(os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT, 0o600), "w",
                      encoding="utf-8") as file:
                file.write(text)

        cases = (["list-users"], ["register-user", "-u", 'o\'neil "x" \\ é [1-2] {a,b}'],
                 ["delete-user", "-u", "a&b"], ["login-user", "-u", "me", "--user-secret-file", "secret"],
                 ["reset-user-secret", "-u", "me", "--user-secret-file", "secret"],
                 ["get-user-jwt", "-u", "me", "--user-secret-file", "secret"],
                 ["any", "POST", "/x", "body"], ["any", "PUT", "/x/%5B1%5D", "body"],
                 ["any", "PATCH", "/a/b", "at"], ["any", "POST", "/x", "--no-body"],
                 ["any", "GET", "/x", "--param", "a=[1-2]{b,c}\\\"\n"],
                 ["any", "GET", "/x", "--access-token-file", "jwt"])
        for words in cases:
            told = json.loads(request("json", words))
            for form, command in (("curl", ["sh"]), ("curl-config", ["curl", "--config", "-"])):
                Server.got, Server.status = None, 200
                text = request(form, words)
                done = run(command, text)
                got = Server.got
                what = f"{form} of {' '.join(words[:3])}"
                check(f"{what}: curl ends well and prints the answer alone",
                      (done.returncode, done.stdout, done.stderr) == (0, b'{"detail":"said"}', b""), done)
                if got is None:
                    check(f"{what}: a request came", False)
                    continue
                check(f"{what}: method, target and body are the ones that were signed",
                      (got["method"], base + got["target"], got["body"])
                      == (told["method"], told["url"], (told["body"] or "").encode()), got, told)
                headers = {name: value for name, value in got["headers"].items()
                           if name not in ("Host", "User-Agent", "Content-Length")}
                check(f"{what}: the headers are the ones that were told, and no other",
                      headers == told["headers"], headers, told["headers"])
                Server.status = 401
                done = run(command, text)
                check(f"{what}: a 401 is curl's status 22, and the answer is printed",
                      (done.returncode, done.stdout) == (22, b'{"detail":"said"}')
                      and b"401" in done.stderr and b"%" not in done.stderr, done)

        # A line of more than 100 KiB, which older versions of curl refuse: told before.
        with open(f"{folder}/long", "w", encoding="ascii") as file:
            json.dump("x" * 110_000, file)
        done = run([program, "request", "any", "POST", "/x", "long", "--client-id", "ID", "-c", "key",
                    "--base", base, "--format", "curl-config"])
        check("a long line is noted", done.returncode == 0 and b"100 KiB" in done.stderr, done.stderr)
        Server.got, Server.status = None, 200
        sent = run(["curl", "--config", "-"], done.stdout)
        whole = Server.got is not None and len(Server.got["body"]) == 110_002
        check("a long line is sent whole, or curl fails", whole == (sent.returncode == 0), sent.returncode)
    server.shutdown()
    return 1 if failures else 0


sys.exit(main())
