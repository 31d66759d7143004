#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""tokens.json: texts that hold an access token, and what the token says. CPython's json, base64 and hmac make them."""

import base64
import hashlib
import hmac
import json

from common import Cases

MADE = "generated: CPython's json, base64 and hmac"
RULE = "rule of vectors/README.md"

cases = Cases("Access tokens: the text in which one stands to the JWT and its claims", "text", "field", "jwt", "claims", "expires_at", "not_before",
              "issued_at", "subject", "unread", field=None, jwt=None, claims=None, expires_at=None, not_before=None, issued_at=None,
              subject=None, unread=None)


def part(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else data.encode()).rstrip(b"=").decode()


def jwt_of(claims, header='{"alg":"HS256","typ":"JWT"}'):
    head = part(header) + "." + part(claims if isinstance(claims, (str, bytes)) else json.dumps(claims))
    return head + "." + part(hmac.new(b"not the API's key", head.encode(), hashlib.sha256).digest())


def canonical(text):
    return json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True)


def good(id, comment, text, jwt, claims, subject="", unread=(), source=MADE, **times):
    cases.add("token_" + id, comment, source=source, text=text, jwt=jwt, claims=canonical(claims if isinstance(claims, str) else json.dumps(claims)),
              subject=subject, unread=list(unread), **times)


def bad(id, comment, text, expect="malformed_token", field=None):
    cases.add("token_" + id, comment, expect=expect, source=RULE, text=text, field=field)


CLAIMS = {"sub": "user-1", "iat": 1795314669, "exp": 1795314969}
TIMES = {"issued_at": 1795314669, "expires_at": 1795314969}
JWT = jwt_of(CLAIMS)
HEAD, BODY, MAC = JWT.split(".")
RFC = ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
       ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")

# Where a token stands.

good("rfc", "The example of RFC 7519 section 3.1.", RFC, RFC, {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True},
     source="RFC 7519 section 3.1", expires_at=1300819380)
for id, comment, text in (
        ("bare", "Alone.", JWT),
        ("blanks", "Blanks and line ends around it.", f" \r\n\t{JWT}\r\n"),
        ("byte_order_mark", "A byte-order mark in front.", "\ufeff" + JWT),
        ("json_string", "A JSON string.", json.dumps(JWT) + "\n"),
        ("single_quotes", "In quotation marks of a shell.", f"'{JWT}'"),
        ("two_quotes", "In two kinds of quotation marks.", f"'\"{JWT}\"'"),
        ("bearer", "With the scheme of RFC 6750.", "Bearer " + JWT),
        ("bearer_case", "In another letter case, with two blanks.", "bEARER  " + JWT),
        ("scheme_jwt", "With the API's own scheme.", "JWT " + JWT),
        ("scheme_token", "With another scheme.", "Token " + JWT),
        ("header", "The whole header.", f"Authorization: Bearer {JWT}\r\n"),
        ("header_case", "The whole header in lower case, without a blank.", f"authorization:JWT\t{JWT}"),
        ("header_quotes", "The header in quotation marks.", f'"Authorization: Bearer {JWT}"'),
        ("padded", "Each part padded.", ".".join(p + "=" * (-len(p) % 4) for p in (HEAD, BODY, MAC))),
        ("object", "A JSON object.", json.dumps({"token": JWT})),
        ("object_bearer", "With the scheme inside a JSON object.", json.dumps({"accessToken": f"Bearer {JWT}"})),
        ("object_others", "Beside others, one of them null, one twice.", '{"more":1e400,"jwt":null,"more":[],"token":"%s"}' % JWT)):
    good(id, comment, text, JWT, CLAIMS, "user-1", **TIMES)
for number, name in enumerate(("jwt", "JWT", "accessToken", "access_token", "encryptedJWT", "userJWT"), 1):
    good(f"object_name_{number}", f"Under the name {name}.", json.dumps({name: JWT}), JWT, CLAIMS, "user-1", **TIMES)

# Claims: one of the wrong type does not hide the others.


def claims(id, comment, text, **values):
    text = text if isinstance(text, str) else json.dumps(text)
    good("claims_" + id, comment, jwt_of(text), jwt_of(text), text, **values)


claims("none", "No claims.", {})
claims("null", "null counts as not there.", {"exp": None, "sub": None})
claims("fraction", "Times may have a fraction, which is cut off.", {"exp": 2.9, "nbf": 1.5}, expires_at=2, not_before=1)
claims("last_second", "The last second before the year 10000.", {"exp": 253402300799}, expires_at=253402300799)
claims("milliseconds", "exp in milliseconds.", {**CLAIMS, "exp": 1795314969000}, subject="user-1", unread=["exp"], issued_at=1795314669)
claims("exp_string", "exp as a string.", {**CLAIMS, "exp": "1795314969"}, subject="user-1", unread=["exp"], issued_at=1795314669)
claims("exp_negative", "exp before 1970.", {**CLAIMS, "exp": -1}, subject="user-1", unread=["exp"], issued_at=1795314669)
claims("year_10000", "exp in the year 10000.", {"exp": 253402300800}, unread=["exp"])
claims("exp_digits", "exp of 400 digits.", '{"exp":' + "9" * 400 + "}", unread=["exp"])
claims("sub_number", "sub as a number.", {**CLAIMS, "sub": 7}, unread=["sub"], **TIMES)
claims("all_wrong", "All of them.", {"exp": True, "nbf": [], "iat": {}, "sub": []}, unread=["exp", "nbf", "iat", "sub"])
good("header_array", "A header that is no object.", jwt_of(CLAIMS, "[]"), jwt_of(CLAIMS, "[]"), CLAIMS, "user-1", ["header"], **TIMES)
good("header_junk", "A header that is no JSON.", f"abc.{BODY}.{MAC}", f"abc.{BODY}.{MAC}", CLAIMS, "user-1", ["header"], **TIMES)
for id, text in (("array", "[]"), ("number", "7"), ("cut", '{"exp":1'), ("twice", '{"exp":1,"exp":2}'), ("not_utf8", b'{"a":"\xff"}'), ("overflow", '{"a":1e400}')):
    bad("claims_" + id, "Claims that are no JSON object, or have no canonical form.", jwt_of(text), field="claims")
bad("claims_unused_bits", "Base64url with unused bits set.", f"{HEAD}.e31.{MAC}", field="claims")
bad("claims_length", "Five characters, which are no base64url.", f"{HEAD}.e30aa.{MAC}", field="claims")

# What is no token, or not one alone.

for id, comment, text in (
        ("empty", "No text.", ""),
        ("blank", "Blanks.", " \n"),
        ("word", "One part.", "hello"),
        ("secret", "A user's secret.", "adf2aa34-8219-40f7-a6b3-60156985cc61"),
        ("two_parts", "No signature.", f"{HEAD}.{BODY}"),
        ("unsigned", "An empty signature.", f"{HEAD}.{BODY}."),
        ("no_header", "An empty header.", f".{BODY}.{MAC}"),
        ("no_claims", "No claims.", f"{HEAD}..{MAC}"),
        ("dots", "Dots alone.", ".."),
        ("four_parts", "Four parts.", JWT + ".abc"),
        ("jwe", "Five parts: an encrypted JWT.", part('{"alg":"RSA-OAEP","enc":"A256GCM"}') + ".a.b.c.d"),
        ("many_parts", "Many parts.", "a." * 50 + "a"),
        ("line_feed_inside", "Two lines: they may be two tokens.", f"{HEAD}.{BODY}\n.{MAC}"),
        ("two_tokens", "Two tokens.", f"{JWT}\n{JWT}"),
        ("blank_inside", "A blank inside.", f"{HEAD}. {BODY}.{MAC}"),
        ("scheme_alone", "A scheme and no token.", "Bearer "),
        ("scheme_unknown", "A scheme that is not known.", "Basic " + JWT),
        ("quote_one_side", "A quotation mark at one side.", '"' + JWT),
        ("standard_base64", "Standard base64.", f"{HEAD}.{BODY}.ab+/"),
        ("padding_three", "Three signs of padding.", JWT + "==="),
        ("padding_inside", "Padding inside a part.", f"{HEAD}.{BODY[:8]}={BODY[8:]}.{MAC}"),
        ("percent", "Percent-encoded.", f"{HEAD}%2E{BODY}%2E{MAC}"),
        ("control", "A control character.", JWT + "\x7f"),
        ("pem", "A PEM file.", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"),
        ("link", "A link.", f"https://x.example/?token={JWT}"),
        ("page", "A web page.", "<html></html>"),
        ("array", "A JSON array.", json.dumps([JWT])),
        ("object_two", "Two tokens in an object.", json.dumps({"token": JWT, "jwt": JWT})),
        ("object_two_parts", "Two parts in an object.", json.dumps({"token": "a.b"})),
        ("object_empty_text", "An empty text in an object.", json.dumps({"token": ""})),
        ("encrypted_response", "An encrypted response: the token is inside.",
         json.dumps({"encryptedSharedKey": "AAAA", "encryptedMessageData": {"encryptedMessage": "", "tag": "", "nonce": ""}})),
        ("connection_link", "The answer of a login.", json.dumps({"redirectURI": "https://x.example", "sessionId": "s"})),
        ("api_error", "An error answer.", json.dumps({"detail": "no", "status_code": 401, "code": 1076}))):
    bad(id, comment, text, field="token" if id == "object_two" else None)
bad("object_empty", "No member.", "{}", "missing_member")
bad("object_unknown", "Under a name that is not known.", json.dumps({"value": JWT}), "missing_member")
bad("object_nested", "Deeper inside.", json.dumps({"data": {"token": JWT}}), "missing_member")
bad("object_number", "A number in its place.", '{"token":7}', "wrong_member_type", "token")
bad("object_inner", "An object in its place.", json.dumps({"token": {"jwt": JWT}}), "wrong_member_type", "token")
bad("object_twice", "The same member twice.", '{"token":"a.b.c","token":"a.b.c"}', "duplicate_member", "token")
bad("object_cut", "JSON that is cut off.", '{"token":"a.b.c"', "malformed_json")
bad("object_deep", "65 levels.", '{"more":' + "[" * 64 + "]" * 64 + "}", "json_too_deep")

cases.write("tokens.json")
