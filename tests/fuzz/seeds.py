#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a corpus for each fuzz target out of vectors/, always the same: seeds.py VECTORS OUT"""
import base64
import json
import pathlib
import random
import re
import shutil
import sys

vectors, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
shutil.rmtree(out, ignore_errors=True)
chance = random.Random(1)
BYTES_MAX = 20000
counts = {}


def put(target, *parts, between=b""):
    content = between.join(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    if len(content) <= BYTES_MAX:
        folder = out / target
        folder.mkdir(parents=True, exist_ok=True)
        counts[target] = counts.get(target, 0) + 1
        (folder / f"{counts[target]:05}").write_bytes(content)


def cases(name):
    return json.loads((vectors / f"{name}.json").read_text(encoding="utf-8"))["cases"]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


# Key files, and the bytes in them, each for its reader (key_bytes.cpp).
READERS = {"OPENSSH PRIVATE KEY": 0, "PRIVATE KEY": 1, "RSA PRIVATE KEY": 2, "ENCRYPTED PRIVATE KEY": 3, "PUBLIC KEY": 5}


def put_key_bytes(content):
    if content[:1] == b"\x30":
        for reader in (1, 2, 3, 5):
            put("key_bytes", bytes([reader]), content)
    text = content.decode("latin1")
    for label, body in re.findall(r"-----BEGIN ([A-Z ]+)-----(.*?)-----END", text, re.DOTALL):
        if label in READERS and ":" not in body:
            try:
                put("key_bytes", bytes([READERS[label]]), base64.b64decode(re.sub(r"\s", "", body.replace("\\n", ""))))
            except ValueError:
                pass
    if line := re.match(r"ssh-rsa (\S+)", text):
        try:
            put("key_bytes", b"\x04", base64.b64decode(line[1]))
        except ValueError:
            pass
    if putty := re.search(r"Encryption: none.*?Public-Lines: \d+\s(.*?)Private-Lines: \d+\s(.*?)Private-MAC", text, re.DOTALL):
        try:
            halves = [base64.b64decode(re.sub(r"\s", "", half)) for half in putty.groups()]
            put("key_bytes", b"\x06", len(halves[0]).to_bytes(2, "big"), *halves)
        except ValueError:
            pass


for path in sorted([*vectors.glob("keys/**/*"), *vectors.glob("corpus/keys/*"), *vectors.glob("foreign/**/*")]):
    if path.is_file() and path.suffix != ".md" and path.stat().st_size <= BYTES_MAX:
        content = path.read_bytes()
        put("key_file", content)
        put("public_key", content)
        put_key_bytes(content)

for name in ("responses", "envelopes"):
    for text in strings(cases(name)):
        if text.startswith("{"):
            put("response", text)
            put("json", text)
for text in strings(cases("canonical_json")):
    put("canonical_json", text)
    put("json", '{"a":' + text + "}")
for text in strings(cases("webhooks")):
    if text.startswith("{"):
        for target in ("webhook", "canonical_json", "json"):
            put(target, text)
put("webhook", '{"eventTimestamp":"2025-11-24T16:00:00.123456+00:00","webhookSecret":"s","a":[{"webhookSecret":{"webhookSecret":1}},2],"userId":"u"}')
for case in cases("signatures")[::4]:  # each takes as long as forty of another target
    parts = [case.get(name) or "" for name in ("path", "query", "body", "signature")]
    if all(isinstance(part, str) for part in parts) and sum(map(len, parts)) < 600:
        put("explain", *parts, "key", between=b"\0")
for case in cases("replies"):
    for choice, header in enumerate(("Sun, 06 Nov 1994 08:49:37 GMT", "120", "1764000010", "b7f3e0", "/snapTrade/x%20y")):
        body = case.get("body")
        if isinstance(body, str):
            put("reply", bytes([counts.get("reply", 0) % 13, choice + 64 * (choice % 2)]), header, b"\0", body)
for length in range(0, 140, 3):
    content = chance.randbytes(length)
    for text in (base64.b64encode(content), base64.urlsafe_b64encode(content), content):
        put("base64", text)
for _ in range(40):
    put("batch", chance.randbytes(chance.randint(4, 60)))
for ends in (b"\n", b"\r\n", b"\n\n \t\n"):
    for length in (0, 1, 255, 256, 257, 258, 3000):
        put("lines", bytes([55, 3]), ends.join([b"a" * length, b"b", b"c" * (length // 2)]))

# Calls of the C interface: a group, a function, the room, a text.
TEXTS = [next(text for text in strings(cases(name)) if text.startswith("{")) for name in ("responses", "webhooks")]
TEXTS += ['{"userId":"u","userSecret":"s"}', "", "https://api.example", "key", "eyJhbGciOiJIUzI1NiJ9.e30.x"]
TEXTS += [(vectors / "keys" / name).read_text(encoding="latin1") for name in ("rsa2048.pem", "rsa2048.pub") if (vectors / "keys" / name).exists()]
for _ in range(300):
    put("c_calls", *(bytes([chance.randrange(4), chance.randrange(8), chance.choice((0, 1, 3, 200))]) + chance.choice(TEXTS).encode() + b"\0"
                     for _ in range(chance.randint(1, 10))))

for line in re.findall(r"^\$ snapseal (.*)$", "\n".join(path.read_text(encoding="utf-8") for path in sorted(
        (vectors.parent / "tests/cli").glob("*.txt"))), re.MULTILINE):
    put("arguments", line.split("|")[0].split(";")[0].replace("'", "").strip().replace(" ", "\0"))

print(" ".join(f"{target}={count}" for target, count in sorted(counts.items())))
