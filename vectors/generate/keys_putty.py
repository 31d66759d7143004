# SPDX-License-Identifier: Apache-2.0
"""Cases of keys.json: PuTTY key files, versions 2 and 3 (appendix C of PuTTY's manual). puttygen writes the good files.

Without a passphrase the MAC's key is known to everyone, so edited files can get a right MAC."""

import hmac

from keys_common import *

FORM, EDITED = "putty", "edited by generate/keys_putty.py"
PUTTYGEN, HAND = "made with puttygen", "edited by generate/keys_putty.py, with a right MAC"
FAST = "kdf=argon2id,memory=64,passes=2,parallelism=1"


def puttygen(source, *options, passphrase="", old=""):
    """What puttygen makes of a key file."""
    with private_file(source) as name:
        for suffix, secret in ((".new", passphrase), (".old", old)):
            with open(name + suffix, "wb") as file:
                file.write(secret.encode())
        run("puttygen", name, "-q", *options, "-o", name + ".out", "--new-passphrase", name + ".new", "--old-passphrase", name + ".old")
        with open(name + ".out", "rb") as file:
            return file.read()


def converted(parameters, key="rsa2048", passphrase="", comment="test"):
    """A good key in PuTTY's form."""
    return lambda: puttygen(openssl("rsa -traditional", read(f"keys/{key}.pem")), "-O", "private", "-C", comment, "--ppk-param", parameters,
                            passphrase=passphrase)


def fresh(*options, passphrase=""):
    """A fresh key in PuTTY's form."""
    def make():
        with private_file(passphrase.encode()) as secret:
            run("puttygen", "-q", *options, "-C", "test", "-O", "private", "-o", secret + ".ppk", "--new-passphrase", secret,
                "--ppk-param", "version=3," + FAST)
            with open(secret + ".ppk", "rb") as file:
                return file.read()
    return make


def undo(file, passphrase):
    """The key in a form that is not encrypted, by puttygen."""
    return puttygen(file, "-O", "private-openssh", old=passphrase or "")


def puttygen_reads(file, passphrase):
    try:
        return bool(undo(file, passphrase))
    except RuntimeError:
        return False


def accepted(id, comment, name, source=PUTTYGEN, passphrase=None, key="rsa2048"):
    good(id, comment, name, FORM, key, source, passphrase, undo(read(name), passphrase))


def refused(id, comment, expect, name, data=None, source=EDITED, passphrase=None, read_by_puttygen=False):
    bad(id, comment, expect, name, FORM, data, source, passphrase)
    if expect not in (COSTLY, ALGORITHM):
        assert puttygen_reads(read(name), passphrase) == read_by_puttygen, id


def shape(id, comment, expect, data, **options):
    """A file that is refused, named after its id."""
    refused(f"key_putty_{id}", comment, expect, f"{B}putty-{id.replace('_', '-')}.ppk", data, **options)


# Files that puttygen writes.

for version in (2, 3):
    name = f"keys/rsa2048.putty-v{version}.ppk"
    once(name, converted(f"version={version}"))
    accepted(f"key_putty_v{version}_none", f"a PuTTY key file of version {version}, not encrypted", name)
once("keys/rsa2048.putty-v2-aes256-cbc.ppk", converted("version=2", passphrase=PASSPHRASE))
accepted("key_putty_v2_aes256_cbc", "version 2, encrypted", "keys/rsa2048.putty-v2-aes256-cbc.ppk", passphrase=PASSPHRASE)
once("keys/rsa2048.putty-v3-aes256-cbc.ppk", converted("version=3", passphrase=PASSPHRASE))
assert b"\nKey-Derivation: Argon2id\nArgon2-Memory: 8192\n" in read("keys/rsa2048.putty-v3-aes256-cbc.ppk")
accepted("key_putty_v3_aes256_cbc", "version 3, encrypted as puttygen does it if not told otherwise: Argon2id, 8 MiB",
         "keys/rsa2048.putty-v3-aes256-cbc.ppk", passphrase=PASSPHRASE)
for kdf in ("argon2id", "argon2i", "argon2d"):
    name = f"keys/rsa2048.putty-v3-{kdf}.ppk"
    once(name, converted(f"version=3,kdf={kdf},memory=64,passes=2,parallelism=1", passphrase=PASSPHRASE))
    assert f"\nKey-Derivation: {kdf.capitalize()}\nArgon2-Memory: 64\nArgon2-Passes: 2\nArgon2-Parallelism: 1\n".encode() in read(name)
    accepted(f"key_putty_v3_{kdf}", f"version 3, {kdf.capitalize()} with 64 KiB and 2 passes", name, passphrase=PASSPHRASE)
once("keys/rsa2048.putty-v3-parallelism-4.ppk", converted("version=3,kdf=argon2id,memory=64,passes=1,parallelism=4", passphrase=PASSPHRASE))
accepted("key_putty_v3_parallelism_4", "version 3, Argon2id with 64 KiB, 1 pass and parallelism 4",
         "keys/rsa2048.putty-v3-parallelism-4.ppk", passphrase=PASSPHRASE)
for version in (2, 3):
    name = f"keys/rsa2048.putty-v{version}-utf8.ppk"
    once(name, converted(f"version={version}" + f",{FAST}" * (version == 3), passphrase=UTF8))
    accepted(f"key_putty_v{version}_utf8_passphrase", f"version {version}: the passphrase's bytes are its UTF-8 form", name, passphrase=UTF8)
for id, comment, text in (("spaces", "a comment with blanks, and a colon", "my key: for the test"), ("empty", "an empty comment", ""),
                          ("utf8", "a comment that is not ASCII", "Schlüssel ✓")):
    name = f"keys/rsa1024.putty-comment-{id}.ppk"
    once(name, converted("version=3", "rsa1024", comment=text))
    assert f"\nComment: {text}\n".encode() in read(name)
    accepted(f"key_putty_comment_{id}", comment, name, key="rsa1024")
for bits in (1024, 3072, 4096):
    name = f"keys/rsa{bits}.putty-v3.ppk"
    once(name, converted("version=3", f"rsa{bits}"))
    accepted(f"key_putty_rsa{bits}", f"version 3, a key of {bits} bits, not encrypted", name, key=f"rsa{bits}")
once("keys/rsa2048-e3.putty-v2.ppk", converted("version=2", "rsa2048-e3"))
accepted("key_putty_e3", "version 2, public exponent 3", "keys/rsa2048-e3.putty-v2.ppk", key="rsa2048-e3")
for version in (2, 3):
    name = f"corpus/keys/putty-v{version}.ppk"
    adopt(f"corpus-putty-v{version}", undo(read(name), None))
    cases.add(f"key_putty_v{version}", f"a PuTTY key file, version {version}, not encrypted", source="from corpus/", file=name, format=FORM,
              **public[f"corpus-putty-v{version}"])
fast = read("keys/rsa2048.putty-v3-argon2id.ppk")
always("keys/rsa2048.putty-crlf.ppk", fast.replace(b"\n", b"\r\n"))
accepted("key_putty_crlf", "lines end with CR LF, as on Windows", "keys/rsa2048.putty-crlf.ppk", EDITED, PASSPHRASE)

# Passphrases.

for label, name in (("v2", "keys/rsa2048.putty-v2-aes256-cbc.ppk"), ("v3", "keys/rsa2048.putty-v3-argon2id.ppk"),
                    ("argon2i", "keys/rsa2048.putty-v3-argon2i.ppk")):
    refused(f"key_putty_passphrase_required_{label}", "encrypted, no passphrase given", REQUIRED, name, source=PUTTYGEN)
    refused(f"key_putty_wrong_passphrase_{label}", "encrypted, another passphrase given", WRONG, name, source=PUTTYGEN,
            passphrase="correct horse batter")
    refused(f"key_putty_empty_given_{label}", "encrypted, the empty passphrase given", WRONG, name, source=PUTTYGEN, passphrase="")
refused("key_putty_wrong_passphrase_utf8", "a passphrase given that differs in one letter", WRONG, "keys/rsa2048.putty-v3-utf8.ppk",
        source=PUTTYGEN, passphrase="passwörd ✓ 密码")

# Other algorithms. The first line tells them, with or without a passphrase.

for label, comment, options in (("ed25519", "an Ed25519 key", ("-t", "ed25519")), ("ecdsa", "an ECDSA key", ("-t", "ecdsa", "-b", "256")),
                                ("dsa", "a DSA key", ("-t", "dsa", "-b", "1024"))):
    name = f"{B}putty-{label}.ppk"
    once(name, fresh(*options))
    once(f"{B}putty-{label}-encrypted.ppk", fresh(*options, passphrase=PASSPHRASE))
    refused(f"key_putty_{label}", comment, ALGORITHM, name, source=PUTTYGEN)
    refused(f"key_putty_{label}_encrypted", f"{comment}, encrypted, right passphrase", ALGORITHM, f"{B}putty-{label}-encrypted.ppk",
            source=PUTTYGEN, passphrase=PASSPHRASE)
    refused(f"key_putty_{label}_no_passphrase", f"{comment}, encrypted, no passphrase given", ALGORITHM, f"{B}putty-{label}-encrypted.ppk",
            source=PUTTYGEN)

# Edited files. The key of 1024 bits keeps them short.

small = read("keys/rsa1024.putty-v3.ppk")
small_v2 = once("keys/rsa1024.putty-v2.ppk", converted("version=2", "rsa1024"))
accepted("key_putty_rsa1024_v2", "version 2, a key of 1024 bits, not encrypted", "keys/rsa1024.putty-v2.ppk", key="rsa1024")
sealed = once("keys/rsa1024.putty-v3-argon2id.ppk", converted("version=3," + FAST, "rsa1024", PASSPHRASE))
accepted("key_putty_rsa1024_encrypted", "version 3, a key of 1024 bits, Argon2id with 64 KiB and 2 passes",
         "keys/rsa1024.putty-v3-argon2id.ppk", passphrase=PASSPHRASE, key="rsa1024")
sealed_v2 = once("keys/rsa1024.putty-v2-aes256-cbc.ppk", converted("version=2", "rsa1024", PASSPHRASE))
accepted("key_putty_rsa1024_encrypted_v2", "version 2, a key of 1024 bits, encrypted", "keys/rsa1024.putty-v2-aes256-cbc.ppk",
         passphrase=PASSPHRASE, key="rsa1024")


def string(data):
    return len(data).to_bytes(4, "big") + data


def mpint(value):
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def wrapped(data):
    text = b64(data)
    return [text[at:at + 64] for at in range(0, len(text), 64)]


def build(public, private, version=3, comment="test"):
    """A file that is not encrypted, with a right MAC. `public` and `private` are lists of byte strings."""
    public, private = b"".join(map(string, public)), b"".join(map(string, private))
    head = b"".join(map(string, (b"ssh-rsa", b"none", comment.encode(), public, private)))
    if version == 3:
        mac = hmac.new(b"", head, "sha256")
    else:
        mac = hmac.new(hashlib.sha1(b"putty-private-key-file-mac-key").digest(), head, "sha1")
    first, second = wrapped(public), wrapped(private)
    return "\n".join([f"PuTTY-User-Key-File-{version}: ssh-rsa", "Encryption: none", f"Comment: {comment}", f"Public-Lines: {len(first)}", *first,
                      f"Private-Lines: {len(second)}", *second, f"Private-MAC: {mac.hexdigest()}", ""]).encode()


def rsa_public(numbers):
    return [b"ssh-rsa", mpint(numbers[1]), mpint(numbers[0])]


def rsa_private(numbers):
    return [mpint(numbers[index]) for index in (2, 3, 4, 7)]


SMALL = numbers_of("keys/rsa1024.pem")
assert build(rsa_public(SMALL), rsa_private(SMALL)) == small and build(rsa_public(SMALL), rsa_private(SMALL), 2) == small_v2


def replaced(file, old, new):
    assert file.count(old.encode()) == 1, old
    return file.replace(old.encode(), new.encode())


def value(file, name):
    """The value of a header line."""
    return next(line for line in file.decode().split("\n") if line.startswith(name + ": ")).split(": ", 1)[1]


def changed(file, name, new):
    return replaced(file, f"{name}: {value(file, name)}\n", f"{name}: {new}\n")


def dropped(file, name):
    return replaced(file, f"{name}: {value(file, name)}\n", "")


def body_edited(file, name, edit):
    """The lines that follow a line count, edited as one text."""
    lines = file.decode().split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith(name + ": "))
    count = int(value(file, name))
    text = edit("".join(lines[at + 1:at + 1 + count]))
    rows = [text[start:start + 64] for start in range(0, len(text), 64)]
    return "\n".join([*lines[:at], f"{name}: {len(rows)}", *rows, *lines[at + 1 + count:]]).encode()


def decoded(edit):
    return lambda text: b64(edit(base64.b64decode(text)))


# The MAC.

mac, sealed_mac = value(small, "Private-MAC"), value(sealed, "Private-MAC")
other = lambda text: text[:-1] + ("0" if text[-1] != "0" else "1")
for id, comment, expect, file, passphrase in (
        ("mac_changed", "not encrypted, one digit of the MAC changed", DAMAGED, changed(small, "Private-MAC", other(mac)), None),
        ("mac_changed_v2", "version 2, not encrypted, one digit of the MAC changed", DAMAGED,
         changed(small_v2, "Private-MAC", other(value(small_v2, "Private-MAC"))), None),
        ("mac_changed_encrypted", "encrypted, right passphrase, one digit of the MAC changed: not told from a wrong passphrase", WRONG,
         changed(sealed, "Private-MAC", other(sealed_mac)), PASSPHRASE),
        ("mac_changed_encrypted_v2", "version 2, encrypted, right passphrase, one digit of the MAC changed", WRONG,
         changed(sealed_v2, "Private-MAC", other(value(sealed_v2, "Private-MAC"))), PASSPHRASE),
        ("comment_changed", "not encrypted, the comment changed: the MAC is wrong", DAMAGED, changed(small, "Comment", "tesu"), None),
        ("comment_changed_encrypted", "encrypted, right passphrase, the comment changed: the MAC is wrong", WRONG,
         changed(sealed, "Comment", "tesu"), PASSPHRASE),
        ("private_changed", "not encrypted, one bit of the private numbers changed: the MAC is wrong", DAMAGED,
         body_edited(small, "Private-Lines", decoded(lambda data: flip(data, 500))), None),
        ("private_changed_encrypted", "encrypted, right passphrase, one bit of the ciphertext changed", WRONG,
         body_edited(sealed, "Private-Lines", decoded(lambda data: flip(data, 500))), PASSPHRASE),
        ("public_changed_encrypted", "encrypted, right passphrase, one bit of n changed: the MAC is wrong", WRONG,
         body_edited(sealed, "Public-Lines", decoded(lambda data: flip(data, 500))), PASSPHRASE),
        ("salt_changed", "encrypted, right passphrase, one digit of the salt changed", WRONG,
         changed(sealed, "Argon2-Salt", other(value(sealed, "Argon2-Salt"))), PASSPHRASE),
        ("mac_not_hex", "a MAC that is not hex", DAMAGED, changed(small, "Private-MAC", mac[:-1] + "g"), None),
        ("mac_short", "a MAC of 31 bytes", DAMAGED, changed(small, "Private-MAC", mac[:-2]), None),
        ("mac_odd", "a MAC of 63 hex digits", DAMAGED, changed(small, "Private-MAC", mac[:-1]), None),
        ("mac_long", "a MAC of 33 bytes", DAMAGED, changed(small, "Private-MAC", mac + "00"), None),
        ("mac_empty", "an empty MAC", DAMAGED, changed(small, "Private-MAC", ""), None)):
    shape(id, comment, expect, file, passphrase=passphrase)

# Versions, ciphers, key derivations.

for version in (1, 4):
    shape(f"version_{version}", f"version {version}", FORMAT, replaced(small, "PuTTY-User-Key-File-3", f"PuTTY-User-Key-File-{version}"))
shape("encryption_unknown", "a cipher that nobody knows", NO_SUPPORT, changed(sealed, "Encryption", "aes512-cbc"), passphrase=PASSPHRASE)
shape("encryption_unknown_v2", "version 2, a cipher that nobody knows", NO_SUPPORT, changed(sealed_v2, "Encryption", "3des-cbc"),
      passphrase=PASSPHRASE)
shape("kdf_unknown", "a key derivation that nobody knows", NO_SUPPORT, changed(sealed, "Key-Derivation", "Argon3"), passphrase=PASSPHRASE)
for id, comment, expect, name, new in (
        ("memory_1_gib", "1 GiB of memory", COSTLY, "Argon2-Memory", 2**20),
        ("memory_max", "4 TiB of memory: refuse before starting", COSTLY, "Argon2-Memory", 2**32 - 1),
        ("passes_max", "2^32 - 1 passes: refuse before starting", COSTLY, "Argon2-Passes", 2**32 - 1),
        ("passes_0", "no pass", DAMAGED, "Argon2-Passes", 0),
        ("parallelism_0", "parallelism 0", DAMAGED, "Argon2-Parallelism", 0),
        ("passes_not_number", "a number of passes that is none", DAMAGED, "Argon2-Passes", "two"),
        ("memory_not_number", "a memory size that is no number", DAMAGED, "Argon2-Memory", "64K"),
        ("salt_not_hex", "a salt that is not hex", DAMAGED, "Argon2-Salt", value(sealed, "Argon2-Salt")[:-1] + "x"),
        ("salt_odd", "a salt of 31 hex digits", DAMAGED, "Argon2-Salt", value(sealed, "Argon2-Salt")[:-1])):
    shape(id, f"Argon2 with {comment}", expect, changed(sealed, name, new), passphrase=PASSPHRASE)

# Damage.

for name in ("Encryption", "Comment", "Public-Lines", "Private-Lines", "Private-MAC"):
    shape(f"{name.lower().replace('-', '_')}_missing", f"no {name} line", DAMAGED, dropped(small, name))
for name in ("Key-Derivation", "Argon2-Memory", "Argon2-Passes", "Argon2-Parallelism", "Argon2-Salt"):
    shape(f"{name.lower().replace('-', '_')}_missing", f"encrypted, no {name} line", DAMAGED, dropped(sealed, name), passphrase=PASSPHRASE)
lines = small.split(b"\n")
for id, comment, at in (("first_line", "behind the first line", 1), ("public", "in the public lines", 5),
                        ("private", "in the private lines", len(lines) - 4), ("mac", "before the MAC", len(lines) - 2)):
    shape(f"cut_{id}", f"cut off {comment}", DAMAGED, b"\n".join(lines[:at]) + b"\n")
shape("cut_in_mac", "cut off in the MAC", DAMAGED, small[:-30])
for id, comment, name, new in (
        ("public_lines_more", "one public line too many announced", "Public-Lines", int(value(small, "Public-Lines")) + 1),
        ("public_lines_fewer", "one public line too few announced", "Public-Lines", int(value(small, "Public-Lines")) - 1),
        ("private_lines_more", "more private lines announced than there are", "Private-Lines", 100),
        ("private_lines_max", "2^32 - 1 private lines announced", "Private-Lines", 2**32 - 1),
        ("private_lines_0", "no private lines announced", "Private-Lines", 0),
        ("private_lines_negative", "-1 private lines announced", "Private-Lines", -1),
        ("private_lines_not_number", "a number of private lines that is none", "Private-Lines", "many")):
    shape(id, comment, DAMAGED, changed(small, name, new))
for part in ("Public", "Private"):
    shape(f"{part.lower()}_not_base64", f"an exclamation mark in the {part.lower()} lines", DAMAGED,
          body_edited(small, f"{part}-Lines", lambda text: text[:50] + "!" + text[51:]))
shape("ciphertext_odd", "encrypted, the last byte of the ciphertext is missing: no whole blocks", DAMAGED,
      body_edited(sealed, "Private-Lines", decoded(lambda data: data[:-1])), passphrase=PASSPHRASE)
shape("ciphertext_odd_v2", "version 2, the last byte of the ciphertext is missing: no whole blocks", DAMAGED,
      body_edited(sealed_v2, "Private-Lines", decoded(lambda data: data[:-1])), passphrase=PASSPHRASE)

# Right MACs around wrong numbers.

for index, label in ((2, "d"), (3, "p"), (4, "q"), (7, "iqmp")):
    wrong = list(SMALL)
    wrong[index] ^= 2
    shape(f"inconsistent_{label}", f"one bit of {label} changed, the MAC is right", INCONSISTENT, build(rsa_public(SMALL), rsa_private(wrong)),
          source=HAND, read_by_puttygen=label in ("iqmp",))
shape("inconsistent_n", "one bit of n changed, the MAC is right", INCONSISTENT,
      build(rsa_public([SMALL[0] ^ 1 << 500, SMALL[1]]), rsa_private(SMALL)), source=HAND)
shape("other_private_numbers", "another key's private numbers, the MAC is right", INCONSISTENT, build(rsa_public(SMALL), rsa_private(NUMBERS)),
      source=HAND)
shape("other_private_numbers_v2", "version 2, another key's private numbers, the MAC is right", INCONSISTENT,
      build(rsa_public(SMALL), rsa_private(NUMBERS), 2), source=HAND)
shape("exponent_even", "e = 65536, the MAC is right", EXPONENT, build(rsa_public([SMALL[0], 65536]), rsa_private(SMALL)), source=HAND)
tiny = numbers_of(B + "rsa512.pem")
shape("rsa512", "a modulus of 512 bits", SIZE, build(rsa_public(tiny), rsa_private(tiny)), source=HAND, read_by_puttygen=True)
d, p, q, iqmp = rsa_private(SMALL)
kind, e, n = rsa_public(SMALL)
for id, comment, public, private in (
        ("public_n_negative", "n without its leading zero byte is negative", [kind, e, n[1:]], [d, p, q, iqmp]),
        ("public_n_missing", "no n", [kind, e], [d, p, q, iqmp]),
        ("private_p_negative", "p without its leading zero byte is negative", [kind, e, n], [d, p[1:], q, iqmp]),
        ("private_iqmp_missing", "no iqmp", [kind, e, n], [d, p, q])):
    shape(id, f"{comment}; the MAC is right", DAMAGED, build(public, private), source=HAND)
