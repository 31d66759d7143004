#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""canonical_json against CPython's own json module, on tens of thousands of texts.

Usage: canonical_json_differential.py CANONICAL_LINES [SEED]"""

import json
import math
import random
import re
import struct
import subprocess
import sys

program = sys.argv[1]
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261122
DEPTH_MAX = 64
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class Refused(Exception):
    """What canonical_json refuses though CPython takes it."""


def pairs(members):
    found = dict(members)
    if len(found) != len(members):
        raise Refused("duplicate_member")
    return found


def real(text):
    value = float(text)
    if math.isinf(value):
        raise Refused("number_out_of_range")
    return value


def constant(_):
    raise Refused("malformed_json")


def depth_of(text):
    depth = deepest = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
        deepest = max(deepest, depth)
    return deepest


def expected(data):
    """("+", canonical) or ("-", set of errors that are right)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "-", None
    refused = set()
    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=real, parse_constant=constant)
    except Refused as why:
        # Whatever else is wrong with the text may be found first.
        refused.add(str(why))
        return "-", None if not is_json(text) else refusals(text) | refused
    except (ValueError, RecursionError):
        return "-", None
    others = refusals(text, value)
    if others:
        return "-", others
    return "+", json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def is_json(text):
    try:
        json.loads(text)
        return True
    except (ValueError, RecursionError):
        return False


def strings_of(value):
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            stack.extend(item)
            stack.extend(item.values())


def refusals(text, value=None):
    """Which of the refusals that the header names hold for a text that CPython reads."""
    found = set()
    value = json.loads(text) if value is None else value
    if any("\ud800" <= c <= "\udfff" for string in strings_of(value) for c in string):
        found.add("lone_surrogate")
    if depth_of(text) > DEPTH_MAX:
        found.add("json_too_deep")
    if re.search("NaN|Infinity", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        found.add("malformed_json")
    hidden = []

    def note(members):
        if len(dict(members)) != len(members):
            hidden.append("duplicate_member")
        for name, item in members:
            if any("\ud800" <= c <= "\udfff" for string in strings_of([name, item]) for c in string):
                hidden.append("lone_surrogate")
        return dict(members)

    def note_real(number):
        if math.isinf(float(number)):
            hidden.append("number_out_of_range")
        return 0.0

    json.loads(text, object_pairs_hook=note, parse_float=note_real)
    return found | set(hidden)


chance = random.Random(seed)


def any_double():
    while True:
        value = struct.unpack("<d", chance.randbytes(8))[0]
        if math.isfinite(value):
            return value


def near(value):
    bits = struct.unpack("<q", struct.pack("<d", value))[0] + chance.randint(-3, 3)
    return struct.unpack("<d", struct.pack("<q", max(bits, 0)))[0]


def respelled(value):
    """Another spelling of about the same number."""
    kind = chance.randrange(6)
    if kind == 0:
        return "%.17e" % value
    if kind == 1:
        return "%.25g" % value if abs(value) < 1e15 else repr(value).upper()
    if kind == 2:
        return "%.*E" % (chance.randint(0, 30), value)
    if kind == 3 and 1e-30 < abs(value) < 1e30:
        return "%.40f" % value
    if kind == 4:
        return re.sub(r"e([+-]?)", lambda m: "e" + m[1] + "0" * chance.randint(0, 9), repr(value))
    return repr(value)


def digits(count):
    return "".join(chance.choice("0123456789") for _ in range(count))


def number():
    kind = chance.randrange(12)
    if kind < 3:
        return respelled(any_double())
    if kind == 3:  # subnormal
        return respelled(struct.unpack("<d", struct.pack("<q", chance.getrandbits(chance.randint(1, 52))))[0])
    if kind == 4:  # where the layout changes
        return respelled(near(10.0 ** chance.choice([-7, -6, -5, -4, -3, 0, 1, 14, 15, 16, 17, 20, 21, 22, 23])))
    if kind == 5:
        return respelled(near(2.0 ** chance.randint(-1074, 1023)))
    if kind == 6:
        return chance.choice(["", "-"]) + (digits(chance.randint(1, 60)).lstrip("0") or "0")
    if kind == 7:
        return str(chance.choice([1, -1]) * (2 ** chance.choice([31, 32, 53, 63, 64, 128]) + chance.randint(-2, 2)))
    if kind == 8:
        return chance.choice(["0", "-0", "0.0", "-0.0", "0e0", "-0E+5", "0.000e-99999999999999999999", "1e-330", "-1e-400",
                              "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308",
                              "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "-1e309",
                              "1e99999999999999999999", "0e99999999999999999999", "9007199254740993.0", "5e-324"])
    if kind == 9:  # half way between two doubles, and just beside it
        low = abs(near(any_double()))
        exact = "%.1100f" % low if 1e-5 < low < 1e5 else "%.766e" % low
        return exact
    if kind == 10:
        return "%s.%se%d" % (chance.randint(0, 99), digits(chance.randint(1, 30)), chance.randint(-345, 310))
    return str(round(chance.uniform(-1e6, 1e6), chance.randint(0, 8)))


CHARACTERS = ("abcXYZ_09 /<>&'=+\x7f\x80\x85\xa0\xe9\u07ff\u0800\u2028\u2029\ud7ff\ue000\ufeff\uff5e\ufffe\uffff"
              "\U00010000\U0001f600\U0010ffff")


def string():
    out = ['"']
    for _ in range(min(int(chance.expovariate(0.2)), 40)):
        kind = chance.randrange(10)
        if kind < 4:
            out.append(chance.choice(CHARACTERS))
        elif kind < 6:
            c = chr(chance.choice([chance.randint(0x20, 0x7e), chance.randint(0x80, 0xd7ff), chance.randint(0xe000, 0x10ffff)]))
            out.append("\\" + c if c in '"\\' else c)
        elif kind < 8:
            out.append("\\" + chance.choice('"\\/bfnrt'))
        elif kind == 8 or chance.random() < 0.5:
            unit = chance.choice([chance.randint(0, 0xff), chance.randint(0, 0xd7ff), chance.randint(0xe000, 0xffff)])
            out.append(hex_escape(unit))
        else:
            out.append(hex_escape(chance.randint(0xd800, 0xdbff)) + hex_escape(chance.randint(0xdc00, 0xdfff)))
    return "".join(out) + '"'


def hex_escape(unit):
    return "\\u" + "".join(chance.choice([c, c.upper()]) for c in "%04x" % unit)


def blank():
    return "" if chance.random() < 0.8 else "".join(chance.choice(" \t\r\n") for _ in range(chance.randint(1, 3)))


def value(depth=0):
    kind = chance.randrange(10)
    if kind < 3:
        text = number()
    elif kind < 5:
        text = string()
    elif kind == 5 or depth > 5:
        text = chance.choice(["null", "true", "false", "[]", "{}"])
    elif kind < 8:
        members, seen = [], set()
        for _ in range(chance.randint(0, 7)):
            name = string()
            if json.loads(name) not in seen:
                seen.add(json.loads(name))
                members.append(blank() + name + blank() + ":" + value(depth + 1))
        text = "{" + ",".join(members) + blank() + "}"
    else:
        text = "[" + ",".join(value(depth + 1) for _ in range(chance.randint(0, 6))) + blank() + "]"
    return blank() + text + blank()


def mutated(data):
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        at = chance.randrange(len(data)) if data else 0
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1 and data:
            del data[at]
        elif kind == 2:
            data.insert(at, chance.choice(b'{}[],:"\\ue+-.0123456789 \x00\xff\xc0\xed\xf4\xf5truefalsn\n'))
        elif kind == 3 and data:
            data[at] = chance.choice(b'{}[],:"\\u0eE+-.')
        elif kind == 4 and data:
            del data[at:]
        elif data:
            other = chance.randrange(len(data))
            data[at], data[other] = data[other], data[at]
    return bytes(data)


def fixed():
    """What chance finds too seldom."""
    texts = ["", " ", "null", "{}", "[]", " { } ", "NaN", "[Infinity]", "-Infinity", "[nan]", "\ufeff{}", '{"a":1,"a":2}',
             '{"a":1,"\\u0061":2}', '{"b":{"a":1,"a":1}}', '"\\ud800"', '"\\udc00"', '"\\ud800\\ud800"', '"\\ud800x"',
             '"\\ud83d\\ude00"', '"\\ude00\\ud83d"', '"\\ud83d\\u0041"', '"\\ud83d\\u00"', '"\\u12"', '"\\u12g4"', '"\\x41"', "'a'",
             "[1,]", "{,}", '{"a":1,}', '{"a"}', '{"a":}', '{1:2}', "[1 2]", "[", "]", "{", "}", "[1]]", "1 2", "01", "-01", "1.", ".1",
             "+1", "-", "1e", "1e+", "0x10", "1_000", "١", '"\t"', '"\x00"', "\x00", "null\x00", "tru", "truee", "True", "/**/1",
             "[\xa01]", '"' + "\x7f" + '"', '{"":1,"\\u0000":2}', "\x0b1", "\x0c1", "1e400", "[-1e400]",
             '{"\U0001f600":1,"\uff5e":2,"\ue000":3,"\ud7ff":4,"~":5}']
    for depth in (1, 2, 63, 64, 65, 66, 200):
        texts += ["[" * depth + "]" * depth, "[" * depth, '{"a":' * depth + "1" + "}" * depth]
    for zeros in (300, 400, 800, 5000, 70000):
        texts += ["1" + "0" * zeros, "-" + "9" * zeros, "1" + "0" * zeros + "e-%d" % zeros, "0." + "0" * zeros + "1e%d" % zeros,
                  "0." + "0" * zeros + "17976931348623157e%d" % (zeros + 309), "1" + "0" * zeros + ".5e-%d" % (zeros + 300),
                  "0." + "0" * zeros + "1", "1" + "0" * zeros + "e-%d" % (zeros + 330), "1" + "0" * zeros + "e0",
                  "9007199254740992." + "0" * zeros + "1", "9007199254740993." + "0" * zeros + "1", "0.1" + "0" * zeros + "1"]
    raw = [b'"\xff"', b'"\xc0\x80"', b'"\xc1\xbf"', b'"\xe0\x9f\xbf"', b'"\xed\xa0\x80"', b'"\xed\x9f\xbf"', b'"\xf0\x8f\xbf\xbf"',
           b'"\xf4\x90\x80\x80"', b'"\xf4\x8f\xbf\xbf"', b'"\xf5\x80\x80\x80"', b'"\xe2\x82"', b'"\x80"', b'"\xe2\x28\xa1"', b'"\xc3',
           b"\xef\xbb\xbf1", b"\xfe\xff\x00[\x00]", b"[\x00]\x00"]
    return [text.encode() for text in texts] + raw


def run(texts):
    data = b"".join(struct.pack(">I", len(text)) + text for text in texts)
    output = subprocess.run([program], input=data, check=True, stdout=subprocess.PIPE).stdout
    answers, at = [], 0
    while at < len(output):
        size = struct.unpack_from(">I", output, at)[0]
        answers.append(output[at + 4:at + 4 + size])
        at += 4 + size
    return answers


good = [value().encode() for _ in range(12000)]
good += [("[" + ",".join(number() for _ in range(10)) + "]").encode() for _ in range(4000)]
good += [string().encode() for _ in range(8000)]
texts = fixed() + good + [mutated(chance.choice(good[-8000:] + good[:12000])) for _ in range(24000)]
answers = run(texts)
assert len(answers) == len(texts), (len(answers), len(texts))
count = {"+": 0, "-": 0}
wrong = 0
codes = {}
for text, answer in zip(texts, answers):
    sign, right = expected(text)
    count[sign] += 1
    mine, rest = answer[:1].decode(), answer[1:]
    if mine == "-":
        codes[rest.decode()] = codes.get(rest.decode(), 0) + 1
    if mine == sign and (rest == right if sign == "+" else right is None or rest.decode() in right):
        continue
    wrong += 1
    if wrong <= 10:
        print("WRONG", text[:300], "\n  right:", sign, right if right is None or sign == "-" else right[:300], "\n  given:", answer[:300])
print(f"seed {seed}: {len(texts)} texts, {count['+']} accepted, {count['-']} refused, {wrong} wrong; {codes}")
# A test of nothing must not pass.
assert count["+"] > 20000 and count["-"] > 10000, count
assert set(codes) == {"malformed_json", "json_too_deep", "duplicate_member", "lone_surrogate", "number_out_of_range"}, codes
sys.exit(1 if wrong else 0)
