# SPDX-License-Identifier: Apache-2.0
"""Cases of keys.json: PEM encryption as OpenSSL wrote it before PKCS#8 (RFC 1421's Proc-Type and DEK-Info lines).

The key is MD5 of passphrase and salt, chained; the salt is the first eight bytes of the IV."""

import re

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from keys_common import *

FORM, EDITED = "pkcs1-encrypted-pem", "edited by generate/keys_traditional.py"
HAND = "made by generate/keys_traditional.py with python3-cryptography"
PYCRYPTODOME = "made with PyCryptodome"


def encrypted(cipher, key="rsa2048", secret=PASSPHRASE):
    return lambda: openssl(f"rsa -traditional -{cipher} -passout env:PASS -provider legacy -provider default",
                           read(f"keys/{key}.pem"), secret)


def undo(data, secret):
    """The key in a form that is not encrypted, by OpenSSL."""
    return openssl("pkey -passin env:PASS", data, secret)


def derive(secret, salt, size):
    out = last = b""
    while len(out) < size:
        last = hashlib.md5(last + secret.encode() + salt).digest()
        out += last
    return out[:size]


def head_and_body(data):
    """The name of the cipher, the IV, and the ciphertext."""
    name, iv = re.search(rb"DEK-Info: ([^,]*),([0-9A-F]*)\n\n", data).groups()
    return name.decode(), bytes.fromhex(iv.decode()), base64.b64decode(data.split(b"\n\n")[1].split(b"-----")[0])


def headed(lines, body, label="RSA PRIVATE KEY"):
    """A PEM file with header lines."""
    begin, rest = pem(label, body).split(b"\n", 1)
    return begin + b"\n" + "".join(line + "\n" for line in lines).encode() + b"\n" + rest


PROC = "Proc-Type: 4,ENCRYPTED"


def accepted(id, comment, name, source=OPENSSL, passphrase=PASSPHRASE, key="rsa2048", ordinary=None):
    """`ordinary` is the same file in the spelling that OpenSSL reads."""
    good(id, comment, name, FORM, key, source, passphrase, undo(ordinary or read(name), passphrase))


def refused(id, comment, expect, name, data=None, source=EDITED, passphrase=PASSPHRASE):
    bad(id, comment, expect, name, FORM, data, source, passphrase)


# Files that OpenSSL and PyCryptodome write.

for cipher, label in (("aes128", "aes_128"), ("aes192", "aes_192"), ("aes256", "aes_256"), ("des3", "des3")):
    name = f"keys/rsa2048.traditional-{cipher}.pem"
    once(name, encrypted(cipher))
    accepted(f"key_traditional_{label}", f"PEM encryption (Proc-Type, DEK-Info), openssl rsa -traditional -{cipher}", name)
for bits in (1024, 3072, 4096):
    name = f"keys/rsa{bits}.traditional-aes256.pem"
    once(name, encrypted("aes256", f"rsa{bits}"))
    accepted(f"key_traditional_rsa{bits}", f"PEM encryption, a key of {bits} bits", name, key=f"rsa{bits}")
once("keys/rsa2048.traditional-utf8.pem", encrypted("aes256", secret=UTF8))
accepted("key_traditional_utf8_passphrase", "PEM encryption: the passphrase's bytes are its UTF-8 form",
         "keys/rsa2048.traditional-utf8.pem", passphrase=UTF8)
for form, label in ((1, "RSA PRIVATE KEY"), (8, "PRIVATE KEY")):
    name = f"keys/rsa2048.pycryptodome-pem-pkcs{form}.pem"
    once(name, lambda: RSA.import_key(plain).export_key("PEM", PASSPHRASE, form) + b"\n")
    assert read(name).startswith(f"-----BEGIN {label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,".encode())
    accepted(f"key_traditional_pycryptodome_pkcs{form}", f"PyCryptodome's export_key with pkcs={form} and no protection: PEM encryption "
             f"under the label {label}", name, PYCRYPTODOME)

# Other spellings.

aes128, aes256 = read("keys/rsa2048.traditional-aes128.pem"), read("keys/rsa2048.traditional-aes256.pem")
des3 = read("keys/rsa2048.traditional-des3.pem")
always("keys/rsa2048.traditional-crlf.pem", aes256.replace(b"\n", b"\r\n"))
accepted("key_traditional_crlf", "PEM encryption, lines end with CR LF", "keys/rsa2048.traditional-crlf.pem", EDITED)
always("keys/rsa2048.traditional-text.pem", b"Bag Attributes\n    friendlyName: test\n" + aes256 + b"\nend of file\n")
accepted("key_traditional_text_around", "PEM encryption, lines of text before and after the PEM block",
         "keys/rsa2048.traditional-text.pem", EDITED)
always("keys/rsa2048.traditional-escaped.txt", escaped(aes256))
accepted("key_traditional_escaped", "PEM encryption, \\n in place of each line feed, as in an environment variable",
         "keys/rsa2048.traditional-escaped.txt", EDITED, ordinary=aes256)
always("keys/rsa2048.traditional-json.txt", json.dumps(aes256.decode()).replace("/", "\\/").encode())
accepted("key_traditional_json_php", "PEM encryption, a JSON string as PHP writes it", "keys/rsa2048.traditional-json.txt", EDITED,
         ordinary=aes256)
cipher, iv, body = head_and_body(aes128)
lower = headed([PROC, f"DEK-Info: {cipher},{iv.hex()}"], body)
assert lower != aes128 and headed([PROC, f"DEK-Info: {cipher},{iv.hex().upper()}"], body) == aes128
always("keys/rsa2048.traditional-lower-iv.pem", lower)
accepted("key_traditional_lower_iv", "PEM encryption, the IV in lower-case hex", "keys/rsa2048.traditional-lower-iv.pem", EDITED)
empty_iv = Stream("keys/traditional")(16)
pad = 16 - len(trad_der) % 16
encryptor = Cipher(algorithms.AES(derive("", empty_iv[:8], 32)), modes.CBC(empty_iv)).encryptor()
always("keys/rsa2048.traditional-empty-passphrase.pem",
       headed([PROC, f"DEK-Info: AES-256-CBC,{empty_iv.hex().upper()}"], encryptor.update(trad_der + bytes([pad]) * pad) + encryptor.finalize()))
accepted("key_traditional_empty_passphrase", "PEM encryption with the empty passphrase; OpenSSL reads it but does not write it",
         "keys/rsa2048.traditional-empty-passphrase.pem", HAND, "")

# Passphrases.

for label, name in (("aes_256", "keys/rsa2048.traditional-aes256.pem"), ("des3", "keys/rsa2048.traditional-des3.pem"),
                    ("pycryptodome_pkcs8", "keys/rsa2048.pycryptodome-pem-pkcs8.pem"),
                    ("empty_wanted", "keys/rsa2048.traditional-empty-passphrase.pem")):
    source = {"pycryptodome_pkcs8": PYCRYPTODOME, "empty_wanted": HAND}.get(label, OPENSSL)
    refused(f"key_traditional_passphrase_required_{label}", "PEM encryption, no passphrase given", REQUIRED, name, source=source,
            passphrase=None)
    wrong = PASSPHRASE if label == "empty_wanted" else "correct horse batter"
    refused(f"key_traditional_wrong_passphrase_{label}", "PEM encryption, another passphrase given", WRONG, name, source=source,
            passphrase=wrong)
for label, name in (("aes_256", "keys/rsa2048.traditional-aes256.pem"), ("des3", "keys/rsa2048.traditional-des3.pem"),
                    ("pycryptodome_pkcs8", "keys/rsa2048.pycryptodome-pem-pkcs8.pem")):
    refused(f"key_traditional_empty_given_{label}", "PEM encryption, the empty passphrase given", WRONG, name,
            source=PYCRYPTODOME if label == "pycryptodome_pkcs8" else OPENSSL, passphrase="")
refused("key_traditional_wrong_passphrase_utf8", "PEM encryption, a passphrase given that differs in one letter", WRONG,
        "keys/rsa2048.traditional-utf8.pem", source=OPENSSL, passphrase="passwörd ✓ 密码")


def wrong_with_good_padding(data):
    """A wrong passphrase with which the last block ends with one byte 1."""
    _, iv, body = head_and_body(data)
    for count in range(10000):
        secret = derive(f"wrong {count}", iv[:8], 16)
        if AES.new(secret, AES.MODE_CBC, iv=body[-32:-16]).decrypt(body[-16:]).endswith(b"\x01"):
            return f"wrong {count}"
    raise AssertionError


assert RSA.import_key(AES.new(derive(PASSPHRASE, iv[:8], 16), AES.MODE_CBC, iv=iv).decrypt(body)[:len(trad_der)]).d == D
refused("key_traditional_wrong_passphrase_good_padding", "PEM encryption: this wrong passphrase decrypts to valid padding around bytes "
        "that are no key", WRONG, "keys/rsa2048.traditional-aes128.pem", source=OPENSSL, passphrase=wrong_with_good_padding(aes128))
refused("key_traditional_ciphertext_changed", "PEM encryption, right passphrase, first ciphertext byte changed: not told from a wrong "
        "passphrase", WRONG, B + "traditional-ciphertext-changed.pem", headed([PROC, f"DEK-Info: {cipher},{iv.hex().upper()}"], flip(body, 0)))

# Ciphers that are not read.

for option, name in (("des", "DES-CBC"), ("camellia256", "CAMELLIA-256-CBC")):
    file = f"{B}traditional-{option}.pem"
    once(file, encrypted(option, "rsa1024"))
    assert f"DEK-Info: {name},".encode() in read(file)
    refused(f"key_traditional_{option}", f"PEM encryption with {name}, right passphrase; a reader of this cipher may accept it",
            NO_SUPPORT, file, source=OPENSSL)
small = read("keys/rsa1024.traditional-aes256.pem")  # keeps the files short
for id, name in (("rc2", "RC2-CBC"), ("unknown", "AES-512-CBC"), ("gcm", "AES-256-GCM")):
    refused(f"key_traditional_cipher_{id}", f"PEM encryption, {name} named as the cipher", NO_SUPPORT, f"{B}traditional-cipher-{id}.pem",
            small.replace(b"AES-256-CBC", name.encode()))

# Damage.

cipher, iv, body = head_and_body(small)
upper = iv.hex().upper()
for id, comment, lines in (
        ("iv_not_hex", "an IV that is not hex", [PROC, f"DEK-Info: {cipher},{upper[:-1]}G"]),
        ("iv_short", "an IV of 15 bytes", [PROC, f"DEK-Info: {cipher},{upper[:-2]}"]),
        ("iv_odd", "an IV of 31 hex digits", [PROC, f"DEK-Info: {cipher},{upper[:-1]}"]),
        ("iv_long", "an IV of 17 bytes", [PROC, f"DEK-Info: {cipher},{upper}00"]),
        ("iv_empty", "an IV of no bytes", [PROC, f"DEK-Info: {cipher},"]),
        ("iv_missing", "no IV", [PROC, f"DEK-Info: {cipher}"]),
        ("dek_info_empty", "an empty DEK-Info line", [PROC, "DEK-Info:"]),
        ("dek_info_missing", "no DEK-Info line", [PROC])):
    refused(f"key_traditional_{id}", f"PEM encryption with {comment}", DAMAGED, f"{B}traditional-{id.replace('_', '-')}.pem",
            headed(lines, body))
des3_cipher, des3_iv, des3_body = head_and_body(des3)
refused("key_traditional_des3_iv_16", "PEM encryption, DES-EDE3-CBC with an IV of 16 bytes", DAMAGED, B + "traditional-des3-iv-16.pem",
        headed([PROC, f"DEK-Info: {des3_cipher},{des3_iv.hex().upper() * 2}"], des3_body))
for id, comment, data in (("odd", "the last byte of the ciphertext is missing: no whole blocks", body[:-1]),
                          ("empty", "no ciphertext", b"")):
    refused(f"key_traditional_ciphertext_{id}", f"PEM encryption: {comment}", DAMAGED, f"{B}traditional-ciphertext-{id}.pem",
            headed([PROC, f"DEK-Info: {cipher},{upper}"], data))
refused("key_traditional_des3_ciphertext_odd", "PEM encryption, DES-EDE3-CBC: the last four bytes of the ciphertext are missing", DAMAGED,
        B + "traditional-des3-ciphertext-odd.pem", headed([PROC, f"DEK-Info: {des3_cipher},{des3_iv.hex().upper()}"], des3_body[:-4]))
refused("key_traditional_not_base64", "PEM encryption, an exclamation mark in the body", DAMAGED, B + "traditional-not-base64.pem",
        small[:200] + b"!" + small[201:])
refused("key_traditional_no_end_line", "PEM encryption, the END line is missing", DAMAGED, B + "traditional-no-end.pem",
        small[:small.index(b"-----END")])

# Other algorithms: the label tells them, with or without a passphrase.

for label, name, format, make in (
        ("ec", B + "traditional-ec.pem", "sec1-pem", lambda: openssl("ec -aes128 -passout env:PASS", read(B + "ec-p256.pem"))),
        ("dsa", B + "traditional-dsa.pem", "dsa-pem",
         lambda: openssl("pkey -traditional -aes128 -passout env:PASS", read(B + "dsa.pem")))):
    once(name, make)
    assert f"-----BEGIN {label.upper()} PRIVATE KEY-----\n{PROC}\n".encode() in read(name)
    bad(f"key_traditional_{label}", f"PEM encryption, label {label.upper()} PRIVATE KEY", ALGORITHM, name, format, source=OPENSSL,
        passphrase=PASSPHRASE)
    bad(f"key_traditional_{label}_no_passphrase", f"PEM encryption, label {label.upper()} PRIVATE KEY, no passphrase given", ALGORITHM,
        name, format, source=OPENSSL)
