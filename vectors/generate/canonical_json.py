#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""canonical_json.json: JSON texts and the form of them that is signed."""

import struct

from common import Cases, Stream, b64
from signing_rules import Refused, canonical_json

cases = Cases(
    "A JSON text, and what CPython's json.dumps(json.loads(text), separators=(',', ':'), sort_keys=True) makes of it; "
    "or the error for a text that must not be signed.",
    "json", "json_base64", "canonical", canonical=None)
MADE = "generated: CPython's json"
count = {}


def add(group, comment, text):
    """The expected outcome is CPython's, with the refusals of the rule."""
    count[group] = count.get(group, 0) + 1
    id = f"canonical_{group}_{count[group]:03}"
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    try:
        shown = {"json": data.decode("utf-8")}
        if "\0" in shown["json"]:
            shown = {"json_base64": b64(data)}
    except UnicodeDecodeError:
        shown = {"json_base64": b64(data)}
    try:
        cases.add(id, comment, source=MADE, canonical=canonical_json(data), **shown)
    except Refused as why:
        cases.add(id, comment, str(why), source=MADE, **shown)


random = Stream("canonical_json")


def integer(bits):
    return int.from_bytes(random((bits + 7) // 8), "big") >> -bits % 8


for text in ("null", "true", "false", "0", "-1", '""', "[]", "{}", " { } ", "[ ]", "\t\r\n 1 \n", "[[],{},[{}]]", '[1,2,3]', "[3,1,2]",
             '{"a":{"b":{"c":[]}}}', '{"b":1,"a":2}', '{"b":{"d":1,"c":2},"a":[{"z":1,"y":2}]}', '{ "b" : [ 1 , 2 ] ,\r\n\t"a" : "x y" }'):
    add("value", "structure and blanks", text)
for text in ('{"b":1,"_":2,"B":3,"é":4,"a":5,"10":6,"9":7,"":8}', '{"\U0001f600":1,"\uff5e":2}', '{"\U0010ffff":1,"\ue000":2,"\ud7ff":3,"~":4}',
             '{"a":1,"aa":2,"a\\u0000":3,"A":4}', '{"toString":1,"constructor":2,"__proto__":3}', '{"z":0,"y":0,"x":0,"w":0,"v":0}',
             '{"\\u0062":1,"a":2}', '{"é":1,"e\u0301":2,"e":3}', '{"\x7f":1,"\x80":2,"~":3}', '{"a/b":1,"a.b":2,"a-b":3,"a b":4}'):
    add("order", "members by code point of their names after escapes are resolved", text)
for text in ("0", "-0", "1", "-1", "9007199254740993", "9223372036854775808", "18446744073709551616", "-123456789012345678901234567890",
             "1" + "0" * 100, "-" + "9" * 80):
    add("integer", "integers keep their digits at any size; -0 becomes 0", text)
for text in ("0.0", "-0.0", "0e0", "-0E-5", "1.0", "1.10", "1e2", "1E+2", "0.1e1", "100.0", "0.0001", "0.00001", "1e-5", "1E-07", "1.5e-10",
             "0.00012", "0.000099999999999999", "1e15", "1e16", "9999999999999998.0", "9999999999999999.0", "123456789012345680.0", "1e21",
             "1e22", "1e23", "1e100", "5e-324", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-330", "-1e-330",
             "1e-99999999999999999999", "0e99999999999999999999", "2.2250738585072011e-308", "2.2250738585072014E-308",
             "1.7976931348623157e308", "1.7976931348623158e308", "9007199254740993.0", "0.30000000000000004", "5.92984", "91.33917091",
             "9e-265", "824378485974367.8", "5.9298400000000004", "0.1" + "0" * 60, "1" + "0" * 30 + ".5", "1" + "0" * 400 + "e-400",
             "0." + "0" * 400 + "1e401", "9007199254740992." + "0" * 30 + "1", "1e0000000000000000000005"):
    add("float", "the fewest digits that read back the same, in repr's layout", text)
for _ in range(40):
    value = struct.unpack(">d", random(8))[0]
    if value == value and abs(value) != float("inf"):
        add("double", "random bits of a double, written with 17 digits", "%.17e" % value)
for text in ('"\\u0000\\u0001\\u0007\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001b\\u001f\\"\\\\\\/"', '"\x7f\x80\xa0</a>&\'=+"', '"/"',
             '"Zo\xeb \u6771\u4eac \U0001f600"', '"a\u2028b\u2029c"', '"\\ud83d\\ude00"', '"\\uD83D\\uDE00"', '"\U00010000\U0010ffff"',
             '"\\u00E9\\u00e9"', '"\ufeff\ufffe\uffff"', '"\ud7ff\ue000"', '"\\b\\f\\n\\r\\t"', '"\\u003c\\u003e\\u0026\\u002f\\u007f"', '"~ !"'):
    add("string", "escapes", text)
add("depth", "64 levels of arrays", "[" * 64 + "]" * 64)
add("depth", "64 levels of objects", '{"a":' * 64 + "1" + "}" * 64)

# Refused.
for text in ("[" * 65 + "]" * 65, '{"a":' * 65 + "1" + "}" * 65, '[{"a":' * 33 + "1" + "}]" * 33, "[" * 200 + "]" * 200):
    add("too_deep", "more than 64 levels", text)
for text in ('{"a":1,"a":1}', '{"a":1,"b":2,"a":3}', '{"a":1,"\\u0061":2}', '{"b":{"a":1,"a":1}}', '[{"":1,"":2}]', '{"é":1,"\\u00e9":2}',
             '{"\\ud83d\\ude00":1,"\U0001f600":2}', '{"a":{},"b":{},"c":{"x":0,"y":0,"x":0}}'):
    add("twice", "a member stands twice, by its name after escapes are resolved", text)
for text in ('"\\ud800"', '"\\udfff"', '"\\ud800x"', '"\\ud800\\n"', '"\\ud800\\ud800"', '"\\ude00\\ud83d"', '"\\ud83d\\u0041"', '{"\\ud800":1}',
             '"\\uD83D\\\\uDE00"'):
    add("surrogate", "half a surrogate pair is no character", text)
for text in ("1e309", "-1e309", "1e400", "[1,2,-1e999]", '{"a":1.7976931348623159e308}', "1e99999999999999999999", "1" + "0" * 400 + ".0",
             "0." + "0" * 400 + "1e900"):
    add("range", "beyond the largest double; CPython would write Infinity, which is no JSON", text)
for text in ("NaN", "Infinity", "-Infinity", "[NaN]", '{"a":-Infinity}', "nan", "inf"):
    add("no_number", "not JSON, though CPython takes some of them", text)
for text in ("", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1]]", "{,}", '{"a"}', '{"a":}', '{"a":1,}', '{"a" 1}', "{1:2}",
             "{a:1}", "1 2", "null null", "tru", "truee", "True", "nul", "None", "undefined", "01", "-01", "00", "1.", ".1", "1.e1", "+1", "-",
             "--1", "1e", "1e+", "1E-", "0x10", "1_000", "1,000", "\u0661", "'a'", '"', '"a', '"a\\', '"\\"', '"\\u12"', '"\\u12g4"', '"\\U0041"',
             '"\\x41"', '"\\a"', '"\\\'"', '"\t"', '"\n"', '"\x01"', '"\x1f"', '"a" "b"', "/**/1", "1//", "#1", "\ufeff{}", "\ufeff", "[\xa01]",
             "[\u20281]", "\x0b1", "1\x0c", "[1;2]", '{"a"=1}', "(1)", '{"a":1}}', '{"a":1]', "[1}", '"\\ud800\\u12"'):
    add("malformed", "not RFC 8259", text)
for text in (b'"\xff"', b'"\xfe"', b'"\xc0\x80"', b'"\xc1\xbf"', b'"\xe0\x9f\xbf"', b'"\xed\xa0\x80"', b'"\xed\xbf\xbf"', b'"\xf0\x8f\xbf\xbf"',
             b'"\xf4\x90\x80\x80"', b'"\xf5\x80\x80\x80"', b'"\xe2\x82"', b'"\x80"', b'"\xe2\x28\xa1"', b'"\xc3', b'{"\xff":1}', b"\xff",
             b"\xfe\xff\x00[\x00]", b"[\x00]\x00", b"\xff\xfe[\x00]\x00", b'"\x00"', b"\x00", b"null\x00", b'"Zo\xeb"'):
    add("not_utf8", "not UTF-8, or a NUL", text)
# One character of a good text lost or exchanged, where that makes it bad.
text = b'{"order":[{"units":10.5,"price":-1.25e-3,"open":true},null],"note":"caf\xc3\xa9 \\u00e9 \xf0\x9f\x98\x80"}'
for at in range(len(text)):
    for changed in (text[:at] + text[at + 1:], text[:at] + bytes([text[at] ^ 0x80]) + text[at + 1:]):
        try:
            canonical_json(changed)
        except Refused:
            if integer(8) < 90:
                add("damaged", "a byte of a good text is missing, or has its highest bit changed", changed)

cases.write("canonical_json.json")
