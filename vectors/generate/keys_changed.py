# SPDX-License-Identifier: Apache-2.0
"""Cases of keys.json: what happens to a key file's text on its way, and foreign files in its place."""

from keys_common import *
from keys_jwk import accepted as accepted_jwk, bare, encode, refused as refused_jwk, THUMBPRINT
from keys_other import NAMES, xml
from keys_putty import puttygen

EDITED = "edited by generate/keys_changed.py"
HAND = "made by generate/keys_changed.py"


def changed(id, comment, name, data, format="pkcs8-pem", key="rsa2048", passphrase=None, undone=None, source=EDITED):
    """A file that is read although it was changed. `undone` is what the foreign libraries read."""
    always(f"keys/{name}", data)
    good(f"key_{id}", comment, f"keys/{name}", format, key, source, passphrase, undone)


def refused(id, comment, expect, name, data, format="other", source=EDITED, passphrase=None):
    bad(f"key_{id}", comment, expect, B + name, format, data, source, passphrase)


# Escapes, once more.

twice = json.dumps(json.dumps(plain.decode())).encode()
assert json.loads(json.loads(twice)).encode() == plain and b"\\\\n" in twice
changed("rsa2048_json_twice", "a JSON string inside a JSON string: \\\\n for each line end", "rsa2048.json-twice.txt", twice, undone=plain)
changed("rsa2048_escaped_twice", "\\\\n for each line end, without quotation marks", "rsa2048.escaped-twice.txt", plain.replace(b"\n", b"\\\\n"),
        undone=plain)

# The whole file as base64, as people keep it in the variables of a build service.

for id, comment, wrap in (("", "in one line", lambda text: text), ("_lines", "in lines of 76 characters", lambda text: base64.encodebytes(base64.b64decode(text))),
                          ("_quoted", "in double quotes", lambda text: b'"' + text + b'"'), ("_line_end", "a line feed behind it", lambda text: text + b"\n")):
    changed(f"rsa2048_base64{id}", f"base64 of the whole PEM file, {comment}", f"rsa2048.base64{id.replace('_', '-')}.txt", wrap(base64.b64encode(plain)),
            undone=plain)
openssh = read("keys/rsa2048.openssh")
changed("rsa2048_base64_openssh", "base64 of a whole OpenSSH file", "rsa2048.base64-openssh.txt", base64.b64encode(openssh), "openssh",
        undone=plain)
ppk = read("keys/rsa2048.putty-v3.ppk")
changed("rsa2048_base64_putty", "base64 of a whole PuTTY file", "rsa2048.base64-putty.txt", base64.b64encode(ppk), "putty", undone=plain)
changed("rsa2048_base64_escaped", "base64 of a PEM text whose line ends are spelled out", "rsa2048.base64-escaped.txt",
        base64.b64encode(escaped(plain)), undone=plain)
refused("base64_twice", "base64 of base64 of a PEM file: nobody means that", JUNK, "base64-twice.txt", base64.b64encode(base64.b64encode(plain)))
refused("base64_cut", "base64 of a PEM file, the second half missing", DAMAGED, "base64-cut.txt", base64.b64encode(plain)[:1000])
refused("base64_other", "base64 of text that is no key", JUNK, "base64-other.txt", base64.b64encode(b"no key, " * 50))
refused("base64_public", "base64 of a public PEM file", PUBLIC, "base64-public.txt", base64.b64encode(read("keys/rsa2048.spki.pem")))

# An encrypted PEM file on one line.

for cipher in ("aes256", "des3"):
    name = {"aes256": "rsa2048.traditional-aes256", "des3": "rsa2048.traditional-des3"}[cipher]
    whole = read(f"keys/{name}.pem")
    undone = openssl("pkey -passin env:PASS", whole)
    lines = whole.decode().split("\n")
    begin, end = lines[0], lines[-2]
    inside = [line for line in lines[1:-2] if line]
    for id, comment, glue in (("blanks", "blanks", " "), ("nothing", "nothing", "")):
        changed(f"rsa2048_traditional_{cipher}_one_line_{id}", f"PEM encryption on one line: {comment} in place of the line ends",
                f"{name}-one-line-{id}.pem", glue.join([begin, *inside, end]).encode(), "pkcs1-encrypted-pem", passphrase=PASSPHRASE, undone=undone)
    refused(f"traditional_{cipher}_one_line_cut_iv", "PEM encryption on one line, the IV cut off", DAMAGED, f"traditional-{cipher}-one-line-cut-iv.pem",
            " ".join([begin, inside[0], inside[1].split(",")[0] + ",0123", *inside[2:], end]).encode(), "pkcs1-encrypted-pem", passphrase=PASSPHRASE)

# UTF-16 and the like.

for id, comment, data in (("be", "big-endian, with a byte-order mark", b"\xfe\xff" + plain.decode().encode("utf-16-be")),
                          ("le_no_bom", "little-endian, without a byte-order mark", plain.decode().encode("utf-16-le")),
                          ("be_no_bom", "big-endian, without a byte-order mark", plain.decode().encode("utf-16-be"))):
    refused(f"utf16_{id}", f"the PEM file saved as UTF-16, {comment}; a reader of UTF-16 may accept it", JUNK, f"utf16-{id.replace('_', '-')}.pem", data)

# What word processors and chat programs make of a text.

for id, comment, expect, old, new in (
        ("en_dash", "en dashes for the hyphens of the BEGIN and END lines", JUNK, "-----", "–––––"),
        ("em_dash", "em dashes for each two hyphens", JUNK, "-----", "——-"),
        ("minus", "U+2212 for each hyphen", JUNK, "-----", "−−−−−"),
        ("end_dash", "em dashes in the END line alone", DAMAGED, "-----END PRIVATE KEY-----", "——-END PRIVATE KEY——-"),
        ("no_break_space", "no-break spaces in the BEGIN and END lines", JUNK, "PRIVATE KEY", "PRIVATE\u00a0KEY"),
        ("zero_width_space", "a zero-width space behind each line", DAMAGED, "\n", "\u200b\n"),
        ("soft_hyphen", "a soft hyphen in the body", DAMAGED, plain.decode()[100:104], plain.decode()[100:102] + "\u00ad" + plain.decode()[102:104]),
        ("line_separator", "U+2028 for the line ends", DAMAGED, "\n", "\u2028")):
    text = plain.decode().replace(old, new)
    assert text != plain.decode()
    refused(f"typographic_{id}", comment, expect, f"typographic-{id.replace('_', '-')}.pem", text.encode())
refused_jwk("typographic_quotes", "typographic quotation marks around the names and values", DAMAGED,
            json.dumps(bare("rsa1024")).replace('"', "”").replace("”kty”", '"kty"', 1))

# JWK: null, and sets.

full, small = bare("rsa2048"), bare("rsa1024")
accepted_jwk("key_jwk_oth_null", "oth is null, which is as if it were not there", "keys/rsa2048.jwk-oth-null.json", json.dumps({**full, "oth": None}))
accepted_jwk("key_jwk_optional_null", "all members that are optional are null: the primes can be found", "keys/rsa2048.jwk-optional-null.json",
             json.dumps({"kty": "RSA", "n": full["n"], "e": full["e"], "d": full["d"],
                         **dict.fromkeys(("p", "q", "dp", "dq", "qi", "oth", "use", "key_ops", "alg", "kid", "x5u", "x5c", "x5t"))}))
for name in ("kty", "n", "e", "p", "qi"):
    refused_jwk(f"{name}_null", f"{name} is null", DAMAGED, json.dumps({**small, name: None}))
refused_jwk("d_null", "d is null: a public key", PUBLIC, json.dumps({**small, "d": None}))
ec = {"kty": "EC", "crv": "P-256", "x": encode(bytes(32)), "y": encode(bytes(32)), "d": encode(bytes(32))}
public_other = {name: bare("rsa2048-other")[name] for name in ("kty", "n", "e")}
for id, comment, keys in (("one", "a JWK Set of one key", [full]), ("ec_and_rsa", "a JWK Set of an EC key and an RSA key", [ec, full]),
                          ("public_and_private", "a JWK Set of a public RSA key and a private one", [public_other, full]),
                          ("unknown", "a JWK Set of the RSA key and objects of other kinds", [{"kty": "AKP"}, full, {}, {"kty": None}])):
    name = f"keys/rsa2048.jwk-set-{id.replace('_', '-')}.json"
    always(name, json.dumps({"kids": [1], "keys": keys, "note": {"keys": [1]}}, indent=1).encode())
    cases.add(f"key_jwk_set_{id}", comment, source=EDITED, file=name, format="jwk-set", **public["rsa2048"], jwk_thumbprint_sha256=THUMBPRINT)
other = bare("rsa2048-other")
for id, comment, expect, keys in (
        ("two", "a JWK Set of two private RSA keys: which one is meant, it does not say", FORMAT, [full, other]),
        ("six", "a JWK Set of six private RSA keys", FORMAT, [small] * 6), ("empty", "a JWK Set of no key", ALGORITHM, []),
        ("ec", "a JWK Set of an EC key", ALGORITHM, [ec]), ("public", "a JWK Set of a public RSA key", PUBLIC, [public_other]),
        ("strings", "a JWK Set whose keys are strings", DAMAGED, ["a", "b"]), ("duplicate", "a JWK Set with a name twice in its key", DAMAGED, None)):
    text = json.dumps({"keys": keys}) if keys is not None else json.dumps({"keys": [small]}).replace('"d": ', '"d": "AQAB", "d": ')
    refused_jwk(f"set_{id}", comment, expect, text, format="jwk-set")
refused_jwk("set_null", "keys is null, and there is no kty", JUNK, json.dumps({"keys": None}), format="other")

# JWK without primes: two that would cost much.

wide = Stream("keys/no primes")
modulus = int.from_bytes(wide(1024 + 64), "big") | 1 << 8703 | 1
refused_jwk("no_primes_8704", "only n, e and d, 8704 bits; the numbers are not a key. A reader that finds the primes of longer keys may tell that they do not fit",
            SIZE, json.dumps({"kty": "RSA", "n": encode(modulus.to_bytes(1088, "big")), "e": "AQAB", "d": encode((modulus // 3).to_bytes(1088, "big"))}))
# e times d less 1 is divisible by 2^1024, for which chance has no part.
exponent = pow(65537, -1, 1 << 1024)
odd = numbers_of("keys/rsa2048.pem")[0]
assert (65537 * exponent - 1) % (1 << 1024) == 0 and exponent < odd
refused_jwk("no_primes_two_power", "only n, e and d, where e times d less 1 is divisible by 2^1024: to be refused before squaring a thousand times",
            INCONSISTENT, json.dumps({"kty": "RSA", "n": encode(odd.to_bytes(256, "big")), "e": "AQAB", "d": encode(exponent.to_bytes(128, "big"))}))

# PBES2: numbers that must be positive, and a salt.

encrypted = unpem(read("keys/rsa2048.scrypt-aes-256-cbc.pem"))
(_, scheme), (_, sealed) = split(split(encrypted)[0][1])
(_, pbes2), (_, parameters) = split(scheme)
(_, kdf), (_, cipher) = split(parameters)
(_, scrypt), (_, scrypt_parameters) = split(kdf)
salt = split(scrypt_parameters)[0][1]
(_, other_scheme), (_, other_sealed) = split(split(unpem(read("keys/rsa2048.pbkdf2-sha256-aes-256-cbc.pem")))[0][1])
(_, other_kdf), (_, other_cipher) = split(split(other_scheme)[1][1])
(_, pbkdf2), (_, pbkdf2_parameters) = split(other_kdf)
prf = split(pbkdf2_parameters)[2][1]


def signed(value):
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def pbes2_pem(kdf_oid, kdf_parameters, cipher, sealed):
    inner = der(0x30, der(0x30, der(0x06, kdf_oid), der(0x30, *kdf_parameters)), der(0x30, cipher))
    return pem("ENCRYPTED PRIVATE KEY", der(0x30, der(0x30, der(0x06, pbes2), inner), der(0x04, sealed)))


for id, comment, numbers in (
        ("negative_n_r", "N = -16384 and r = -8: their product is positive", (-16384, -8, 1)), ("negative_r_p", "r = -8 and p = -1", (16384, -8, -1)),
        ("negative_n_p", "N = -16384 and p = -1", (-16384, 8, -1)), ("negative_n", "N = -16384", (-16384, 8, 1)), ("negative_r", "r = -8", (16384, -8, 1)),
        ("negative_p", "p = -1", (16384, 8, -1)), ("r_0", "r = 0", (16384, 0, 1)), ("p_0", "p = 0", (16384, 8, 0)),
        ("key_length_negative", "keyLength = -32", (16384, 8, 1, -32))):
    refused(f"scrypt_{id}", f"scrypt with {comment}", DAMAGED, f"scrypt-{id.replace('_', '-')}.pem",
            pbes2_pem(scrypt, [der(0x04, salt), *map(signed, numbers)], cipher, sealed), "pkcs8-encrypted-pem", passphrase=PASSPHRASE)
refused("scrypt_salt_empty", "scrypt with an empty salt", DAMAGED, "scrypt-salt-empty.pem",
        pbes2_pem(scrypt, [der(0x04), *map(signed, (16384, 8, 1))], cipher, sealed), "pkcs8-encrypted-pem", passphrase=PASSPHRASE)
refused("pbkdf2_salt_empty", "PBKDF2 with an empty salt", DAMAGED, "pbkdf2-salt-empty.pem",
        pbes2_pem(pbkdf2, [der(0x04), signed(2048), der(0x30, prf)], other_cipher, other_sealed), "pkcs8-encrypted-pem", passphrase=PASSPHRASE)
refused("pbkdf2_key_length_negative", "PBKDF2 with keyLength -32", DAMAGED, "pbkdf2-key-length-negative.pem",
        pbes2_pem(pbkdf2, [der(0x04, salt), signed(2048), signed(-32), der(0x30, prf)], other_cipher, other_sealed), "pkcs8-encrypted-pem", passphrase=PASSPHRASE)

# PKCS#12 with indefinite lengths, as NSS writes it.


def indefinite(tag, *parts):
    return bytes([tag, 0x80]) + b"".join(parts) + b"\0\0"


(_, whole), = split(read(B + "key.p12"))
(_, version), (_, auth_safe), (_, mac) = split(whole)
(_, data_oid), (_, data) = split(auth_safe)
(_, octets), = split(data)
chunks = [der(0x04, octets[at:at + 1000]) for at in range(0, len(octets), 1000)]
ber = indefinite(0x30, der(0x02, version), indefinite(0x30, der(0x06, data_oid), indefinite(0xa0, indefinite(0x24, *chunks))), der(0x30, mac))
for id, comment, data in (("", "", ber), ("_cut", ", the second half missing", ber[:len(ber) // 2])):
    refused(f"pkcs12_ber{id}", f"a PKCS#12 file with indefinite lengths, as NSS writes it{comment}; a reader of this format may accept it", FORMAT,
            f"key-ber{id.replace('_', '-')}.p12", data, "pkcs12", passphrase=PASSPHRASE)
opened = openssl(f"pkcs12 -in {path(B + 'key-ber.p12')} -passin env:PASS -nodes -nocerts")
assert RSA.import_key(opened[opened.index(b"-----BEGIN"):]).d == D

# Formats of other programs.


def dropbear():
    with private_file(trad) as key:
        run("dropbearconvert", "openssh", "dropbear", key, key + ".dropbear")
        with open(key + ".dropbear", "rb") as file:
            return file.read()


def keystore(kind):
    def make():
        with private_file(read(B + "key.p12")) as store:
            run("keytool", "-importkeystore", "-srckeystore", store, "-srcstoretype", "PKCS12", "-srcstorepass", PASSPHRASE, "-destkeystore", store + ".out",
                "-deststoretype", kind, "-deststorepass", PASSPHRASE, "-noprompt")
            with open(store + ".out", "rb") as file:
                return file.read()
    return make


def little(value, size):
    return value.to_bytes(size, "little")


size = 256
cng = lambda magic, numbers: magic + b"".join(little(x, 4) for x in (2048, 3, size, size // 2, size // 2)) + b"\1\0\1" + b"".join(
    value.to_bytes(length, "big") for value, length in numbers)
public_cng = b"RSA1" + b"".join(little(x, 4) for x in (2048, 3, size, 0, 0)) + b"\1\0\1" + N.to_bytes(size, "big")
for id, comment, expect, name, format, make, source in (
        ("dropbear", "a private key of dropbear", FORMAT, "key.dropbear", "dropbear", dropbear, "made with dropbearconvert"),
        ("jks", "a Java keystore (JKS)", FORMAT, "key.jks", "keystore", keystore("JKS"), "made with keytool"),
        ("jceks", "a Java keystore (JCEKS)", FORMAT, "key.jceks", "keystore", keystore("JCEKS"), "made with keytool"),
        ("pvk", "a private key of Windows (PVK)", FORMAT, "key.pvk", "windows",
         lambda: openssl(f"rsa -in {path('keys/rsa2048.pem')} -outform PVK -pvk-none -provider legacy -provider default"), OPENSSL),
        ("msblob", "a private key of Windows (PRIVATEKEYBLOB)", FORMAT, "key.msblob", "windows",
         lambda: openssl(f"rsa -in {path('keys/rsa2048.pem')} -outform MSBLOB"), OPENSSL),
        ("msblob_public", "a public key of Windows (PUBLICKEYBLOB)", PUBLIC, "public.msblob", "windows",
         lambda: openssl(f"rsa -in {path('keys/rsa2048.pem')} -pubout -outform MSBLOB"), OPENSSL),
        ("cng", "a private key of Windows (BCRYPT_RSAPRIVATE_BLOB)", FORMAT, "key.cng", "windows",
         lambda: cng(b"RSA2", ((N, 256), (P, 128), (Q, 128))), HAND),
        ("cng_full", "a private key of Windows (BCRYPT_RSAFULLPRIVATE_BLOB)", FORMAT, "key-full.cng", "windows",
         lambda: cng(b"RSA3", ((N, 256), (P, 128), (Q, 128), (DP, 128), (DQ, 128), (QINV, 128), (D, 256))), HAND),
        ("cng_public", "a public key of Windows (BCRYPT_RSAPUBLIC_BLOB)", PUBLIC, "public.cng", "windows", lambda: public_cng, HAND),
        ("ssh1", "the beginning of a key for version 1 of SSH", FORMAT, "ssh1", "other",
         lambda: b"SSH PRIVATE KEY FILE FORMAT 1.1\n\0\0\0\0\0\0\0\0" + bytes(100), HAND),
        ("age", "a key of age, of zeros", ALGORITHM, "age.txt", "other", lambda: b"AGE-SECRET-KEY-1" + b"Q" * 58 + b"\n", HAND)):
    more = "; a reader of this format may accept it" if expect == FORMAT and format != "other" else ""
    made(f"key_{id}", comment + more, expect, B + name, format, make, source)
refused("xml_declaration", "an RSA private key in .NET's XML behind an XML declaration; a reader of this format may accept it", FORMAT, "key-declaration.xml",
        b'<?xml version="1.0" encoding="utf-8"?>\r\n' + xml(NAMES), "xml", HAND)
refused("xml_public", "a public key in .NET's XML", PUBLIC, "public.xml", xml(NAMES[:2]), "xml", HAND)
made("key_pkcs7", "a PKCS#7 file of one certificate", PUBLIC, B + "certificate.p7b", "other",
     lambda: openssl(f"crl2pkcs7 -nocrl -certfile {path(B + 'certificate.pem')}"))

# No key at all.

token = b".".join(encode(part).encode() for part in (b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"user"}', bytes(range(32))))
for id, comment, data in (
        ("token", "a token (JWT)", token), ("token_bearer", "a token behind Bearer", b"Bearer " + token + b"\n"),
        ("uuid", "a UUID, as user secrets are", b"adf2aa34-8219-40f7-a6b3-60156985cc61\n"),
        ("plain_answer", "an answer of the API that is not encrypted", b'{"redirectURI": "https://example.com/?token=x", "sessionId": "s"}\n'),
        ("error_answer", "an error answer of the API", b'{"detail": "Unable to verify signature sent", "status_code": 401, "code": "1076"}\n'),
        ("pem_other", "a PEM file of another kind", pem("X509 CRL", bytes(30))), ("zip", "the beginning of a ZIP archive", b"PK\x03\x04\x14" + bytes(60)),
        ("gzip", "the beginning of a gzip file", b"\x1f\x8b\x08" + bytes(60)), ("pdf", "the beginning of a PDF document", b"%PDF-1.7\n" + bytes(60)),
        ("page_upper_case", "a web page, its tags in upper case", b"<HTML><BODY>Sign in</BODY></HTML>\n"),
        ("pkcs11_uri", "the URI of a key on a token", b"pkcs11:token=me;object=key\n")):
    refused(id, comment, JUNK, f"{id.replace('_', '-')}.bin", data)
