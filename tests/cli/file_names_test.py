#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each option, argument and variable that wants the name of a file is given each kind of secret instead: the message
says which it is, and repeats nothing of the value."""

import os
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
VALUE = object()  # stands where the value goes

KEY, CONTENT, ID = ["-c", "key.txt"], ["-p", "/a", "-q", ""], ["--client-id", "I"]
WAYS = {  # who gave the name, by command and variable
    "--key": [["decrypt", "--key", VALUE, "r.json"], ["decrypt", "--key", "me.pem", "--key", VALUE, "r.json"],
              ["pubkey", "--key", VALUE], ["key", "convert", VALUE], ["reply", "any", "--key", VALUE, "r.json"]],
    "--passphrase-file": [["decrypt", "--key", "me.pem", "--passphrase-file", VALUE, "r.json"],
                          ["decrypt", "--key", "pkcs11:token=x", "--passphrase-file", VALUE, "r.json"],
                          ["keygen", "--out", "new", "--passphrase-file", VALUE],
                          ["pubkey", "--key", "me.pem", "--passphrase-file", VALUE],
                          ["key", "inspect", "me.pem", "--passphrase-file", VALUE],
                          ["key", "convert", "me.pem", "--passphrase-file", VALUE],
                          ["inspect", "me.pem", "--passphrase-file", VALUE]],
    "--new-passphrase-file": [["key", "convert", "me.pem", "--new-passphrase-file", VALUE]],
    "RESPONSE": [["decrypt", "--key", "me.pem", VALUE], ["decrypt", "--key", "me.pem", "--ndjson", VALUE]],
    "--to": [["encrypt", "--to", VALUE, "r.json"]],
    "PLAINTEXT": [["encrypt", "--to", "me.pem.pub", VALUE]],
    "FILE": [["key", "inspect", VALUE], ["token", VALUE], ["inspect", VALUE], ["reply", "list-users", VALUE]],
    "--consumer-key-file": [["sign", *CONTENT, "-c", VALUE], ["explain", *CONTENT, "-s", "AAAA", "-c", VALUE],
                            ["webhook", "verify", "-s", "A", "-c", VALUE],
                            ["webhook", "verify", "-s", "A", *KEY, "-c", VALUE],
                            ["request", "list-users", *ID, "-c", VALUE]],
    "--query-file": [["sign", *KEY, "-p", "/a", "--query-file", VALUE],
                     ["explain", *KEY, "-s", "AAAA", "-p", "/a", "--query-file", VALUE]],
    "BODY": [["sign", *KEY, *CONTENT, VALUE], ["explain", *KEY, *CONTENT, "-s", "AAAA", VALUE],
             ["webhook", "verify", "-s", "A", *KEY, VALUE], ["request", "any", "POST", "/a", *ID, *KEY, VALUE]],
    "--foreign-canonical": [["explain", *CONTENT, "--foreign-canonical", VALUE]],
    "JSON": [["canonical", VALUE]],
    "--public-key": [["request", "register-user", *ID, *KEY, "-u", "u", "--public-key", VALUE]],
    "--user-secret-file": [["request", "login-user", *ID, *KEY, "-u", "u", "--user-secret-file", VALUE]],
    "--access-token-file": [["request", "any", "GET", "/a", "--access-token-file", VALUE]],
    "SNAPSEAL_CONSUMER_KEY_FILE": [["sign", *CONTENT], ["request", "list-users", *ID]],
    "SNAPSEAL_USER_SECRET_FILE": [["request", "login-user", *ID, *KEY, "-u", "u"]],
}


def secrets(pem, public_line):
    return [
        pem, pem.rstrip("\n"), public_line.rstrip("\n"), "-----BEGIN OPENSSH PRIVATE KEY-----", "abcDEF123", "hunter2",
        "correct horse battery", "C0rrect.h0rse", "8b5f262f-0a3e-4c3f-9d6b-3f9f4f2f1a11",
        "0123456789abcdef0123456789ABCDEF", "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl", "aGVs/bG8+d29y/bGQ=", "/bG8+d29ybGQx",
        "keys/bG8d29ybGQ=", "keys/8b5f262f-0a3e-4c3f-9d6b-3f9f4f2f1a11", '{"kty":"RSA"}', '"quoted.pem"',
        "k" * 300 + ".pem/x", "S3cret.pem\rend", "S3cret\x1b[2J.pem", "no/such/folder",
    ]


def main():
    ran, faults = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        def run(words, **variables):
            return subprocess.run([program, *words], cwd=folder, env=dict(os.environ, **variables), capture_output=True,
                                  text=True, stdin=subprocess.DEVNULL, start_new_session=True, check=False)

        os.umask(0o077)
        os.mkdir(f"{folder}/keys")
        run(["keygen", "--out", "me.pem", "--bits", "2048"])
        with open(f"{folder}/key.txt", "w", encoding="ascii") as file:
            file.write("KEY\n")
        with open(f"{folder}/r.json", "w", encoding="ascii") as file:
            file.write(run(["encrypt", "--to", "me.pem.pub", "key.txt"]).stdout)
        with open(f"{folder}/me.pem", encoding="ascii") as pem, open(f"{folder}/me.pem.pub", encoding="ascii") as public:
            values = secrets(pem.read(), public.read())
        for giver, ways in WAYS.items():
            for way in ways:
                for value in values:
                    variables = {giver: value} if giver.startswith("SNAPSEAL_") else {}
                    done = run([value if word is VALUE else word for word in way], **variables)
                    said = done.stdout + done.stderr
                    parts = [part for part in (value, value[:9], value[-9:], value[4:13]) if len(part) > 3]
                    ran += 1
                    if (done.returncode != 6 or any(part in said for part in parts)
                            or not done.stderr.startswith(f"snapseal: io_error: {giver} wants the name of a file")):
                        faults += 1
                        print(f"{giver}: {way} with {value!r}: {done.returncode} {said!r}")
    print(f"{ran} tried, {faults} faults")
    return 1 if faults or ran < 500 else 0


sys.exit(main())
