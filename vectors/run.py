#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A runner to start from: gives each case to the functions of answers.py and compares. Copy both files, and put calls of
your program into answers.py. This one needs Python's standard library only.

    run.py [FILE...]    for example messages responses; all of them if none is named

What is thrown is a refusal. Which error it is, is compared if its text is the name of one; any other text is taken."""
import base64
import collections
import json
import pathlib
import sys

import answers

FOLDER = pathlib.Path(__file__).resolve().parent
raw = bytes.fromhex
named = set()  # the names of all errors


def text_of(case, name):
    return base64.b64decode(case[f"{name}_base64"]) if f"{name}_base64" in case else case[name].encode()


def respond(case):
    if case["step"] == "key":
        return None  # about key files: left out, unless your program reads them all
    return answers.open_response(case["private_key"], case["response"].encode(), case.get("legacy_nonce", True))


# For each file: how a case is asked (None leaves it out), and what the right answer is if it is `ok`.
DECODED = ("encrypted_shared_key", "encrypted_message", "tag", "nonce")
FILES = {
    "envelopes": (lambda case: answers.read_envelope(text_of(case, "json")), lambda case: [raw(case[name]) for name in DECODED]),
    "shared_keys": (lambda case: answers.unwrap(case["private_key"], raw(case["encrypted_shared_key"])), lambda case: raw(case["shared_key"])),
    "messages": (lambda case: answers.open_message(*(raw(case[name]) for name in ("key", "nonce", "ciphertext", "tag")), case.get("legacy_nonce", True)),
                 lambda case: (raw(case["plaintext"]), case["nonce_form"])),
    "responses": (respond, lambda case: (base64.b64decode(case["plaintext_base64"]), case["nonce_form"])),
    "foreign/responses": (respond, lambda case: (base64.b64decode(case["plaintext_base64"]), case["nonce_form"])),
    "canonical_json": (lambda case: answers.canonical(answers.parse(text_of(case, "json"))), lambda case: case["canonical"]),
    "signatures": (lambda case: answers.verify(case["signature"], case["consumer_key"], case["path"], case["query"], case["body"]), lambda _: True),
}


def has_short_nonce(case):
    bytes_min = min(answers.NONCE_BYTES_MIN, 12)  # no library may ask for more
    if "response" in case:
        return len(base64.b64decode(json.loads(case["response"])["encryptedMessageData"]["nonce"])) < bytes_min
    return "ciphertext" in case and len(raw(case["nonce"])) < bytes_min


def judge(case, ask, right):
    try:
        answer = ask(case)
    except Exception as error:  # a refusal
        if case["expect"] == "ok":
            return "too short a nonce for the library" if has_short_nonce(case) else f"WRONG: refused: {error!r}"
        return f"WRONG: {error} in place of {case['expect']}" if str(error) in named - {case["expect"]} else "refused, as it must be"
    if answer is None:
        return "left out"
    if case["expect"] != "ok":
        return f"WRONG: not refused as {case['expect']}"
    return "right" if answer == right(case) else f"WRONG: {answer!r}"


wrong = 0
vectors = {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="ascii")) for name in sys.argv[1:] or FILES}
named = {case["expect"] for vector in vectors.values() for case in vector["cases"]}
for name, vector in vectors.items():
    assert vector["format"] == "snapseal-vectors/1" and vector["count"] == len(vector["cases"]), name
    results = collections.Counter()
    for case in vector["cases"]:
        result = judge(case, *FILES[name])
        if result.startswith("WRONG"):
            wrong += 1
            print(f"{case['id']}: {result}")
        results[result.split(":")[0]] += 1
    print(f"{name}: {vector['count']} cases:", ", ".join(f"{count} {result}" for result, count in sorted(results.items())))
sys.exit(wrong > 0)
