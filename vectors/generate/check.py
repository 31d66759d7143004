#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""Checks the shape of the vector files: names, counts, fields, files, and that at least half of the cases are negative.

Needs Python's standard library only."""

import base64
import hashlib
import hmac
import json
import os
import re
import sys

VECTORS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMON = {"id", "comment", "source", "expect"}
FIELDS = {
    "keys.json": ("key_", {"file", "format", "bits", "passphrase", "public_openssh", "public_spki_file", "fingerprint_sha256"},
                  {"jwk_thumbprint_sha256"}),
    "messages.json": ("message_", {"key", "nonce", "ciphertext", "tag", "plaintext", "nonce_form"}, {"legacy_nonce"}),
    "shared_keys.json": ("shared_key_", {"private_key", "encrypted_shared_key", "shared_key"}, set()),
    "envelopes.json": ("envelope_", {"field"},
                       {"json", "json_base64", "encrypted_shared_key", "encrypted_message", "tag", "nonce"}),
    "responses.json": ("response_", {"step", "private_key", "passphrase", "response", "plaintext_base64", "nonce_form"}, {"legacy_nonce"}),
    "canonical_json.json": ("canonical_", {"canonical"}, {"json", "json_base64"}),
    "signatures.json": ("signature_", {"consumer_key", "path", "query", "body", "canonical", "signature", "deviations"}, set()),
    "webhooks.json": ("webhook_", {"consumer_keys", "signature", "now", "max_age_seconds", "max_ahead_seconds", "field", "key_index",
                                   "event_type", "webhook_id", "event_time_us", "json"}, {"body", "body_base64"}),
    "foreign/responses.json": ("foreign_response_", {"step", "private_key", "passphrase", "response", "plaintext_base64", "nonce_form", "ocb_by",
                                                     "oaep_by"}, {"at_fault"}),
    "foreign/keys.json": ("foreign_key_", {"file", "format", "bits", "passphrase", "public_openssh", "fingerprint_sha256", "made_by", "read_by"},
                          {"also"}),
    "replies.json": ("reply_", {"operation", "status", "headers", "body", "requested_user_id", "field", "result", "error"}, set()),
    "tokens.json": ("token_", {"text", "field", "jwt", "claims", "expires_at", "not_before", "issued_at", "subject", "unread"}, set()),
}
DECODED = ("encrypted_shared_key", "encrypted_message", "tag", "nonce")
RESULTS = {"keys.json": ("bits", "public_openssh", "public_spki_file", "fingerprint_sha256"), "messages.json": ("plaintext", "nonce_form"),
           "shared_keys.json": ("shared_key",), "envelopes.json": (), "responses.json": ("plaintext_base64", "nonce_form"),
           "canonical_json.json": ("canonical",), "signatures.json": (),
           "webhooks.json": ("key_index", "event_type", "webhook_id", "event_time_us", "json"), "replies.json": ("result",),
           "tokens.json": ("jwt", "claims", "subject", "unread"),
           "foreign/responses.json": ("plaintext_base64", "nonce_form"), "foreign/keys.json": ()}
HEX = {"messages.json": ("key", "nonce", "ciphertext", "tag", "plaintext"), "shared_keys.json": ("encrypted_shared_key", "shared_key"),
       "envelopes.json": DECODED, "keys.json": (), "responses.json": (),
       "canonical_json.json": (), "signatures.json": (), "webhooks.json": (), "replies.json": (), "tokens.json": (),
       "foreign/responses.json": (), "foreign/keys.json": ()}
ERRORS = set("""
    input_too_large malformed_json json_too_deep duplicate_member missing_member wrong_member_type invalid_base64
    invalid_encrypted_shared_key_length encrypted_shared_key_out_of_range invalid_tag_length invalid_nonce_length
    unrecognized_key_format unsupported_key_format unsupported_key_algorithm not_a_private_key malformed_key inconsistent_key
    unsupported_key_size unsupported_public_exponent passphrase_required wrong_passphrase unsupported_key_encryption
    key_encryption_too_costly decryption_failed invalid_shared_key_length number_out_of_range lone_surrogate wrong_signature
    webhook_too_old webhook_too_new malformed_token api_error""".split())
# What each step may tell, and all others that are not of the key file.
STEPS = {"key": None, "message": {"ok", "decryption_failed"},
         "shared_key": {"decryption_failed", "invalid_encrypted_shared_key_length", "encrypted_shared_key_out_of_range"},
         "envelope": {"malformed_json", "json_too_deep", "duplicate_member", "missing_member", "wrong_member_type", "invalid_base64",
                      "invalid_tag_length", "invalid_nonce_length", "invalid_encrypted_shared_key_length"}}
FORMATS = set("""
    pkcs8-pem pkcs8-der pkcs1-pem pkcs1-der pkcs8-encrypted-pem pkcs8-encrypted-der pkcs1-encrypted-pem sec1-pem dsa-pem openssh putty jwk
    jwk-set jwe pkcs12 pgp sshcom xml dropbear keystore windows openssh-public spki-pem pkcs1-public-pem certificate-pem other""".split())
DEVIATIONS = set("""
    raw_utf8 go_escapes del_unescaped uppercase_escapes dotnet_escapes gson_escapes wrong_escapes utf8_as_latin1 html_escaped
    slash_escaped nested_unsorted members_unsorted utf16_order dictionary_order java_hash_order members_dropped nulls_left_out
    empties_left_out empty_objects_changed floats_reformatted numbers_as_sent big_integers_rounded integers_as_floats default_separators
    indented empty_object empty_string_body empty_array body_left_out body_as_sent body_as_string content_missing body_alone
    parts_reordered parts_renamed not_json api_v1_added api_v1_missing trailing_slash leading_slash path_decoded path_encoded_again
    path_letter_case query_in_path url_as_path query_decoded query_reencoded query_encoded_again query_sorted query_reordered
    query_with_question_mark query_with_ampersand parameter_missing query_left_out query_as_object timestamp_milliseconds
    timestamp_fraction timestamp_other line_feed_added byte_order_mark text_encoding text_as_string text_encoded_first key_uri_encoded
    key_trimmed key_in_quotes key_decoded_as_base64 key_decoded_as_hex key_encoded_first key_byte_order_mark key_changed_by_shell
    key_letter_case key_encoding key_with_ampersand key_and_text_exchanged hash_without_hmac sha1_or_sha512 hex_signature
    base64url_signature signature_prefix signature_blanks signature_encoded_again signature_cut""".split())
READERS = {"python3-cryptography", "OpenSSL", "ssh-keygen", "puttygen"}
MEMBERS = {None, "encryptedSharedKey", "encryptedMessageData", "encryptedMessageData.encryptedMessage", "encryptedMessageData.tag",
           "encryptedMessageData.nonce"}
NAMELESS = {"malformed_json", "json_too_deep", "ok"}

FOREIGN = {"foreign/responses.json": ("ocb_by", "oaep_by"), "foreign/keys.json": ("made_by",)}

faults = []
made = {}
used, formats, deviations, steps = set(), set(), set(), set()


def check(right, text):
    if not right:
        faults.append(text)


def path(name):
    return os.path.join(VECTORS, name)


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


for name, (prefix, required, optional) in FIELDS.items():
    with open(path(name), "rb") as file:
        data = file.read()
    check(data.isascii() and data.endswith(b"}\n"), f"{name}: not ASCII with a final line feed")
    document = json.loads(data)
    check(set(document) == {"format", "about", "count", "cases"}, f"{name}: members of the top object")
    check(document["format"] == "snapseal-vectors/1", f"{name}: format")
    cases = document["cases"]
    check(document["count"] == len(cases), f"{name}: count is {document['count']}, there are {len(cases)}")
    ids = [case["id"] for case in cases]
    for twice in {id for id in ids if ids.count(id) > 1}:
        check(False, f"{name}: {twice} stands twice")
    good = sum(case["expect"] == "ok" for case in cases)
    check(name.startswith("foreign/") or 0 < good <= len(cases) - good, f"{name}: {good} positive, {len(cases) - good} negative")
    for case in cases:
        where = f"{name}: {case['id']}"
        ok = case["expect"] == "ok"
        check(re.fullmatch(prefix + "[a-z0-9_]+", case["id"]), f"{where}: id")
        check(case["comment"] and case["source"], f"{where}: comment or source is empty")
        check(ok or case["expect"] in ERRORS, f"{where}: expect {case['expect']}")
        missing, unknown = (COMMON | required) - set(case), set(case) - COMMON - required - optional
        check(not missing and not unknown, f"{where}: missing {missing}, unknown {unknown}")
        for field in RESULTS[name]:
            check((case[field] is not None) == ok, f"{where}: {field}")
        for field in HEX[name]:
            check(case.get(field) is None or re.fullmatch("([0-9a-f]{2})*", case[field]), f"{where}: {field} is not hex")
        check(case.get("nonce_form") in (None, "rfc7253", "legacy15"), f"{where}: nonce_form")
        if "step" in case:
            steps.add((name, case["step"]))
            plain = re.fullmatch(r"(foreign/)?keys/rsa\d+(-other|-e3)?\.pem", case["private_key"]) and case["passphrase"] is None
            check((case["step"] == "key") == (not plain), f"{where}: step {case['step']}")
            check(STEPS[case["step"]] is None or case["expect"] in STEPS[case["step"]], f"{where}: step {case['step']}")
        check(case.get("legacy_nonce", True) in (True, False), f"{where}: legacy_nonce")
        for field in ("file", "private_key", "public_spki_file"):
            if case.get(field):
                check(os.path.isfile(path(case[field])), f"{where}: no file {case[field]}")
                used.add(case[field])
        if name in ("keys.json", "foreign/keys.json"):
            check(case["format"] in FORMATS, f"{where}: format {case['format']}")
        if name == "keys.json":
            formats.add(case["format"])
        if name == "foreign/keys.json":
            public = [case[field] for field in ("bits", "public_openssh", "fingerprint_sha256")]
            check(all(public) or not ok and not any(public), f"{where}: part of a public key")
            check(case["made_by"] and set(case["read_by"]) <= READERS, f"{where}: made_by or read_by")
            check(set(case.get("also", [])) < ERRORS | {"ok"}, f"{where}: also")
        for field in FOREIGN.get(name, ()):
            if case[field]:
                # A version is a number at the end, or the release that the program came with.
                implementation, version = re.fullmatch(r"(.*?)(?: (of Debian \d+|\d[\d.-]*))?", case[field]).groups()
                row = made.setdefault(implementation, {"versions": set(), "ocb_by": 0, "oaep_by": 0, "made_by": 0})
                row["versions"] |= {version} - {None}
                row[field] += case.get("at_fault") != case[field]
        if name == "foreign/responses.json":
            check(case["oaep_by"] and case.get("at_fault") in (None, case["ocb_by"], case["oaep_by"]), f"{where}: made by")
        if "jwk_thumbprint_sha256" in case:
            with open(path(case["file"]), encoding="utf-8-sig") as file:
                members = json.load(file)
            for member in members.get("keys", []):
                members = member if "d" in member and member["kty"] == "RSA" else members
            members["n"] = encode(base64.urlsafe_b64decode(members["n"] + "==").lstrip(b"\0"))
            canonical = json.dumps({member: members[member] for member in ("e", "kty", "n")}, separators=(",", ":"))
            right = encode(hashlib.sha256(canonical.encode()).digest())
            check(ok and case["format"] in ("jwk", "jwk-set") and case["jwk_thumbprint_sha256"] == right, f"{where}: thumbprint")
        if name == "envelopes.json":
            check(("json" in case) != ("json_base64" in case), f"{where}: json or json_base64")
            check(case["field"] in MEMBERS, f"{where}: field {case['field']}")
            check(case["field"] is None if case["expect"] in NAMELESS else case["field"] or case["expect"] == "duplicate_member", f"{where}: field")
            check(all((part in case) == ok for part in DECODED), f"{where}: decoded members")
        if name == "canonical_json.json":
            check(("json" in case) != ("json_base64" in case), f"{where}: json or json_base64")
            check(not ok or json.dumps(json.loads(case["canonical"]), separators=(",", ":"), sort_keys=True) == case["canonical"],
                  f"{where}: not canonical")
        if name == "signatures.json":
            signed = ok or case["expect"] == "wrong_signature"
            check((case["canonical"] is not None) == (case["signature"] is not None) == signed, f"{where}: canonical and signature")
            check(case["deviations"] is None or case["expect"] == "wrong_signature", f"{where}: deviations")
            told = (case["deviations"] or "").split()
            check(set(told) <= DEVIATIONS and len(told) == len(set(told)), f"{where}: {told}")
            deviations.update(told)
            if signed:
                mac = hmac.new(case["consumer_key"].encode(), case["canonical"].encode(), hashlib.sha256).digest()
                check((base64.b64encode(mac).decode() == case["signature"]) == ok, f"{where}: signature")
        if name == "replies.json":
            check((case["error"] is not None) == (case["expect"] == "api_error") == (not 200 <= case["status"] <= 299), f"{where}: error")
        if name == "tokens.json":
            check(not ok or json.dumps(json.loads(case["claims"]), separators=(",", ":"), sort_keys=True) == case["claims"], f"{where}: claims")
        if name == "webhooks.json":
            check(("body" in case) != ("body_base64" in case), f"{where}: body or body_base64")
            check(ok == (case["json"] is not None) and "webhookSecret\":" not in (case["json"] or ""), f"{where}: json")
        if case.get("plaintext_base64"):
            base64.b64decode(case["plaintext_base64"], validate=True)
    codes = sorted({case["expect"] for case in cases} - {"ok"})
    print(f"{name}: {len(cases)} cases, {good} ok, {len(cases) - good} refused ({', '.join(codes)})")

check(deviations == DEVIATIONS, f"signatures.json: no case of {DEVIATIONS - deviations}, or unknown: {deviations - DEVIATIONS}")
check({step for name, step in steps if name == "responses.json"} == set(STEPS), f"responses.json: only the steps {steps}")
check(formats == FORMATS, f"keys.json: no case of {FORMATS - formats}")
for folder, _, files in [*os.walk(path("keys")), *os.walk(path("foreign/keys"))]:
    for file in files:
        name = os.path.relpath(os.path.join(folder, file), VECTORS)
        check(name in used or name.endswith(".pub"), f"{name}: in no case")

with open(path("README.md"), encoding="utf-8") as file:
    readme = file.read()
for implementation, row in sorted(made.items(), key=lambda item: item[0].lower()):
    versions = sorted(row["versions"], key=lambda text: [int(part) for part in re.findall(r"\d+", text)])
    line = " | ".join(["", implementation, ", ".join(versions), *(str(row[field] or "") for field in ("ocb_by", "oaep_by", "made_by"))])
    check(line.lstrip() + " |" in readme, f"README.md: wants the row{line} |")

told = re.findall(r"`([a-z0-9_]+)`", "".join(row.split("|")[1] for row in readme.split("## The errors")[1].split("\n## ")[0].splitlines()
                                            if row.startswith("| `")))
check(sorted(set(told) - {"expect"}) == sorted(ERRORS), f"README.md: the errors {set(told) ^ ERRORS}")
check(len(told) == len(set(told)), f"README.md: told twice: {sorted(name for name in set(told) if told.count(name) > 1)}")

with open(path("corpus/cases.json")) as file:
    corpus = json.load(file)["cases"]
ids = [case["id"] for case in corpus]
check(len(ids) == len(set(ids)) == 191, "corpus: ids")
for case in corpus:
    for field in ("key", "response", "plaintext"):
        check(not case.get(field) or os.path.isfile(path(f"corpus/{case[field]}")), f"corpus: {case['id']}: no file {case.get(field)}")
good = sum(case["expect"].startswith("decrypt") for case in corpus)
print(f"corpus/cases.json: {len(corpus)} cases, {good} decrypt")

total = sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(VECTORS) for file in files)
check(total < 5 << 20, f"{total} bytes in all")
for fault in faults:
    print("WRONG", fault)
print(f"{total} bytes, {len(faults)} faults")
sys.exit(bool(faults))
