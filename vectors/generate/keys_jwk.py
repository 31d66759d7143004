# SPDX-License-Identifier: Apache-2.0
"""Cases of keys.json: JSON Web Keys (RFC 7517, RFC 7518 section 6.3). python3-jwcrypto writes the good ones."""

from cryptography.hazmat.primitives.asymmetric import rsa
from jwcrypto import jwk
from keys_common import *

FORM, EDITED = "jwk", "edited by generate/keys_jwk.py"
JWCRYPTO = "made with python3-jwcrypto"
NUMBERS_OF_JWK = ("n", "e", "d", "p", "q", "dp", "dq", "qi")
CRT = ("p", "q", "dp", "dq", "qi")


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(value):
    return encode(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def exported(key):
    """The JWK of a good key, as jwcrypto writes it."""
    text = jwk.JWK.from_pem(read(f"keys/{key}.pem")).export_private()
    members = json.loads(text)
    assert [members[name] for name in NUMBERS_OF_JWK] == [number(value) for value in numbers_of(f"keys/{key}.pem")]
    return text


def bare(key):
    """Its members without kid."""
    members = json.loads(exported(key))
    return {name: members[name] for name in ("kty", *NUMBERS_OF_JWK)}


def recovered(members):
    """The key as PEM: jwcrypto reads a JWK with its primes; for others, python3-cryptography finds the primes."""
    if "p" in members:
        return jwk.JWK(**members).export_to_pem(True, None)
    n, e, d = (int.from_bytes(decode(members[name]), "big") for name in "ned")
    p, q = rsa.rsa_recover_prime_factors(n, e, d)
    numbers = rsa.RSAPrivateNumbers(p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), rsa.RSAPublicNumbers(e, n))
    return numbers.private_key().private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def thumbprint(members):
    """RFC 7638."""
    text = json.dumps({name: members[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    return encode(hashlib.sha256(text.encode()).digest())


full = bare("rsa2048")
THUMBPRINT = thumbprint(full)
assert THUMBPRINT == jwk.JWK.from_pem(plain).thumbprint()


def accepted(id, comment, name, text, source=EDITED, key="rsa2048"):
    always(name, text if isinstance(text, bytes) else text.encode())
    # jwcrypto does not take null.
    members = {name: value for name, value in json.loads(read(name).decode("utf-8-sig")).items() if value is not None and name != "oth"}
    assert RSA.import_key(recovered(members)).d == load(f"keys/{key}.pem")[0].d
    more = {"jwk_thumbprint_sha256": THUMBPRINT} if key == "rsa2048" else {}
    cases.add(id, comment, source=source, file=name, format=FORM, **public[key], **more)


def refused(id, comment, expect, text, source=EDITED, format=FORM, passphrase=None):
    bad(f"key_jwk_{id}", comment, expect, f"{B}jwk-{id.replace('_', '-')}.json", format, text if isinstance(text, bytes) else text.encode(),
        source, passphrase)


# Good ones.

accepted("key_jwk_full", "a JWK with all eight numbers and a kid", "keys/rsa2048.jwk.json", exported("rsa2048"), JWCRYPTO)
for key in ("rsa1024", "rsa3072", "rsa4096"):
    accepted(f"key_jwk_{key}", f"a JWK, a key of {key[3:]} bits", f"keys/{key}.jwk.json", exported(key), JWCRYPTO, key)
accepted("key_jwk_rsa2047", "a JWK, a modulus whose top bit is 0", "keys/rsa2047.jwk.json", exported("rsa2047"), JWCRYPTO, "rsa2047")
shuffled = {"qi": full["qi"], "use": "enc", "alg": "RSA-OAEP", "d": full["d"], "key_ops": ["decrypt", "unwrapKey"], "n": full["n"],
            "ext": True, "x-note": {"by": ["test", None, 1.5e3], "p": "no base64url!"}, "dp": full["dp"], "e": full["e"], "p": full["p"],
            "dq": full["dq"], "kid": "schlüssel ✓ 1", "q": full["q"], "kty": "RSA"}
accepted("key_jwk_other_order", "other order, members that say nothing of the numbers, kty last", "keys/rsa2048.jwk-other-order.json",
         json.dumps(shuffled))
accepted("key_jwk_pretty", "line feeds and blanks between the members", "keys/rsa2048.jwk-pretty.json", json.dumps(full, indent=4) + "\n")
accepted("key_jwk_blanks_around", "blanks and CR LF before and after the object", "keys/rsa2048.jwk-blanks-around.json",
         "\r\n\t " + json.dumps(full) + " \r\n\r\n")
accepted("key_jwk_bom", "a byte-order mark in front", "keys/rsa2048.jwk-bom.json", b"\xef\xbb\xbf" + json.dumps(full).encode())
accepted("key_jwk_escapes", "letters of names and values as JSON escapes", "keys/rsa2048.jwk-escapes.json",
         json.dumps(full).replace('"kty"', '"\\u006bty"').replace('"RSA"', '"\\u0052S\\u0041"').replace('"dp"', '"d\\u0070"')
         .replace('"AQAB"', '"\\u0041QAB"'))
small_numbers = {name: full[name] for name in ("kty", "n", "e", "d")}
accepted("key_jwk_no_primes", "only n, e and d: the primes can be found from them (RFC 7518 wants all or none of the others)",
         "keys/rsa2048.jwk-no-primes.json", json.dumps(small_numbers))
accepted("key_jwk_no_primes_e3", "only n, e and d, public exponent 3", "keys/rsa2048-e3.jwk-no-primes.json",
         json.dumps({name: bare("rsa2048-e3")[name] for name in ("kty", "n", "e", "d")}), key="rsa2048-e3")
accepted("key_jwk_no_primes_rsa1024", "only n, e and d, a key of 1024 bits", "keys/rsa1024.jwk-no-primes.json",
         json.dumps({name: bare("rsa1024")[name] for name in ("kty", "n", "e", "d")}), key="rsa1024")
accepted("key_jwk_n_zero_byte", "n with a zero byte in front: RFC 7518 does not want it, some programs write it",
         "keys/rsa2048.jwk-n-zero-byte.json", json.dumps({**full, "n": encode(b"\0" + decode(full["n"]))}))

# Not RSA, not private.

# The key of 1024 bits keeps the files short.
small = bare("rsa1024")
text = json.dumps(small)
refused("public", "a public JWK: no d", PUBLIC, json.dumps({name: small[name] for name in ("kty", "n", "e")}))
foreign = Stream("keys/JWK")
ec = {"kty": "EC", "crv": "P-256", "x": encode(foreign(32)), "y": encode(foreign(32)), "d": encode(foreign(32))}
okp = {"kty": "OKP", "crv": "Ed25519", "x": encode(foreign(32)), "d": encode(foreign(32))}
symmetric = {"kty": "oct", "k": encode(foreign(32))}
for id, comment, members in (("ec", "an EC key; its point is random and not on the curve", ec), ("okp", "an Ed25519 key of random bytes", okp),
                             ("oct", "a symmetric key", symmetric), ("kty_unknown", "a kty that nobody knows", {**small, "kty": "RSA2"}),
                             ("kty_lower_case", "kty is rsa in lower case", {**small, "kty": "rsa"}),
                             ("ec_public", "a public EC key", {name: ec[name] for name in ("kty", "crv", "x", "y")})):
    refused(id, comment, ALGORITHM, json.dumps(members))
refused("oth", "more than two primes (oth)", ALGORITHM,
        json.dumps({**small, "oth": [{"r": encode(foreign(64)), "d": encode(foreign(64)), "t": encode(foreign(64))}]}))
jwe = {"protected": encode(b'{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2c":4096,"p2s":"c2FsdHNhbHQ","cty":"jwk+json"}'),
       "encrypted_key": encode(foreign(40)), "iv": encode(foreign(16)), "ciphertext": encode(foreign(640)), "tag": encode(foreign(16))}
refused("encrypted", "an encrypted JWK (JSON form of RFC 7516); the bytes are random", NO_SUPPORT, json.dumps(jwe), format="jwe")
refused("encrypted_passphrase", "the same, a passphrase given", NO_SUPPORT, json.dumps(jwe), format="jwe", passphrase=PASSPHRASE)
refused("no_kty", "a JWK without kty", JUNK, json.dumps({name: small[name] for name in NUMBERS_OF_JWK}), format="other")
refused("empty_object", "an empty JSON object", JUNK, "{}\n", format="other")

# Members that are missing or wrong.

for missing in (*CRT, "n", "e"):
    refused(f"no_{missing}", f"no {missing}", DAMAGED, json.dumps({name: small[name] for name in small if name != missing}))
refused("only_p_and_q", "p and q, but not dp, dq and qi", DAMAGED, json.dumps({name: small[name] for name in ("kty", "n", "e", "d", "p", "q")}))
for id, comment, changed in (
        ("n_number", "n is a JSON number", {"n": 12345}), ("e_number", "e is a JSON number", {"e": 65537}),
        ("d_array", "d is an array", {"d": [small["d"]]}), ("q_null", "q is null", {"q": None}), ("p_object", "p is an object", {"p": {}})):
    refused(id, comment, DAMAGED, json.dumps({**small, **changed}))
standard = base64.b64encode(decode(small["n"])).decode()
assert "/" in standard or "+" in standard
padded = small["n"] + "=" * (-len(small["n"]) % 4)
assert padded.endswith("=")
last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
unused_bits = small["n"][:-1] + last[last.index(small["n"][-1]) + 1]
assert decode(unused_bits) == decode(small["n"]) and len(small["n"]) % 4
for id, comment, value in (
        ("n_standard_base64", "n in ordinary base64, with + or / in it", standard.rstrip("=")),
        ("n_padded", "n with = behind it", padded), ("n_blank", "a blank in n", small["n"][:20] + " " + small["n"][20:]),
        ("n_line_feed", "a line feed in n", small["n"][:20] + "\n" + small["n"][20:]),
        ("n_stray", "an exclamation mark in n", small["n"][:20] + "!" + small["n"][21:]),
        ("n_not_ascii", "a letter in n that is not ASCII", small["n"][:20] + "é" + small["n"][21:]),
        ("n_length", "n of a length that is 1 modulo 4", small["n"][:-2]),
        ("n_unused_bits", "a bit set behind n's last byte", unused_bits)):
    assert id != "n_length" or len(value) % 4 == 1
    refused(id, comment, DAMAGED, json.dumps({**small, "n": value}))
for id, comment, changed in (
        ("duplicate_n", "n stands twice, the same value", text.replace('"n": ', f'"n": "{small["n"]}", "n": ')),
        ("duplicate_d_escaped", "d stands twice, once spelled with an escape", text.replace('"d": ', '"\\u0064": "AQAB", "d": ')),
        ("duplicate_unknown", "kid stands twice", text[:-1] + ', "kid": "1", "kid": "2"}'),
        ("cut_value", "cut off in a value", text[:len(text) // 2]), ("cut_brace", "the closing brace is missing", text[:-1]),
        ("trailing", "text behind the object", text + " end"), ("trailing_object", "a second object behind the first", text + "\n" + text),
        ("trailing_comma", "a comma behind the last member", text[:-1] + ",}"),
        ("single_quotes", "single quotes in place of double ones", text.replace('"', "'").replace("'kty'", '"kty"')),
        ("not_utf8", "a byte in kid that is not UTF-8", text[:-1].encode() + b', "kid": "\xff"}')):
    assert changed != text
    refused(id, comment, DAMAGED, changed)

# Numbers.

for name in NUMBERS_OF_JWK:
    value = int.from_bytes(decode(small[name]), "big") ^ 2
    refused(f"inconsistent_{name}", f"one bit of {name} changed", INCONSISTENT, json.dumps({**small, name: number(value)}))
only = {name: small[name] for name in ("kty", "n", "e", "d")}
numbers = numbers_of("keys/rsa1024.pem")
for id, comment, changed in (
        ("d", "one bit of d changed", {"d": number(numbers[2] ^ 2)}), ("e", "one bit of e changed", {"e": number(numbers[1] ^ 2)}),
        ("n", "one bit of n changed", {"n": number(numbers[0] ^ 1 << 500)}), ("d_one", "d = 1", {"d": "AQ"}),
        ("d_zero", "d = 0", {"d": "AA"}), ("d_above_n", "d = n", {"d": small["n"]}),
        ("prime_n", "a prime as n, with a fitting d", None)):
    if id == "prime_n":
        prime = numbers_of("keys/rsa2048.pem")[3]
        changed = {"n": number(prime), "d": number(pow(65537, -1, prime - 1))}
    refused(f"no_primes_{id}", f"only n, e and d, {comment}: the primes cannot be found", INCONSISTENT, json.dumps({**only, **changed}))
refused("exponent_even", "e = 65536", EXPONENT, json.dumps({**small, "e": number(65536)}))
refused("exponent_even_no_primes", "only n, e and d, e = 65536", EXPONENT, json.dumps({**only, "e": number(65536)}))
refused("exponent_1", "e = 1", EXPONENT, json.dumps({**small, "e": number(1)}))
tiny = dict(zip(NUMBERS_OF_JWK, map(number, numbers_of(B + "rsa512.pem"))))
refused("rsa512", "a modulus of 512 bits", SIZE, json.dumps({"kty": "RSA", **tiny}))
refused("rsa512_no_primes", "a modulus of 512 bits, only n, e and d", SIZE,
        json.dumps({"kty": "RSA", **{name: tiny[name] for name in ("n", "e", "d")}}))
