#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""responses.json: whole responses, from private key and JSON text to plaintext. Needs keys.json (run keys.py first)."""

from common import *

random = Stream("responses")
cases = Cases(
    "Whole encrypted responses. `response` is the JSON text. `nonce_form` says which reading of the nonce opens it.",
    "step", "private_key", "passphrase", "response", "plaintext_base64", "nonce_form", "legacy_nonce",
    step=None, passphrase=None, plaintext_base64=None, nonce_form=None)

JWT = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in (
    b'{"alg":"HS256","typ":"JWT"}', b'{"userId":"test-user","exp":1700000300,"iat":1700000000}', random(32)))
LINK = json.dumps({"redirectURI": "https://app.example.com/snapTrade/redeemToken?token=" + random.text(48).decode()
                   + "&clientId=TEST&redirectImmediately=true", "sessionId": "00000000-0000-4000-8000-000000000001"}).encode()
PLAINTEXTS = {
    "jwt": ("a bare JWT", JWT),
    "link": ("JSON with redirectURI", LINK),
    "token_json": ("JSON with a token", json.dumps({"encryptedJWT": JWT.decode()}).encode()),
    "utf8": ("UTF-8 with characters of two, three and four bytes", '{"name": "Zürich ✓ 密码 🔑"}'.encode()),
    "empty": ("the empty plaintext", b""),
}


class Parts:
    """A response taken apart, to be tampered with."""

    def __init__(self, name, plaintext, form="rfc7253", key_bytes=32, nonce_bytes=15, passphrase=None):
        self.name, self.passphrase, self.form, self.plaintext = name, passphrase, form, plaintext
        self.key = load(name, passphrase)
        self.secret, self.nonce = random.text(key_bytes), random(nonce_bytes)
        self.wrapped = oaep_wrap(self.key, self.secret, random)
        self.ciphertext, self.tag = ocb_seal(self.secret, self.nonce, plaintext, form)

    def text(self, **changed):
        parts = {"wrapped": self.wrapped, "ciphertext": self.ciphertext, "tag": self.tag, "nonce": self.nonce, **changed}
        return response_text(**parts)


def outcome(key, text, legacy=True):
    """What the documented steps give: a plaintext and its form, or an error code."""
    outer = json.loads(text)
    wrapped = base64.b64decode(outer["encryptedSharedKey"])
    ciphertext, tag, nonce = (base64.b64decode(outer["encryptedMessageData"][name]) for name in ("encryptedMessage", "tag", "nonce"))
    if len(tag) != TAG_BYTES:
        return "invalid_tag_length"
    if not 1 <= len(nonce) <= 15:
        return "invalid_nonce_length"
    if len(wrapped) != modulus_bytes(key):
        return "invalid_encrypted_shared_key_length"
    if int.from_bytes(wrapped, "big") >= key[0].n:
        return "encrypted_shared_key_out_of_range"
    secret = oaep_unwrap(key, wrapped)
    if secret is None or len(secret) not in (16, 24, 32):
        return "decryption_failed"
    plaintext, form = ocb_open(secret, nonce, ciphertext, tag, legacy)
    return "decryption_failed" if plaintext is None else (plaintext, form)


def good(id, comment, parts, text=None, **rest):
    text = text or parts.text()
    assert outcome(parts.key, text, rest.get("legacy_nonce", True)) == (parts.plaintext, parts.form)
    cases.add("response_" + id, comment, private_key=parts.name, passphrase=parts.passphrase, response=text,
              plaintext_base64=b64(parts.plaintext), nonce_form=parts.form, **rest)


def bad(id, comment, expect, name, text, passphrase=None, key=None, **rest):
    if key is not None:
        assert outcome(key, text, rest.get("legacy_nonce", True)) == expect, (id, outcome(key, text))
    cases.add("response_" + id, comment, expect, private_key=name, passphrase=passphrase, response=text, **rest)


def label(name):
    return name.removeprefix("keys/").removesuffix(".pem").replace("-", "_").replace(".", "_")


def tampered(start, parts):
    """One fault in each field."""
    last = 8 * len(parts.wrapped) - 1

    def each(id, comment, expect="decryption_failed", **changed):
        bad(f"{start}_{id}", comment, expect, parts.name, parts.text(**changed), parts.passphrase, parts.key)

    each("shared_key_bit", "one bit of encryptedSharedKey changed", wrapped=flip(parts.wrapped, last))
    each("shared_key_short", "the last byte of encryptedSharedKey is missing", "invalid_encrypted_shared_key_length",
         wrapped=parts.wrapped[:-1])
    each("shared_key_ff", "encryptedSharedKey is all FF", "encrypted_shared_key_out_of_range", wrapped=b"\xff" * len(parts.wrapped))
    each("tag_bit", "one bit of the tag changed", tag=flip(parts.tag, 127))
    each("tag_short", "the last byte of the tag is missing", "invalid_tag_length", tag=parts.tag[:-1])
    each("nonce_bit", "one bit of the nonce changed", nonce=flip(parts.nonce, 0))
    each("nonce_empty", "the nonce is empty", "invalid_nonce_length", nonce=b"")
    each("nonce_zero_after", "a zero byte after the nonce", "invalid_nonce_length" if len(parts.nonce) == 15 else "decryption_failed",
         nonce=parts.nonce + b"\0")
    each("message_long", "a zero byte after the ciphertext", ciphertext=parts.ciphertext + b"\0")
    if parts.ciphertext:
        each("message_bit", "one bit of the ciphertext changed", ciphertext=flip(parts.ciphertext, 9))
        each("message_short", "the last byte of the ciphertext is missing", ciphertext=parts.ciphertext[:-1])
        each("message_empty", "the ciphertext is missing", ciphertext=b"")


NAMES = ("rsa1024", "rsa2047", "rsa2048", "rsa3072", "rsa4096", "rsa2048-other", "rsa2048-e3")
step = 0
for name in NAMES:
    for form in ("rfc7253", "legacy15"):
        for which, (comment, plaintext) in PLAINTEXTS.items():
            nonce_bytes = 15 if form == "legacy15" else (15, 12, 14, 1, 7, 13, 8)[step % 7]
            key_bytes = (32, 16, 24)[step % 3]
            step += 1
            parts = Parts(f"keys/{name}.pem", plaintext, form, key_bytes, nonce_bytes)
            short = "legacy" if form == "legacy15" else "rfc"
            good(f"{label(name)}_{short}_{which}", f"{comment}; {key_bytes}-byte key, {nonce_bytes}-byte nonce", parts)
            if form == "legacy15":
                bad(f"{label(name)}_legacy_off_{which}", "the old form with the old form switched off", "decryption_failed", parts.name,
                    parts.text(), key=parts.key, legacy_nonce=False)
        tampered(f"{label(name)}_{short}", Parts(f"keys/{name}.pem", LINK, form))
tampered("empty", Parts("keys/rsa2048.pem", b""))
tampered("nonce_12", Parts("keys/rsa2048.pem", JWT, nonce_bytes=12))

# Other forms of the key file.

with open(path("keys.json")) as file:
    key_files = json.load(file)["cases"]
first_refused = next(index for index, case in enumerate(key_files) if case["expect"] != "ok")


# Of these formats a few files will do: keys.json has all of them.
SOME_ONLY = ("pkcs1-encrypted-pem", "openssh", "putty", "jwk")
SOME = {"key_" + id for id in """
    traditional_aes_256 traditional_des3 traditional_pycryptodome_pkcs8 traditional_escaped openssh_none openssh_aes256_ctr
    openssh_aes256_gcm openssh_chacha20_poly1305 openssh_several_encrypted openssh_escaped putty_v2_aes256_cbc putty_v3_none
    putty_v3_aes256_cbc putty_crlf jwk_full jwk_no_primes jwk_bom""".split()}
assert SOME <= {case["id"] for case in key_files}


def other_forms(some):
    global step
    for case in some:
        if case["format"] in SOME_ONLY and case["id"] not in SOME:
            continue
        skipped = "composite" in case["file"] or "gcm" in case["file"] and case["id"] not in SOME
        form = ("rfc7253", "legacy15")[step % 2]
        done = case["file"] in (f"keys/{name}.pem" for name in NAMES)
        if case["expect"] == "ok" and not skipped and not done:
            step += 1
            # keys.py has checked that the file holds this key.
            parts = Parts("keys/rsa2048.pem", JWT, form)
            parts.name, parts.passphrase = case["file"], case["passphrase"]
            assert case["public_spki_file"] == "keys/rsa2048.spki.pem"
            good(f"file_{case['id'].removeprefix('key_')}", f"a JWT; key file: {case['comment']}", parts)


other_forms(key_files[:first_refused])

# Sizes and layouts.

size = 64 * 1024
parts = Parts("keys/rsa2048.pem", (b'{"padding": "' + b"0123456789abcdef" * (size // 16))[:size - 2] + b'"}')
good("64_kib", "65536 bytes of plaintext", parts)
for size in (1, 15, 16, 17, 31, 32, 33, 4096):
    for form, short in (("rfc7253", "rfc"), ("legacy15", "legacy")):
        good(f"size_{size}_{short}", f"{size} bytes of plaintext", Parts("keys/rsa2048.pem", random.text(size), form, 16))
for size in range(1, 16):
    good(f"nonce_{size}", f"a nonce of {size} bytes", Parts("keys/rsa1024.pem", JWT, nonce_bytes=size))
parts = Parts("keys/rsa2048.pem", JWT)
compact = parts.text().replace(" ", "")
good("compact", "no white space", parts, compact)
good("pretty", "indented, members in another order", parts, json.dumps(json.loads(compact), indent=4, sort_keys=True) + "\n")
good("unknown_members", "unknown members at both levels", parts,
     compact.replace('"tag"', '"version":1,"tag"').replace("{", '{"keyId":"test",', 1))
good("escaped_slashes", "every / written as \\/", parts, compact.replace("/", "\\/"))
good("legacy_off_rfc", "the RFC form does not need the old form", parts, legacy_nonce=False)
old = Parts("keys/rsa2048.pem", JWT, "legacy15")
good("legacy_last_nonce_byte", "the old form does not authenticate the last nonce byte: another value opens too", old,
     old.text(nonce=flip(old.nonce, 119)))

# Another key.

for name, other in (("rsa2048", "rsa2048-other"), ("rsa2048-other", "rsa2048"), ("rsa2048-e3", "rsa2048"), ("rsa2048", "rsa2048-e3"),
                    ("rsa2048", "rsa2047")):
    for form in ("rfc7253", "legacy15"):
        key = load(f"keys/{name}.pem")
        while True:
            parts = Parts(f"keys/{other}.pem", JWT, form)
            if int.from_bytes(parts.wrapped, "big") < key[0].n:
                break
        short = "legacy" if form == "legacy15" else "rfc"
        bad(f"wrong_key_{label(name)}_for_{label(other)}_{short}", f"made for {other}, of the same byte length", "decryption_failed",
            f"keys/{name}.pem", parts.text(), key=key)
for name, other in (("rsa1024", "rsa2048"), ("rsa2048", "rsa1024"), ("rsa3072", "rsa4096"), ("rsa4096", "rsa3072"), ("rsa2047", "rsa4096")):
    bad(f"wrong_size_{name}_for_{other}", f"made for {other}", "invalid_encrypted_shared_key_length", f"keys/{name}.pem",
        Parts(f"keys/{other}.pem", JWT).text(), key=load(f"keys/{name}.pem"))

# Parts of two responses.

first, second = (Parts("keys/rsa2048.pem", plaintext) for plaintext in (JWT, LINK))
for field in ("wrapped", "ciphertext", "tag", "nonce"):
    bad(f"mixed_{field}", f"{field} of another good response for the same key", "decryption_failed", first.name,
        first.text(**{field: getattr(second, field)}), key=first.key)
bad("tag_nonce_exchanged", "tag and nonce exchanged", "invalid_tag_length", first.name, first.text(tag=first.nonce, nonce=first.tag), key=first.key)
bad("secret_not_wrapped", "encryptedSharedKey is the AES key itself", "invalid_encrypted_shared_key_length", first.name,
    first.text(wrapped=first.secret), key=first.key)
bad("secret_in_base64", "the AES key was wrapped as base64 text of 44 characters", "decryption_failed", first.name,
    first.text(wrapped=oaep_wrap(first.key, b64(first.secret).encode(), random)), key=first.key)

# Faults of the text and of the key file.

text = first.text()
for id, comment, expect, changed in (
        ("truncated", "the last brace is missing", "malformed_json", text[:-1]), ("empty_text", "no text", "malformed_json", ""),
        ("twice", "the text twice", "malformed_json", text * 2),
        ("no_tag", "tag is missing", "missing_member", text.replace('"tag"', '"tags"')),
        ("two_tags", "tag stands twice", "duplicate_member", text.replace('"nonce"', '"tag": "", "nonce"')),
        ("nonce_null", "nonce is null", "wrong_member_type", text.replace(f'"{b64(first.nonce)}"', "null")),
        ("tag_no_padding", "padding of the tag is missing", "invalid_base64", text.replace(b64(first.tag), b64(first.tag).rstrip("="))),
        ("deep", "65 levels", "json_too_deep", text[:-1] + ', "a": ' + "[" * 64 + "]" * 64 + "}")):
    bad(id, comment, expect, first.name, changed)
for case in key_files:
    if case["id"] in ("key_wrong_passphrase_pbkdf2", "key_wrong_passphrase_scrypt", "key_passphrase_required_pbkdf2", "key_public_spki",
                      "key_ec_p256_pkcs8", "key_inconsistent_dp", "key_html", "key_der_truncated", "key_pbkdf2_rounds_max"):
        bad(f"file_{case['id'].removeprefix('key_')}", f"a good response; key file: {case['comment']}", case["expect"], case["file"], text,
            case["passphrase"])

# The key files that stand further down in keys.json, last: one more of them changes no other case.

other_forms(key_files[first_refused:])

for case in key_files:
    if case["id"] in ("key_traditional_wrong_passphrase_aes_256", "key_openssh_wrong_passphrase_aes256_ctr", "key_openssh_ed25519",
                      "key_openssh_rounds_2_31", "key_putty_mac_changed", "key_putty_passphrase_required_v3", "key_jwk_public",
                      "key_jwk_inconsistent_dp", "key_pkcs12"):
        bad(f"file_{case['id'].removeprefix('key_')}", f"a good response; key file: {case['comment']}", case["expect"], case["file"], text,
            case["passphrase"])

for case in cases.cases:
    case["step"] = step_of(case)
cases.write("responses.json")
