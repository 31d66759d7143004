#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""signatures.json: the partner signature, from the parts of a request to the text that is signed and its signature."""

import base64
import hashlib
import json
import re
from urllib.parse import quote, unquote, unquote_plus

from common import Cases, read
from signing_rules import Refused, canonical_content, sign

cases = Cases(
    "The partner signature: base64(HMAC-SHA256(consumer_key, canonical)), where canonical is the canonical JSON of "
    "content, path and query. wrong_signature: the signature given is not the one of this request.",
    "consumer_key", "path", "query", "body", "canonical", "signature", "deviations", canonical=None, signature=None, deviations=None)
MADE = "generated: CPython's json and hmac"
KEY = "YOUR_CONSUMER_KEY"
captured = json.loads(read("captured/signatures.json"))
programs = json.loads(read("captured/programs.json"))


def name(id):
    return "signature_" + re.sub("[^a-z0-9]+", "_", id.lower())


def canonical_of(request):
    return canonical_content(request["path"], request["query"], request["body"])


def good(id, comment, request, **rest):
    text = canonical_of(request)
    cases.add(name(id), comment, canonical=text, signature=sign(request["consumer_key"], text), **request, **rest)


def wrong(id, comment, request, signature, deviations=None, **rest):
    text = canonical_of(request)
    assert sign(request["consumer_key"], text) != signature, id
    cases.add(name(id), comment, "wrong_signature", canonical=text, signature=signature, deviations=deviations, **request, **rest)


def bad(id, comment, request, expect, **rest):
    try:
        canonical_of(request)
    except Refused as why:
        assert str(why) == expect, (id, str(why))
    else:
        assert False, id
    cases.add(name(id), comment, expect, **request, **rest)


def request(path="/snapTrade/registerUser", query="clientId=YOUR_CLIENT_ID&timestamp=1715123456", body=None, key=KEY):
    return {"consumer_key": key, "path": path, "query": query, "body": body}


def request_of(case):
    return request(case["path"], case["query"], case["body_json"], case["consumer_key"])


# What published clients send, where it is right; and the same with something changed.

REFUSED = {"dup-01": "duplicate_member", "surr-01": "lone_surrogate"}

def other_last(text):
    return text[:-1] + ("1" if text[-1] != "1" else "2")


def damaged(step, it, signature):
    """(comment, request, signature): one thing changed, another for each step."""
    kind = step % 10
    if kind == 0:
        return "the first character of the signature changed", it, ("A" if signature[0] != "A" else "B") + signature[1:]
    if kind == 1:
        raw = bytearray(base64.b64decode(signature))
        raw[31] ^= 1
        return "the last bit of the signature changed", it, base64.b64encode(bytes(raw)).decode()
    if kind == 2:
        return "another key that differs in one character", {**it, "consumer_key": other_last(it["consumer_key"])}, signature
    if kind == 3:
        return "another path", {**it, "path": it["path"] + "x"}, signature
    if kind == 4:
        return "another time in the query", {**it, "query": it["query"] + "0"}, signature
    if kind == 5 and canonical_of(it) != canonical_of({**it, "body": None}):
        return "the body left out", {**it, "body": None}, signature
    if kind == 6:
        return "another body", {**it, "body": '{"userId":"somebody-else"}'}, signature
    if kind == 7:
        return "only the first 16 bytes of the signature", it, base64.b64encode(base64.b64decode(signature)[:16]).decode()
    if kind == 8:
        return "a blank behind the signature", it, signature + " "
    return "no signature", it, ""


for step, case in enumerate(captured["signatures"]):
    it, source = request_of(case), case["source"]
    if case["id"] in REFUSED:
        bad(case["id"], case["comment"].split(":")[0].split(" is legal")[0], it, REFUSED[case["id"]], source=source)
        continue
    assert canonical_of(it) == case["canonical"] and sign(it["consumer_key"], case["canonical"]) == case["signature"], case["id"]
    good(case["id"], case["comment"], it, source=source)
    comment, changed, signature = damaged(step, it, case["signature"])
    wrong(case["id"] + "-changed", comment, changed, signature, source=source + "; then changed")

# What published clients sign where they do not follow the rule.

DEVIATIONS = {"raw-utf8": "raw_utf8", "encodeURI(key)": "key_uri_encoded", "path without": "api_v1_missing", "decoded query": "query_decoded",
              "body text unsorted": "del_unescaped"}
UNNAMED = {
    "dev-ts11-05": "floats_reformatted", "dev-ts11-06": "floats_reformatted", "dev-py-08": "query_decoded", "dev-go-03": "go_escapes",
    "dev-go-04": "go_escapes", "dev-go-06": "floats_reformatted", "dev-go-07": "floats_reformatted", "dev-ruby-05": "numbers_as_sent",
    "dev-ruby-06": "numbers_as_sent", "dev-ruby-07": "numbers_as_sent", "dev-ruby-08": "numbers_as_sent",
    "dev-ruby-09": "numbers_as_sent", "dev-ruby-10": "numbers_as_sent", "dev-ruby-11": "nested_unsorted",
    "dev-php-02": "numbers_as_sent", "dev-php-03": "numbers_as_sent", "dev-php-04": "numbers_as_sent", "dev-php-05": "numbers_as_sent",
    "dev-php-06": "numbers_as_sent",
}
for case in captured["deviations"]:
    it = request_of(case)
    assert canonical_of(it) == case["canonical"] and sign(it["consumer_key"], case["canonical"]) == case["signature_by_rule"]
    deviation = UNNAMED.get(case["id"]) or next(value for key, value in DEVIATIONS.items() if key in case["comment"])
    if case["signed_bytes"]:
        key = quote(it["consumer_key"], safe=";/?:@&=+$,-_.!~*'()#") if deviation == "key_uri_encoded" else it["consumer_key"]
        assert sign(key, case["signed_bytes"]) == case["signature_sent"], case["id"]
    wrong(case["id"], "a published client that does not follow the rule", it, case["signature_sent"], deviation, source=case["source"])

# What programs of other languages sign by their libraries' defaults. For each of them what is wrong, and in which of the four requests it
# shows: where the body has other than ASCII, floats, unsorted members, or always.

ALWAYS, UTF8, FLOATS, UNSORTED, RICH, NULLS = (
    {"rich", "small", "ascii", "key"}, {"rich", "small"}, {"rich"}, {"rich", "ascii"}, {"rich"}, {"rich", "ascii"})
RAW_UTF8, REFORMATTED, IN_ORDER = ("raw_utf8", UTF8), ("floats_reformatted", FLOATS), ("members_unsorted", UNSORTED)
PROGRAMS = {
    "node-stringify": [RAW_UTF8, IN_ORDER, REFORMATTED],
    "node-sorted": [RAW_UTF8, REFORMATTED],
    "node-locale_compare": [RAW_UTF8, ("dictionary_order", RICH), REFORMATTED],
    "node-pretty": [RAW_UTF8, REFORMATTED, ("indented", ALWAYS)],
    "node-path_first": [RAW_UTF8, REFORMATTED, ("parts_reordered", ALWAYS)],
    "node-string_body": [RAW_UTF8, REFORMATTED, ("body_as_string", ALWAYS)],
    "node-body_alone": [("raw_utf8", RICH), REFORMATTED, ("body_alone", ALWAYS)],  # the small one is the body as it stands
    "node-twice": [RAW_UTF8, REFORMATTED, ("text_as_string", ALWAYS)],
    "node-query_object": [RAW_UTF8, REFORMATTED, ("query_as_object", ALWAYS)],
    "node-hex": [RAW_UTF8, REFORMATTED, ("hex_signature", ALWAYS)],
    "node-base64_of_hex": [RAW_UTF8, REFORMATTED, ("signature_encoded_again", ALWAYS)],
    "node-base64url": [RAW_UTF8, REFORMATTED, ("base64url_signature", ALWAYS)],
    "node-sha512": [RAW_UTF8, REFORMATTED, ("sha1_or_sha512", ALWAYS)],
    "node-key_from_base64": [RAW_UTF8, REFORMATTED, ("key_decoded_as_base64", ALWAYS)],
    "node-utf16": [REFORMATTED, ("text_encoding", ALWAYS)],
    "node-latin1": [("text_encoding", {"small"})],
    "php-defaults": [("slash_escaped", ALWAYS), IN_ORDER, REFORMATTED],
    "php-arrays": [("slash_escaped", ALWAYS), ("empty_objects_changed", RICH), REFORMATTED],
    "php-arrays_unescaped": [RAW_UTF8, ("empty_objects_changed", RICH), REFORMATTED],
    "php-objects_pretty": [IN_ORDER, REFORMATTED, ("indented", ALWAYS)],
    "php-object_fraction": [IN_ORDER, REFORMATTED],
    "php-hex_then_base64": [IN_ORDER, REFORMATTED, ("signature_encoded_again", ALWAYS)],
    "ruby-generate": [RAW_UTF8, IN_ORDER, REFORMATTED],
    "ruby-sorted": [RAW_UTF8, REFORMATTED],
    "ruby-ascii_only": [REFORMATTED],
    "ruby-pretty": [RAW_UTF8, REFORMATTED, ("indented", ALWAYS)],
    "ruby-compact": [("nulls_left_out", RICH), REFORMATTED],  # the outermost members alone
    "ruby-encode64": [REFORMATTED, ("signature_blanks", ALWAYS)],
    "ruby-hexdigest": [REFORMATTED, ("hex_signature", ALWAYS)],
    "perl-unpadded": [REFORMATTED, ("base64url_signature", ALWAYS)],
    "perl-utf8": [RAW_UTF8, REFORMATTED],
    "perl-pretty": [("indented", ALWAYS), ("line_feed_added", ALWAYS)],
    "perl-hex": [REFORMATTED, ("hex_signature", ALWAYS)],
    "java-gson_tree": [("gson_escapes", ALWAYS), IN_ORDER, ("nulls_left_out", NULLS), ("numbers_as_sent", FLOATS)],
    "java-gson_tree_nulls": [("gson_escapes", ALWAYS), IN_ORDER, ("numbers_as_sent", FLOATS)],
    "java-gson_tree_nulls_plain": [("raw_utf8", {"small"}), ("members_unsorted", {"ascii"}), ("body_as_sent", RICH)],
    "java-gson_map": [RAW_UTF8, ("integers_as_floats", UNSORTED)],
    "java-jackson": [RAW_UTF8, IN_ORDER, REFORMATTED],
    "java-jackson_hash_map": [RAW_UTF8, ("java_hash_order", UNSORTED), REFORMATTED, ("parts_reordered", {"small", "key"})],
    "java-jackson_sorted": [RAW_UTF8, REFORMATTED],
    "java-jackson_ascii": [("uppercase_escapes", UTF8), REFORMATTED],
    "shell-jq_openssl": [RAW_UTF8, REFORMATTED, ("line_feed_added", ALWAYS)],
    "shell-jq_openssl_text": [RAW_UTF8, REFORMATTED, ("line_feed_added", ALWAYS), ("hex_signature", ALWAYS), ("signature_prefix", ALWAYS)],
    "shell-jq_ascii_openssl": [REFORMATTED, ("line_feed_added", ALWAYS)],
    "shell-jq_ascii_openssl_text": [REFORMATTED, ("line_feed_added", ALWAYS), ("hex_signature", ALWAYS), ("signature_prefix", ALWAYS)],
    "shell-jq_pretty_openssl": [("indented", ALWAYS), ("line_feed_added", ALWAYS)],
    "shell-jq_pretty_openssl_text": [("indented", ALWAYS), ("line_feed_added", ALWAYS), ("hex_signature", ALWAYS), ("signature_prefix", ALWAYS)],
}
# Too much at once: numbers, indentation and line feed; Node's Latin-1, which cuts characters to a byte; Ruby's empty arrays on three lines.
UNEXPLAINED = {"rich-ruby-pretty", "rich-perl-pretty", "rich-shell-jq_pretty_openssl", "rich-shell-jq_pretty_openssl_text", "rich-node-latin1"}
for case in programs["cases"]:
    it = request_of(case)
    kind, way = case["id"].split("-", 1)
    deviations = "" if case["id"] in UNEXPLAINED else " ".join(name for name, where in PROGRAMS[way] if kind in where)
    comment = "a program with its library's defaults: " + way.replace("-", ", ")
    if deviations or case["id"] in UNEXPLAINED:
        wrong("program-" + case["id"], comment, it, case["signature"], deviations, source=case["source"])
    else:
        assert case["signature"] == sign(case["consumer_key"], canonical_of(it)), case["id"]
        good("program-" + case["id"], comment, it, source=case["source"])

# Every deviation by itself, and some two at once, each written here in another way than in the library.

BODY = ('{"zeta": {"b": [3, {"y": 1, "x": 2}], "a": "Zoë </a>&\\u007f\\b\\u2028"}, "constructor": 1, "alpha": 1.0, '
        '"price": 1.50e-7, "id": 9007199254740993, "\U0001f600": 1, "\uff5e": 2}')
QUERY = "userId=a%20b%2fc~d+e&clientId=YOUR_CLIENT_ID&timestamp=1715123456"
FULL = request("/api/v1/accounts/a%20b", QUERY, BODY)
BARE = request("/accounts", QUERY, None)


class Text(str):
    """JSON text that stands for itself."""


def write(value, string, order, number, comma, colon, outermost=True):
    rest = (string, order, number, comma, colon)
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return "[" + comma.join(write(item, *rest, False) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + comma.join(string(key) + colon + write(value[key], *rest, False) for key in order(value, outermost)) + "}"
    return number(value) if isinstance(value, tuple) else json.dumps(value)


def python_number(number):
    return json.dumps(json.loads(number[0]))


def javascript_float(number):
    if re.fullmatch("-?[0-9]+", number[0]):
        return number[0]
    assert number[0] in ("1.0", "1.50e-7")
    return {"1.0": "1", "1.50e-7": "1.5e-7"}[number[0]]


def rounded(number):
    value = json.loads(number[0])
    return "%d" % float(value) if isinstance(value, int) and abs(value) > 2 ** 53 else python_number(number)


def by_code_point(value, _):
    return sorted(value)


def go(text):
    out = json.dumps(text, ensure_ascii=False).replace("\\b", "\\u0008").replace("\\f", "\\u000c")
    return out.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def html(text):
    return re.sub("[<>&]", lambda c: "\\u%04x" % ord(c[0]), json.dumps(text))


INHERITED = ("constructor", "toString", "__proto__")
REPLACED = object()


def foreign(it, string=json.dumps, order=by_code_point, number=python_number, comma=",", colon=":", content=REPLACED, path=None, query=None):
    """The text that a program signs which does one thing or more in its own way."""
    value = json.loads(it["body"], parse_int=lambda t: (t,), parse_float=lambda t: (t,)) if it["body"] else None
    value = None if value == {} else value
    rest = (string, order, number, comma, colon)
    content = write(value, *rest) if content is REPLACED else content
    parts = [("content", content), ("path", string(it["path"] if path is None else path)),
             ("query", string(it["query"] if query is None else query))]
    return "{" + comma.join(f'"{key}"{colon}{part}' for key, part in parts) + "}"


def deviant(deviations, comment, it, key=None, hash=hashlib.sha256, spell=lambda s: s, suffix="", whole=lambda text: text, **changes):
    text = whole(foreign(it, **changes))
    signature = spell(sign(it["consumer_key"] if key is None else key, text, hash))
    wrong("deviation_" + deviations.replace(" ", "_and_") + suffix, comment, it, signature, deviations, source=MADE)


assert foreign(FULL) == canonical_of(FULL) and foreign(BARE) == canonical_of(BARE)
RAW = {"string": lambda text: json.dumps(text, ensure_ascii=False)}
PHP = {"string": lambda text: json.dumps(text).replace("\\u007f", "\x7f")}
HTML = {"string": html}
SLASH = {"string": lambda text: json.dumps(text).replace("/", "\\/")}
NESTED = {"order": lambda value, outermost: sorted(value) if outermost else list(value)}
UNSORTED = {"order": lambda value, _: list(value)}
UTF16 = {"order": lambda value, _: sorted(value, key=lambda text: text.encode("utf-16-be"))}
DROPPED = {"order": lambda value, _: [key for key in sorted(value) if key not in INHERITED]}
SPACED = {"comma": ", ", "colon": ": "}
AGAIN = "userId=a%20b%2Fc~d%20e&clientId=YOUR_CLIENT_ID&timestamp=1715123456"


CASES = request(body='{"b":"","B":null,"a":[],"_":{"A":null,"c":[{}]},"a1":0}')


def upper_escapes(text):
    return re.sub(r"(?<=\\u)[0-9a-f]{4}", lambda escape: escape[0].upper(), json.dumps(text))


def dotnet(text):
    out = "".join("\\u%04X" % ord(c) if c in "\"&'+<>`" else json.dumps(c)[1:-1] for c in text)
    return '"' + re.sub(r"(?<=\\u)[0-9a-f]{4}", lambda escape: escape[0].upper(), out) + '"'


def as_points(text):
    return '"' + "".join(json.dumps(c)[1:-1] if ord(c) < 0x10000 else "\\u%x" % ord(c) for c in text) + '"'


def url(signature):
    return signature.replace("+", "-").replace("/", "_").rstrip("=")


for deviations, comment, it, changes in (
        ("raw_utf8", "non-ASCII characters as UTF-8", FULL, RAW),
        ("go_escapes", "Go's encoder", FULL, {"string": go}),
        ("del_unescaped", "U+007F as it is", FULL, PHP),
        ("html_escaped", "<, > and & escaped", FULL, HTML),
        ("slash_escaped", "/ escaped", FULL, SLASH),
        ("nested_unsorted", "only the outermost members sorted", FULL, NESTED),
        ("members_unsorted", "members in the body's order", FULL, UNSORTED),
        ("utf16_order", "members sorted by UTF-16 units", FULL, UTF16),
        ("members_dropped", "a member named constructor left out", FULL, DROPPED),
        ("floats_reformatted", "JavaScript's numbers", FULL, {"number": javascript_float}),
        ("numbers_as_sent", "numbers as they stand in the body", FULL, {"number": lambda number: number[0]}),
        ("big_integers_rounded", "2^53 + 1 through a double", FULL, {"number": rounded}),
        ("default_separators", "Python's default separators", FULL, SPACED),
        ("empty_object", "no body signed as {}", BARE, {"content": "{}"}),
        ("empty_string_body", "no body signed as an empty string", BARE, {"content": '""'}),
        ("body_left_out", "a body signed as null", FULL, {"content": "null"}),
        ("body_as_sent", "the body's text", FULL, {"content": BODY}),
        ("body_as_string", "the body's text as a string", FULL, {"content": json.dumps(BODY)}),
        ("api_v1_added", "/api/v1 that was not sent", BARE, {"path": "/api/v1/accounts"}),
        ("api_v1_missing", "/api/v1 that was sent", FULL, {"path": "/accounts/a%20b"}),
        ("trailing_slash", "a slash too many", FULL, {"path": FULL["path"] + "/"}),
        ("path_decoded", "the path's escapes decoded", FULL, {"path": unquote(FULL["path"])}),
        ("query_decoded", "the query's escapes decoded", FULL, {"query": unquote(QUERY)}),
        ("query_reencoded", "%20 as +", FULL, {"query": QUERY.replace("%20", "+")}),
        ("query_sorted", "parameters by name", FULL, {"query": "&".join(sorted(QUERY.split("&")))}),
        ("query_with_question_mark", "a question mark in front of the query", FULL, {"query": "?" + QUERY}),
        ("timestamp_milliseconds", "three zeros more", FULL, {"query": QUERY + "000"}),
        ("key_uri_encoded", "encodeURI of the key", request(key='k+é%"<>'), {"key": "k+%C3%A9%25%22%3C%3E"}),
        ("key_trimmed", "a key with a line feed behind it, which was left out", request(key="secret\n"), {"key": "secret"}),
        ("key_decoded_as_base64", "the key as base64", request(key="c2VjcmV0IGtleSBieXRlcw=="), {"key": b"secret key bytes"}),
        ("hex_signature", "hex", FULL, {"spell": lambda s: base64.b64decode(s).hex()}),
        ("base64url_signature", "base64url without padding", FULL, {"spell": url}),
        ("sha1_or_sha512", "HMAC-SHA-512", FULL, {"hash": hashlib.sha512}),
        ("uppercase_escapes", "hex digits in upper case", FULL, {"string": upper_escapes}),
        ("dotnet_escapes", "System.Text.Json's escapes, by its documentation", FULL, {"string": dotnet}),
        ("wrong_escapes", "one escape above U+FFFF", FULL, {"string": as_points}),
        ("utf8_as_latin1", "each byte as a character", FULL, {"string": lambda text: json.dumps(text.encode().decode("latin-1"))}),
        ("dictionary_order", "members sorted without regard to case", CASES, {"order": lambda value, _: sorted(value, key=str.lower)}),
        ("nulls_left_out", "members that are null left out", CASES,
         {"order": lambda value, _: sorted(key for key in value if value[key] is not None)}),
        ("empties_left_out", "empty members left out", CASES,
         {"order": lambda value, _: sorted(key for key in value if value[key] not in (None, "", [], {}))}),
        ("indented", "over several lines, four blanks", request(body='{"a":[1,{"b":[],"c":{}}]}'),
         {"whole": lambda text: json.dumps(json.loads(text), indent=4)}),
        ("empty_array", "no body signed as []", BARE, {"content": "[]"}),
        ("content_missing", "no member content", BARE, {"whole": lambda text: text.replace('"content":null,', "")}),
        ("body_alone", "the body only", FULL, {"whole": lambda text: text[11:text.rindex(',"path":')]}),
        ("parts_reordered", "path first", BARE, {"whole": lambda text: json.dumps(dict(reversed(json.loads(text).items())), separators=(",", ":"))}),
        ("parts_renamed", "C#'s properties", BARE,
         {"whole": lambda text: re.sub('"(content|path|query)":', lambda name: f'"{name[1].title()}":', text)}),
        ("not_json", "path, query and body one behind the other", FULL,
         {"whole": lambda text: FULL["path"] + "?" + QUERY + text[11:text.rindex(',"path":')]}),
        ("leading_slash", "no slash in front", FULL, {"path": FULL["path"][1:]}),
        ("path_encoded_again", "% as %25", FULL, {"path": FULL["path"].replace("%", "%25")}),
        ("path_letter_case", "the path in lower case", request("/snapTrade/listUsers"), {"path": "/snaptrade/listusers"}),
        ("query_in_path", "the query in the path too", FULL, {"path": FULL["path"] + "?" + QUERY}),
        ("url_as_path", "the URL", FULL, {"path": "https://api.snaptrade.com" + FULL["path"]}),
        ("query_encoded_again", "% as %25", FULL, {"query": QUERY.replace("%", "%25")}),
        ("query_reordered", "the timestamp first", FULL, {"query": "timestamp=1715123456&userId=a%20b%2fc~d+e&clientId=YOUR_CLIENT_ID"}),
        ("query_with_ampersand", "an ampersand behind", FULL, {"query": QUERY + "&"}),
        ("parameter_missing", "no timestamp", FULL, {"query": QUERY[:QUERY.rindex("&")]}),
        ("query_left_out", "no query", FULL, {"query": ""}),
        ("query_as_object", "the query as an object", request(), {"whole": lambda text: text.replace(
            '"query":"clientId=YOUR_CLIENT_ID&timestamp=1715123456"', '"query":{"clientId":"YOUR_CLIENT_ID","timestamp":1715123456}')}),
        ("timestamp_fraction", "time.time() of Python", FULL, {"query": QUERY + ".0"}),
        ("timestamp_other", "a second later", FULL, {"query": QUERY[:-1] + "7"}),
        ("line_feed_added", "echo", FULL, {"whole": lambda text: text + "\n"}),
        ("byte_order_mark", "a byte-order mark", FULL, {"whole": lambda text: "\ufeff" + text}),
        ("text_encoding", "UTF-16", FULL, {**RAW, "whole": lambda text: text.encode("utf-16-le")}),
        ("text_as_string", "JSON twice", FULL, {"whole": json.dumps}),
        ("text_encoded_first", "base64 of the text", FULL, {"whole": lambda text: base64.b64encode(text.encode())}),
        ("key_in_quotes", "the key in quotation marks", FULL, {"key": f'"{KEY}"'}),
        ("key_decoded_as_hex", "the key as hex", request(key="c0ffee00"), {"key": b"\xc0\xff\xee\x00"}),
        ("key_encoded_first", "the key's base64", FULL, {"key": base64.b64encode(KEY.encode())}),
        ("key_byte_order_mark", "a file that Notepad wrote", FULL, {"key": "\ufeff" + KEY}),
        ("key_changed_by_shell", "a .env file without quotation marks", request(key="secret#1"), {"key": "secret"}),
        ("key_letter_case", "lower case", FULL, {"key": KEY.lower()}),
        ("key_encoding", "UTF-16", FULL, {"key": KEY.encode("utf-16-le")}),
        ("key_with_ampersand", "OAuth 1.0's", FULL, {"key": KEY + "&"}),
        ("signature_prefix", "sha256=", FULL, {"spell": lambda s: "sha256=" + s}),
        ("signature_blanks", "a line feed", FULL, {"spell": lambda s: s + "\n"}),
        ("signature_encoded_again", "base64 of hex", FULL, {"spell": lambda s: base64.b64encode(base64.b64decode(s).hex().encode()).decode()}),
        ("signature_cut", "the first 32 characters", FULL, {"spell": lambda s: s[:32]}),
        # Two at once.
        ("raw_utf8 nested_unsorted", "a Ruby-like client", FULL, {**RAW, **NESTED}),
        ("members_unsorted default_separators", "Python's json.dumps without arguments", FULL, {**UNSORTED, **SPACED}),
        ("raw_utf8 members_dropped", "a JavaScript-like client", FULL, {**RAW, **DROPPED}),
        ("floats_reformatted big_integers_rounded", "all numbers as doubles", FULL,
         {"number": lambda number: javascript_float((rounded(number),)) if number[0][0] == "9" else javascript_float(number)}),
        ("default_separators query_decoded", "blanks, and the query decoded", FULL, {**SPACED, "query": unquote(QUERY)}),
        ("empty_object query_sorted", "{} for no body, and the query sorted", BARE,
         {"content": "{}", "query": "&".join(sorted(QUERY.split("&")))}),
        ("api_v1_missing hex_signature", "the prefix and the spelling", FULL,
         {"path": "/accounts/a%20b", "spell": lambda s: base64.b64decode(s).hex()}),
        ("key_trimmed base64url_signature", "the key and the spelling", request(key=" secret"), {"key": "secret", "spell": url})):
    deviant(deviations, comment, it, **changes)
for suffix, deviations, comment, it, changes in (
        ("removed", "trailing_slash", "a slash missing", request("/accounts/"), {"path": "/accounts"}),
        ("plus", "query_decoded", "escapes decoded and + as a blank", FULL, {"query": unquote_plus(QUERY)}),
        ("upper", "query_reencoded", "escapes in upper case", FULL, {"query": QUERY.replace("%2f", "%2F")}),
        ("lower", "query_reencoded", "escapes in lower case", request(query="a=%2F&timestamp=1"), {"query": "a=%2f&timestamp=1"}),
        ("tilde", "query_reencoded", "~ escaped", FULL, {"query": QUERY.replace("~", "%7E")}),
        ("no_tilde", "query_reencoded", "~ not escaped", request(query="a=%7Eb%20c&timestamp=1"), {"query": "a=~b%20c&timestamp=1"}),
        ("blank", "query_reencoded", "+ as %20", FULL, {"query": QUERY.replace("+", "%20")}),
        ("all", "query_reencoded", "decoded and encoded again", FULL, {"query": AGAIN}),
        ("form", "query_reencoded", "decoded and encoded as a form", FULL, {"query": AGAIN.replace("%20", "+")}),
        ("seconds", "timestamp_milliseconds", "seconds where milliseconds were sent", request(query="timestamp=1715123456789&b=1"),
         {"query": "timestamp=1715123456&b=1"}),
        ("line_feed", "key_trimmed", "a line feed behind the key", FULL, {"key": KEY + "\n"}),
        ("crlf", "key_trimmed", "CR LF behind the key", FULL, {"key": KEY + "\r\n"}),
        ("upper", "hex_signature", "hex in upper case", FULL, {"spell": lambda s: base64.b64decode(s).hex().upper()}),
        ("padded", "base64url_signature", "standard base64 without padding", FULL, {"spell": lambda s: s.rstrip("=")}),
        ("sha1", "sha1_or_sha512", "HMAC-SHA-1", FULL, {"hash": hashlib.sha1}),
        ("sha384", "sha1_or_sha512", "HMAC-SHA-384", FULL, {"hash": hashlib.sha384}),
        ("trimmed", "body_as_sent", "the body without the line feed behind it", request(body='{"b": 1,"a":2}\n'), {"content": '{"b": 1,"a":2}'})):
    deviant(deviations, comment, it, suffix="_" + suffix, **changes)
for id, comment, signature in (
        ("key_and_text_exchanged", "text and key exchanged", sign(canonical_of(FULL), KEY)),
        ("hash_without_hmac", "SHA-256 without a key", base64.b64encode(hashlib.sha256(canonical_of(FULL).encode()).digest()).decode())):
    wrong("deviation_" + id, comment, FULL, signature, id, source=MADE)
for id, comment, signature in (
        ("random", "32 other bytes", base64.b64encode(bytes(range(32))).decode()),
        ("no_base64", "no base64 at all", "not a signature"),
        ("three", "three deviations at once are more than is looked for",
         sign(KEY, foreign(FULL, **NESTED, **HTML, query=unquote(QUERY))))):
    wrong("unknown_" + id, comment, FULL, signature, "", source=MADE)

# Bodies that are no content, and bodies that look like it.

for id, body in (("none", None), ("empty", ""), ("null", "null"), ("object", "{}"), ("blanks", " {\r\n\t} "), ("null_blanks", "\nnull ")):
    good("no_content_" + id, "content is null", request(body=body), source=MADE)
for id, body in (("array", "[]"), ("nested", '{"a":{}}'), ("false", "false"), ("zero", "0"), ("string", '""'), ("array_of", "[{}]"),
                 ("null_member", '{"a":null}')):
    good("content_" + id, "this is content", request(body=body), source=MADE)
good("path_utf8", "a path and a query that are not percent-encoded are escaped as strings", request("/é\"\\", "a=\u6771\n"), source=MADE)
good("path_empty", "an empty path and query", request("", ""), source=MADE)
good("key_utf8", "a key beyond ASCII is used as its UTF-8 bytes", request(key="schlüssel\U0001f511"), source=MADE)
good("key_block", "a key of exactly one hash block", request(key="k" * 64), source=MADE)
good("key_block_and_one", "a key of one byte more than a hash block", request(key="k" * 65), source=MADE)
for id, expect, body in (
        ("blank", "malformed_json", " "), ("text", "malformed_json", "hello"), ("form", "malformed_json", "userId=a&b=c"),
        ("cut", "malformed_json", '{"userId":"a"'), ("two", "malformed_json", "{}{}"), ("single_quotes", "malformed_json", "{'a':1}"),
        ("nan", "malformed_json", '{"price":NaN}'), ("infinity", "malformed_json", '{"price":-Infinity}'),
        ("bom", "malformed_json", "\ufeff{}"), ("comma", "malformed_json", '{"a":1,}'), ("control", "malformed_json", '{"a":"\n"}'),
        ("leading_zero", "malformed_json", '{"price":01}'), ("twice", "duplicate_member", '{"userId":"a","userId":"b"}'),
        ("twice_escaped", "duplicate_member", '{"userId":"a","user\\u0049d":"b"}'), ("twice_nested", "duplicate_member", '[{"a":{"b":1,"b":1}}]'),
        ("surrogate_name", "lone_surrogate", '{"\\udc00":1}'), ("huge", "number_out_of_range", '{"price":1e400}'),
        ("huge_negative", "number_out_of_range", '{"price":-1e309}'), ("deep", "json_too_deep", "[" * 65 + "]" * 65)):
    bad("refused_" + id, "a body that is refused rather than signed", request(body=body), expect, source=MADE)

cases.write("signatures.json")
