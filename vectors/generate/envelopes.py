#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""envelopes.json: the JSON text and its base64 members. No cryptography: the bytes inside mean nothing."""

import re

from common import *

random = Stream("envelopes")
WRITTEN, DOCUMENT = "written for this file", "SnapTrade's published example response"
KEY, DATA = "encryptedSharedKey", "encryptedMessageData"
MESSAGE, TAG, NONCE = f"{DATA}.encryptedMessage", f"{DATA}.tag", f"{DATA}.nonce"
MEMBERS = (KEY, MESSAGE, TAG, NONCE)

cases = Cases(
    "The JSON text of an encrypted response. No cryptography. `json` is the text; `json_base64` stands in its place where "
    "the text is not UTF-8 or holds a NUL. The decoded members are lower-case hex.",
    "json", "json_base64", "field", "encrypted_shared_key", "encrypted_message", "tag", "nonce", field=None)

key, message, tag, nonce = random(128), random(40), random(16), random(15)


def envelope(key=key, message=message, tag=tag, nonce=nonce, **raw):
    """Canonical layout. A byte string is written in base64; a str is written as JSON text, untouched."""
    text = [value if isinstance(value, str) else f'"{b64(value)}"' for value in (key, message, tag, nonce)]
    return ('{"encryptedSharedKey": %s, "encryptedMessageData": {"encryptedMessage": %s, "tag": %s, "nonce": %s}}' % tuple(text))


def with_member(member, text):
    names = dict(zip(MEMBERS, ("key", "message", "tag", "nonce")))
    return envelope(**{names[member]: text})


def without(member):
    """The plain text without one member."""
    name = member.split(".")[-1]
    if member == DATA:
        return '{"encryptedSharedKey": "%s"}' % b64(key)
    text = re.sub(r'"%s": "[^"]*"(, )?' % name, "", PLAIN)
    return text.replace(", }", "}")


def put(text):
    if isinstance(text, bytes):
        return {"json_base64": b64(text)}
    return {"json": text}


def good(id, comment, text, key=key, message=message, tag=tag, nonce=nonce, source=WRITTEN):
    parsed = json.loads(text)
    data = parsed[DATA]
    for part, value in ((parsed[KEY], key), (data["encryptedMessage"], message), (data["tag"], tag), (data["nonce"], nonce)):
        assert base64.b64decode(part, validate=True) == value and b64(value) == part
    cases.add("envelope_" + id, comment, source=source, **put(text), encrypted_shared_key=key, encrypted_message=message, tag=tag,
              nonce=nonce)


def bad(id, comment, expect, text, field=None, source=WRITTEN):
    if expect == "malformed_json" and isinstance(text, str):
        try:
            parsed = json.loads(text, parse_constant=lambda name: int("not JSON"))
            assert not isinstance(parsed, dict) or re.search(r"\\ud[89a-f]", text)
        except ValueError:
            pass
    elif isinstance(text, str):
        assert isinstance(json.loads(text), dict)
    cases.add("envelope_" + id, comment, expect, source, **put(text), field=field)


def label(member):
    return re.sub("([A-Z])", r"_\1", member.split(".")[-1]).lower()


PLAIN = envelope()
MORE = PLAIN[:-1]                                   # the plain text, still open at the top level
OPEN_DATA = PLAIN[:-2]                              # the plain text, still open in encryptedMessageData

# Positive.

good("plain", "members in the documented order, layout as in the documented sample", PLAIN)
good("compact", "no white space", PLAIN.replace(" ", ""))
good("white_space", "all four kinds of JSON white space",
     " \t\r\n" + PLAIN.replace(": ", " :\r\n\t").replace(", ", "\n,\n").replace("{", "{\t ").replace("}", " \n}") + "\n\n \t\r\n")
good("data_first", "encryptedMessageData before encryptedSharedKey",
     '{"encryptedMessageData": {"nonce": "%s", "tag": "%s", "encryptedMessage": "%s"}, "encryptedSharedKey": "%s"}'
     % (b64(nonce), b64(tag), b64(message), b64(key)))
good("tag_nonce_swapped", "nonce before tag",
     '{"encryptedSharedKey": "%s", "encryptedMessageData": {"encryptedMessage": "%s", "nonce": "%s", "tag": "%s"}}'
     % (b64(key), b64(message), b64(nonce), b64(tag)))
slashes = b"\xff\xff\xff" * 6
good("escaped_slash", "every / written as \\/", envelope(message=f'"{b64(slashes)}"'.replace("/", "\\/")), message=slashes)
good("escaped_letter", "letters written as \\u escapes, hex digits in both cases",
     envelope(message='"\\u0041\\u006a\\u006A\\u002b"'), message=base64.b64decode("Ajj+"))
good("escaped_padding", "= written as \\u003d", envelope(tag=f'"{b64(tag)}"'.replace("=", "\\u003d")))
good("escaped_member_name", "a member name written with escapes", PLAIN.replace('"tag"', '"t\\u0061\\u0067"'))
for at, value in (("string", '"x"'), ("null", "null"), ("number", "-1.5e3"), ("large_number", "123456789012345678901234567890"),
                  ("true", "true"), ("object", '{"tag": "x", "nonce": [1, {}]}'), ("array", '[[], [{}], "]"]'), ("empty_text", '""')):
    good(f"unknown_top_{at}", "an unknown member at the top level", f'{MORE}, "keyId": {value}}}')
    good(f"unknown_data_{at}", "an unknown member inside encryptedMessageData", f'{OPEN_DATA}, "keyId": {value}}}}}')
good("unknown_first", "an unknown member before the others", '{"a": [1], ' + PLAIN[1:])
good("unknown_utf8", "an unknown member with characters outside ASCII", f'{MORE}, "naïve ✓ 🔑": "密码"}}')
good("unknown_surrogate_pair", "an unknown member with an escaped surrogate pair and an escaped NUL", f'{MORE}, "a": "\\ud83d\\udd11\\u0000"}}')
good("unknown_empty_name", "an unknown member with an empty name", f'{MORE}, "": 1}}')
good("unknown_other_case", "member names tell upper from lower case: Tag and TAG are unknown members", f'{OPEN_DATA}, "Tag": 1, "TAG": 2}}}}')
good("unknown_same_name_elsewhere", "tag and nonce at the top level are unknown members, not repeated ones",
     f'{MORE}, "tag": "x", "nonce": null, "encryptedMessage": 5}}')
good("unknown_shared_key_in_data", "encryptedSharedKey inside encryptedMessageData is an unknown member", f'{OPEN_DATA}, "encryptedSharedKey": null}}}}')
good("depth_64", "63 arrays in an unknown member: 64 levels with the top object", f'{MORE}, "a": {"[" * 63}{"]" * 63}}}')
good("depth_64_in_data", "62 arrays in encryptedMessageData: 64 levels", f'{OPEN_DATA}, "a": {"[" * 62}{"]" * 62}}}}}')
good("brackets_in_text", "brackets inside a string are not levels", f'{MORE}, "a": "{"[" * 100}"}}')
good("message_empty", "the empty ciphertext", envelope(message=b""), message=b"")
for size in (1, 2, 3, 4, 5, 6, 300):
    value = random(size)
    good(f"message_{size}", f"a ciphertext of {size} bytes: padding of {-size % 3}", envelope(message=value), message=value)
for size in range(1, 16):
    value = random(size)
    good(f"nonce_{size}", f"a nonce of {size} bytes", envelope(nonce=value), nonce=value)
for size in (128, 129, 256, 384, 512, 2047, 2048):
    value = random(size)
    good(f"shared_key_{size}", f"an RSA ciphertext of {size} bytes", envelope(key=value), key=value)
good("shared_key_zero", "128 zero bytes: 'AAAA...'", envelope(key=bytes(128)), key=bytes(128))
alphabet = base64.b64decode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
good("base64_alphabet", "every character of the base64 alphabet", envelope(message=alphabet), message=alphabet)
good("nonce_placeholder_none", "the published example's nonce, the text None, is good base64 of three bytes", envelope(nonce='"None"'),
     nonce=base64.b64decode("None"), source=DOCUMENT)

# Members that are missing, of another type, or repeated.

for member in (*MEMBERS, DATA):
    bad(f"{label(member)}_missing", "the member is missing", "missing_member", without(member), member)
    name, value = member.split(".")[-1], '""'
    for kind, other in (("null", "null"), ("number", "7"), ("array", '["AAAA"]'), ("object", "{}"), ("true", "true"), ("string", '"AAAA"')):
        if (kind == "string") != (member == DATA) and kind in ("string", "object"):
            continue
        text = PLAIN[:PLAIN.index('"' + DATA)] + f'"{DATA}": {other}}}' if member == DATA else with_member(member, other)
        bad(f"{label(member)}_{kind}", f"the member is {kind}", "wrong_member_type", text, member)
    for kind, again in (("same", name), ("escaped", name[0] + "\\u%04x" % ord(name[1]) + name[2:])):
        value = "{}" if member == DATA else f'"{b64({KEY: key, MESSAGE: message, TAG: tag, NONCE: nonce}[member])}"'
        text = f'{OPEN_DATA}, "{again}": {value}}}}}' if "." in member else f'{MORE}, "{again}": {value}}}'
        bad(f"{label(member)}_repeated_{kind}", "the member stands twice" + (", once with an escape in its name" if kind == "escaped" else ""),
            "duplicate_member", text, member)
bad("tag_repeated_null_first", "the member stands twice, first as null", "duplicate_member", PLAIN.replace('"tag":', '"tag": null, "tag":'), TAG)
bad("unknown_repeated", "an unknown member stands twice; no known member is at fault", "duplicate_member", f'{MORE}, "a": 1, "a": 1}}')
bad("unknown_repeated_in_data", "the same inside encryptedMessageData", "duplicate_member", f'{OPEN_DATA}, "a": 1, "\\u0061": 1}}}}')
bad("unknown_repeated_deeper", "tag stands twice inside an unknown member", "duplicate_member", f'{MORE}, "a": {{"tag": 1, "tag": 2}}}}')
bad("tag_repeated_and_key_missing", "a repeated member comes before a missing one", "duplicate_member",
    '{"encryptedMessageData": {"tag": "", "tag": "", "nonce": "", "encryptedMessage": ""}}', TAG)
bad("object_empty", "{}: the first missing member is named", "missing_member", "{}", KEY)
bad("data_empty", "encryptedMessageData is {}", "missing_member", '{"encryptedSharedKey": "%s", "encryptedMessageData": {}}' % b64(key), MESSAGE)
bad("tag_other_case", "Tag is not tag", "missing_member", PLAIN.replace('"tag"', '"Tag"'), TAG)
bad("shared_key_snake_case", "encrypted_shared_key is not encryptedSharedKey", "missing_member", PLAIN.replace(KEY, "encrypted_shared_key"), KEY)
bad("members_not_nested", "all four members at the top level", "missing_member", PLAIN.replace('"encryptedMessageData": {', "").replace("}}", "}"), DATA)
bad("wrapped_in_data", "the response inside another object", "missing_member", '{"data": %s}' % PLAIN, KEY)
bad("data_is_json_text", "encryptedMessageData is a string that holds JSON", "wrong_member_type",
    '{"encryptedSharedKey": "%s", "encryptedMessageData": "{\\"tag\\": \\"\\"}"}' % b64(key), DATA)
bad("api_error", "an error of the API, not an encrypted response", "missing_member",
    '{"detail": "Unable to verify signature sent", "status_code": 401, "code": "1076"}', KEY)

# JSON.

for id, comment, text in (
        ("empty", "no bytes", ""), ("blank", "blanks only", " \r\n\t "), ("array", "an array", "[]"), ("string", "a string", '"text"'),
        ("null", "null", "null"), ("number", "a number", "5"), ("array_of_one", "the response in an array", f"[{PLAIN}]"),
        ("json_text", "the response as a JSON string", json.dumps(PLAIN)), ("open_brace", "one brace", "{"),
        ("trailing_comma", "a comma before the last brace", f"{MORE},}}"),
        ("trailing_comma_data", "a comma before the inner brace", f"{OPEN_DATA},}}}}"),
        ("leading_comma", "a comma after the first brace", "{," + PLAIN[1:]), ("double_comma", "two commas", PLAIN.replace(", ", ",,", 1)),
        ("missing_comma", "no comma between members", PLAIN.replace(", ", " ", 1)), ("missing_colon", "no colon", PLAIN.replace(": ", " ", 1)),
        ("trailing_text", "text after the end", PLAIN + " x"), ("trailing_brace", "one brace too many", PLAIN + "}"),
        ("two_objects", "the response twice", PLAIN + PLAIN), ("two_lines", "two responses, one a line", PLAIN + "\n" + PLAIN + "\n"),
        ("comment_block", "a block comment", "/* x */" + PLAIN), ("comment_line", "a line comment", PLAIN + " // x"),
        ("comment_hash", "a # comment", "# x\n" + PLAIN), ("single_quotes", "single quotes, as Python prints a dict", PLAIN.replace('"', "'")),
        ("unquoted_name", "a name without quotes", PLAIN.replace('"tag"', "tag")), ("nan", "NaN in an unknown member", f'{MORE}, "a": NaN}}'),
        ("infinity", "Infinity in an unknown member", f'{MORE}, "a": -Infinity}}'), ("nonce_nan", "NaN as nonce", envelope(nonce="NaN")),
        ("nonce_none", "None without quotes, as Python prints it", envelope(nonce="None")), ("bom", "a byte-order mark before the text", "\ufeff" + PLAIN),
        ("true_capital", "True", f'{MORE}, "a": True}}'), ("leading_zero", "a number with a leading zero", f'{MORE}, "a": 01}}'),
        ("plus_sign", "a number with a plus sign", f'{MORE}, "a": +1}}'), ("bare_point", "a number that ends with a point", f'{MORE}, "a": 1.}}'),
        ("hex_number", "a hexadecimal number", f'{MORE}, "a": 0x10}}'), ("bad_escape", "an unknown escape", f'{MORE}, "a": "\\x41"}}'),
        ("short_escape", "a \\u escape of three digits", f'{MORE}, "a": "\\u041"}}'),
        ("line_feed_in_text", "a line feed inside a string", envelope(message='"AAAA\nAAAA"')),
        ("tab_in_text", "a tab inside a string", f'{MORE}, "a": "\t"}}'), ("no_break_space", "a no-break space between members", PLAIN.replace(", ", ",\u00a0", 1)),
        ("surrogate_high", "an escaped high surrogate alone, in an unknown member", f'{MORE}, "a": "\\ud83d"}}'),
        ("surrogate_low", "an escaped low surrogate alone, in an unknown member", f'{MORE}, "a": "\\udd11"}}'),
        ("surrogate_order", "a low surrogate before a high one", f'{MORE}, "a": "\\udd11\\ud83d"}}'),
        ("surrogate_in_name", "an escaped surrogate alone in a member's name", f'{MORE}, "\\ud800": 1}}'),
        ("mismatched_brackets", "an array closed by a brace", f'{MORE}, "a": [1}}}}'), ("html", "a web page", "<!DOCTYPE html><html></html>"),
        ("form", "form text", "encryptedSharedKey=AAAA&tag=AAAA"), ("base64", "the response in base64", b64(PLAIN.encode()))):
    bad("json_" + id, comment, "malformed_json", text)
end = len(PLAIN)
for at in (1, 10, 20, 22, 60, PLAIN.index(DATA) - 3, PLAIN.index(DATA) + 25, PLAIN.index('"tag"') - 2, PLAIN.index('"nonce"') + 8, end - 3, end - 2, end - 1):
    bad(f"json_truncated_{at}", f"only the first {at} of {end} characters", "malformed_json", PLAIN[:at])
raw = PLAIN.encode()
for id, comment, data in (
        ("utf16_le", "UTF-16, little endian, with a mark", b"\xff\xfe" + PLAIN.encode("utf-16-le")),
        ("utf16_be", "UTF-16, big endian, no mark", PLAIN.encode("utf-16-be")),
        ("nul_after", "a NUL after the end", raw + b"\0"), ("nul_before", "a NUL before the text", b"\0" + raw),
        ("nul_in_text", "a NUL inside a string", MORE.encode() + b', "a": "\0"}'),
        ("invalid_utf8", "the byte FF in an unknown member", MORE.encode() + b', "a": "\xff"}'),
        ("invalid_utf8_name", "the byte E4 (Latin-1) in an unknown member's name", MORE.encode() + b', "\xe4": 1}'),
        ("overlong_utf8", "/ as the overlong form C0 AF", MORE.encode() + b', "a": "\xc0\xaf"}'),
        ("surrogate_utf8", "a surrogate as three bytes of UTF-8", MORE.encode() + b', "a": "\xed\xa0\x80"}'),
        ("above_unicode", "F4 90 80 80, above U+10FFFF", MORE.encode() + b', "a": "\xf4\x90\x80\x80"}'),
        ("cut_utf8", "the first two bytes of a three-byte character", MORE.encode() + b', "a": "\xe2\x9c"}'),
        ("gzip", "a gzip header", b"\x1f\x8b\x08\0\0\0\0\0\0\x03")):
    bad("json_" + id, comment, "malformed_json", data)
for at, text in (("65", f'{MORE}, "a": {"[" * 64}{"]" * 64}}}'), ("101", f'{MORE}, "a": {"[" * 100}{"]" * 100}}}'),
                 ("65_in_data", f'{OPEN_DATA}, "a": {"[" * 63}{"]" * 63}}}}}'),
                 ("101_objects", f'{MORE}, "a": {chr(123) + (chr(34) + "a" + chr(34) + ":" + chr(123)) * 99}{"}" * 100}}}'),
                 ("10001", f'{MORE}, "a": {"[" * 10000}{"]" * 10000}}}')):
    if at == "10001":
        cases.add(f"envelope_depth_{at}", "10001 levels", "json_too_deep", WRITTEN, json=text)
    else:
        bad(f"depth_{at}", f"{at.split('_')[0]} levels; 64 are allowed", "json_too_deep", text)

# Base64.

sample = base64.b64encode(b"\xfb\xff\xfe" + random(13)).decode()                # has + and / and two =
assert sample.endswith("==") and "+" in sample and "/" in sample
tag_text = sample
faults = (
    ("no_padding", "both = missing", tag_text.rstrip("=")), ("short_padding", "one = missing", tag_text[:-1]),
    ("long_padding", "one = too many", tag_text + "="), ("padding_four", "four = after the text", tag_text[:-2] + "===="),
    ("only_padding", "====", "===="), ("blank_inside", "a blank inside", tag_text[:4] + " " + tag_text[4:]),
    ("blank_before", "a blank before", " " + tag_text), ("blank_after", "a blank after", tag_text + " "),
    ("line_feed", "an escaped line feed inside", tag_text[:8] + "\\n" + tag_text[8:]),
    ("line_feed_after", "an escaped line feed after", tag_text + "\\n"), ("crlf", "an escaped CR LF after", tag_text + "\\r\\n"),
    ("url_alphabet", "the URL alphabet, - and _", tag_text.replace("+", "-").replace("/", "_")),
    ("tail_bits", "unused bits of the last character are not zero", tag_text[:-3] + chr(ord(tag_text[-3]) + 1) + "=="),
    ("padding_inside", "= in the middle", tag_text[:8] + "=" + tag_text[9:]),
    ("two_texts", "two base64 texts joined, padding in the middle", "QQ==" + tag_text),
    ("one_character", "one character more than a multiple of four", tag_text[:-2] + "AAA"),
    ("single", "one character", "A"), ("non_ascii", "é in place of a letter", "é" + tag_text[1:]),
    ("full_width", "a full-width letter", "\uff21" + tag_text[1:]), ("nul", "an escaped NUL after", tag_text + "\\u0000"),
    ("comma", "a comma", tag_text[:5] + "," + tag_text[6:]), ("percent", "percent escapes", tag_text.replace("+", "%2B").replace("=", "%3D")),
    ("plus_as_blank", "+ turned into a blank, as by form decoding", tag_text.replace("+", " ")),
    ("data_url", "a data: prefix", "data:;base64," + tag_text), ("hex_and_colon", "hex with colons", tag.hex(":")),
    ("python_bytes", "b'...' as Python prints bytes", f"b'{tag_text}'"))
for id, comment, text in faults:
    bad(f"base64_tag_{id}", "tag: " + comment, "invalid_base64", envelope(tag=f'"{text}"'), TAG)
unpadded = {KEY: b64(random(128)).rstrip("="), MESSAGE: b64(random(40)).rstrip("="), NONCE: b64(random(14)).rstrip("=")}
for member, text in unpadded.items():
    last = text[-1]
    assert last != "/"
    padding_text = "=" * (-len(text) % 4)
    kinds = {"no_padding": text, "long_padding": text + padding_text + "=", "url_alphabet": "-_" + text[2:] + padding_text,
             "blank": text[:2] + " " + text[2:] + padding_text, "line_feed": text + padding_text + "\\n",
             "tail_bits": text[:-1] + chr(ord(last) + 1) + padding_text, "non_ascii": "ü" + text[1:] + padding_text}
    for id, value in kinds.items():
        bad(f"base64_{label(member)}_{id}", f"{member}: {id.replace('_', ' ')}", "invalid_base64", with_member(member, f'"{value}"'), member)
bad("base64_nonce_15_long_padding", "a 15-byte nonce has no padding; here one =", "invalid_base64", with_member(NONCE, f'"{b64(random(15))}="'), NONCE)

# Lengths.

for size in (*range(16), 17, 32):
    bad(f"tag_length_{size}", f"a tag of {size} bytes", "invalid_tag_length", envelope(tag=random(size)), TAG)
for size in (0, 16, 17, 32):
    bad(f"nonce_length_{size}", f"a nonce of {size} bytes", "invalid_nonce_length", envelope(nonce=random(size)), NONCE)
for size in (0, 1, 24, 127, 2049, 4096):
    bad(f"shared_key_length_{size}", f"an RSA ciphertext of {size} bytes; 128 to 2048 are allowed", "invalid_encrypted_shared_key_length",
        envelope(key=random(size)), KEY)

# The published example, and the order in which faults are told.

example = '"5UEaY9QGzcNTr8y2jGDUI79jY1OdfK9x"'
bad("example_shared_key", "the published example's encryptedSharedKey: 24 bytes", "invalid_encrypted_shared_key_length", envelope(key=example), KEY, DOCUMENT)
bad("example_nonce_null", "the published example's nonce as JSON null", "wrong_member_type", envelope(nonce="null"), NONCE, DOCUMENT)
bad("example_nonce_and_key", "both placeholders: the first member is named", "invalid_encrypted_shared_key_length", envelope(key=example, nonce='"None"'),
    KEY, DOCUMENT)
bad("order_key_then_tag", "bad base64 in encryptedSharedKey, a missing tag", "invalid_base64", without(TAG).replace(b64(key), "!"), KEY)
bad("order_key_then_data", "a short encryptedSharedKey, no encryptedMessageData", "invalid_encrypted_shared_key_length", '{"encryptedSharedKey": "AAAA"}', KEY)
bad("order_message_then_tag", "bad base64 in encryptedMessage, a short tag", "invalid_base64", envelope(message='"A"', tag=b"short"), MESSAGE)
bad("order_tag_then_nonce", "a short tag, nonce null", "invalid_tag_length", envelope(tag=b"short", nonce="null"), TAG)
bad("order_tag_then_nonce_in_text", "the same; nonce stands first in the text", "invalid_tag_length",
    '{"encryptedMessageData": {"nonce": null, "tag": "AAAA", "encryptedMessage": ""}, "encryptedSharedKey": "%s"}' % b64(key), TAG)
bad("order_json_first", "a short tag and text after the end", "malformed_json", envelope(tag=b"short") + "x")
bad("order_duplicate_first", "encryptedSharedKey null, nonce twice", "duplicate_member", '{"encryptedSharedKey": null, "encryptedMessageData": {"nonce": 1, "nonce": 1}}', NONCE)

cases.write("envelopes.json")
