# SPDX-License-Identifier: Apache-2.0
"""Cases of keys.json: OpenSSH private keys (openssh-key-v1, PROTOCOL.key in OpenSSH's source).

ssh-keygen writes the good files. It neither writes nor reads files of several keys: those are put together here from
parts that it wrote."""

import bcrypt
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from keys_common import *

FORM, EDITED = "openssh", "edited by generate/keys_openssh.py"
JOINED = "put together by generate/keys_openssh.py from files made with ssh-keygen"
MAGIC = b"openssh-key-v1\0"
STRINGS = {b"ssh-rsa": 6, b"ssh-ed25519": 2, b"ecdsa-sha2-nistp256": 3, b"ssh-dss": 5}


# The parts of a file.

def string(data):
    return len(data).to_bytes(4, "big") + data


def mpint(value):
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def take(data, count):
    """`count` strings, and what follows them."""
    out = []
    for _ in range(count):
        size = int.from_bytes(data[:4], "big")
        assert len(data) >= 4 + size
        out.append(data[4:4 + size])
        data = data[4 + size:]
    return out, data


def parts(file):
    """A file taken apart. `section` is the private section, encrypted or not; `tail` is what follows it."""
    data = unpem(file)
    assert data.startswith(MAGIC)
    (cipher, kdf, options), rest = take(data[len(MAGIC):], 3)
    publics, rest = take(rest[4:], int.from_bytes(rest[:4], "big"))
    (section,), tail = take(rest, 1)
    return {"cipher": cipher, "kdf": kdf, "options": options, "publics": publics, "section": section, "tail": tail}


def blob(publics, section, cipher=b"none", kdf=b"none", options=b"", tail=b"", magic=MAGIC, number=None):
    number = len(publics) if number is None else number
    return (magic + string(cipher) + string(kdf) + string(options) + number.to_bytes(4, "big")
            + b"".join(string(public) for public in publics) + string(section) + tail)


def armor(data):
    text = b64(data)
    lines = [text[at:at + 70] for at in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN OPENSSH PRIVATE KEY-----", *lines, "-----END OPENSSH PRIVATE KEY-----", ""]).encode()


def keys_of(section):
    """(check, keys, padding) of a private section. A key is a list of strings, from its type to its comment."""
    check, rest, keys = section[:4], section[8:], []
    assert section[4:8] == check
    while rest[:1] == b"\0":
        (kind,), rest = take(rest, 1)
        fields, rest = take(rest, STRINGS[kind] + 1)
        keys.append([kind, *fields])
    assert rest == bytes(range(1, len(rest) + 1)) and len(rest) < 16
    return check, keys, rest


def packed(check, *keys, padding=None, block=8):
    body = check + check + b"".join(string(field) for key in keys for field in key)
    return body + (bytes(range(1, -len(body) % block + 1)) if padding is None else padding)


def rsa_private(numbers, comment=b"test"):
    n, e, d, p, q, _, _, qinv = numbers
    return [b"ssh-rsa", *map(mpint, (n, e, d, qinv, p, q)), comment]


def rsa_public(numbers):
    return b"".join(map(string, (b"ssh-rsa", mpint(numbers[1]), mpint(numbers[0]))))


# ssh-keygen.

def converted(key, passphrase="", *options, comment="test"):
    """A good key in OpenSSH's form."""
    def make():
        with private_file(read(f"keys/{key}.pem")) as name:
            run("ssh-keygen", "-q", "-p", "-P", "", "-N", "", "-f", name)
            run("ssh-keygen", "-q", "-c", "-P", "", "-C", comment, "-f", name)
            if passphrase:
                run("ssh-keygen", "-q", "-p", "-P", "", "-N", passphrase, *options, "-f", name)
            with open(name, "rb") as file:
                return file.read()
    return make


def undo(file, passphrase):
    """The key in a form that is not encrypted, by ssh-keygen, and by python3-cryptography if it reads the file's cipher."""
    with private_file(file) as name:
        run("ssh-keygen", "-q", "-p", "-P", passphrase or "", "-N", "", "-m", "PEM", "-f", name)
        with open(name, "rb") as out:
            plain = out.read()
    if parts(file)["cipher"] in (b"none", b"aes256-ctr", b"aes256-cbc"):
        second = serialization.load_ssh_private_key(file, passphrase.encode() if passphrase else None)
        assert second.private_numbers().d == RSA.import_key(plain).d
    return plain


def ssh_keygen_reads(file, passphrase):
    with private_file(file) as name:
        command = ["ssh-keygen", "-y", "-P", passphrase or "", "-f", name]
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0


def accepted(id, comment, name, source=SSH_KEYGEN, passphrase=None, key="rsa2048", ordinary=None):
    """`ordinary` is the same key in a file that ssh-keygen reads."""
    good(id, comment, name, FORM, key, source, passphrase, undo(ordinary or read(name), passphrase))


def refused(id, comment, expect, name, data=None, source=EDITED, passphrase=None, read_by_ssh_keygen=False):
    bad(id, comment, expect, name, FORM, data, source, passphrase)
    if expect not in (COSTLY, ALGORITHM):
        assert ssh_keygen_reads(read(name), passphrase) == read_by_ssh_keygen, id


def shape(id, comment, expect, data, **options):
    """A file that is refused, named after its id."""
    name = f"{B}openssh-{id.replace('_', '-')}"
    refused(f"key_openssh_{id}", comment, expect, name, data, **options)


# Files that ssh-keygen writes.

plain_file = once("keys/rsa2048.openssh", converted("rsa2048"))
assert armor(blob(**parts(plain_file))) == plain_file
accepted("key_openssh_none", "an OpenSSH private key, not encrypted", "keys/rsa2048.openssh")
for bits in (1024, 3072, 4096):
    once(f"keys/rsa{bits}.openssh", converted(f"rsa{bits}"))
    accepted(f"key_openssh_rsa{bits}", f"a key of {bits} bits, not encrypted", f"keys/rsa{bits}.openssh", key=f"rsa{bits}")
once("keys/rsa2048-e3.openssh", converted("rsa2048-e3"))
accepted("key_openssh_e3", "public exponent 3", "keys/rsa2048-e3.openssh", key="rsa2048-e3")
once("keys/rsa3072.openssh-aes256-ctr", converted("rsa3072", PASSPHRASE, "-a", "16"))
accepted("key_openssh_rsa3072_encrypted", "a key of 3072 bits, encrypted", "keys/rsa3072.openssh-aes256-ctr", passphrase=PASSPHRASE,
         key="rsa3072")
CIPHERS = {"aes128-ctr": "aes128-ctr", "aes192-ctr": "aes192-ctr", "aes256-ctr": "aes256-ctr", "aes128-cbc": "aes128-cbc",
           "aes192-cbc": "aes192-cbc", "aes256-cbc": "aes256-cbc", "aes128-gcm": "aes128-gcm@openssh.com",
           "aes256-gcm": "aes256-gcm@openssh.com", "chacha20-poly1305": "chacha20-poly1305@openssh.com", "des3-cbc": "3des-cbc"}
for short, cipher in CIPHERS.items():
    name = f"keys/rsa2048.openssh-{short}"
    once(name, converted("rsa2048", PASSPHRASE, "-a", "16", "-Z", cipher))
    assert parts(read(name))["cipher"] == cipher.encode()
    note = ", as ssh-keygen writes it if not told otherwise" if short == "aes256-ctr" else ""
    accepted(f"key_openssh_{short.replace('-', '_')}", f"{cipher}, bcrypt with 16 rounds{note}", name, passphrase=PASSPHRASE)
for rounds in (1, 100):
    name = f"keys/rsa2048.openssh-rounds-{rounds}"
    once(name, converted("rsa2048", PASSPHRASE, "-a", str(rounds)))
    assert parts(read(name))["options"].endswith(rounds.to_bytes(4, "big"))
    accepted(f"key_openssh_rounds_{rounds}", f"bcrypt with {rounds} rounds", name, passphrase=PASSPHRASE)
for short in ("aes256-ctr", "chacha20-poly1305"):
    name = f"keys/rsa2048.openssh-{short}-utf8"
    once(name, converted("rsa2048", UTF8, "-a", "16", "-Z", CIPHERS[short]))
    accepted(f"key_openssh_{short.replace('-', '_')}_utf8_passphrase", f"{CIPHERS[short]}: the passphrase's bytes are its UTF-8 form", name,
             passphrase=UTF8)
once("keys/rsa2048.openssh-no-comment", converted("rsa2048", comment=""))
assert keys_of(parts(read("keys/rsa2048.openssh-no-comment"))["section"])[1][0][-1] == b""
accepted("key_openssh_no_comment", "an empty comment", "keys/rsa2048.openssh-no-comment")
long_comment = "a long comment " * 60 + "✓"
once("keys/rsa2048.openssh-long-comment", converted("rsa2048", comment=long_comment))
assert keys_of(parts(read("keys/rsa2048.openssh-long-comment"))["section"])[1][0][-1] == long_comment.encode()
accepted("key_openssh_long_comment", "a comment of 903 bytes, the last three not ASCII", "keys/rsa2048.openssh-long-comment")

check, (rsa_key,), padding = keys_of(parts(plain_file)["section"])
assert rsa_key == rsa_private(NUMBERS) and parts(plain_file)["publics"] == [rsa_public(NUMBERS)]
whole_blocks = "x" * ((4 + len(padding)) % 8)
for label, comment, size in (("no_padding", whole_blocks, 0), ("padding_7", whole_blocks + "x", 7)):
    name = f"keys/rsa2048.openssh-{label.replace('_', '-')}"
    once(name, converted("rsa2048", comment=comment))
    assert len(keys_of(parts(read(name))["section"])[2]) == size
    accepted(f"key_openssh_{label}", f"a comment of such a length that {size} bytes of padding follow", name)

# Two files with keys of their own.

for label, comment, passphrase in (("rsa", "an OpenSSH private key with a key of its own", None),
                                   ("rsa_encrypted", "an encrypted OpenSSH private key with a key of its own", PASSPHRASE)):
    name = f"keys/openssh-{label.replace('_', '-')}"
    once(name, ssh_keygen("-t", "rsa", "-b", "2048", "-N", passphrase or ""))
    adopt(f"openssh-{label.replace('_', '-')}", undo(read(name), passphrase))
    cases.add(f"key_openssh_{label}", comment, source=SSH_KEYGEN, file=name, format=FORM, passphrase=passphrase,
              **public[f"openssh-{label.replace('_', '-')}"])

# Other spellings.

ctr_file = read("keys/rsa2048.openssh-aes256-ctr")
always("keys/rsa2048.openssh-crlf", ctr_file.replace(b"\n", b"\r\n"))
assert serialization.load_ssh_private_key(read("keys/rsa2048.openssh-crlf"), PASSPHRASE.encode()).private_numbers().d == D
accepted("key_openssh_crlf", "lines end with CR LF: ssh-keygen does not read that, python3-cryptography does", "keys/rsa2048.openssh-crlf",
         EDITED, PASSPHRASE, ordinary=ctr_file)
always("keys/rsa2048.openssh-text", b"The key for the test:\n\n" + ctr_file + b"\nend of file\n")
accepted("key_openssh_text_around", "lines of text before and after the PEM block", "keys/rsa2048.openssh-text", EDITED, PASSPHRASE,
         ordinary=ctr_file)
always("keys/rsa2048.openssh-no-newline", ctr_file.rstrip(b"\n"))
accepted("key_openssh_no_final_newline", "no line feed after the END line", "keys/rsa2048.openssh-no-newline", EDITED, PASSPHRASE,
         ordinary=ctr_file)
always("keys/rsa2048.openssh-escaped.txt", escaped(plain_file))
accepted("key_openssh_escaped", "\\n in place of each line feed, as in an environment variable", "keys/rsa2048.openssh-escaped.txt",
         EDITED, ordinary=plain_file)
always("keys/rsa2048.openssh-aes256-ctr-escaped.txt", escaped(ctr_file))
accepted("key_openssh_escaped_encrypted", "the same, encrypted", "keys/rsa2048.openssh-aes256-ctr-escaped.txt", EDITED, PASSPHRASE,
         ordinary=ctr_file)
always("keys/rsa2048.openssh-json.txt", json.dumps(plain_file.decode()).replace("/", "\\/").encode())
accepted("key_openssh_json_php", "a JSON string as PHP writes it", "keys/rsa2048.openssh-json.txt", EDITED, ordinary=plain_file)

# Files of several keys.

others = {}
for kind, *options in (("ed25519",), ("ecdsa", "-b", "256"), ("dsa",)):
    name = f"{B}openssh-{kind}"
    others[kind] = parts(once(name, ssh_keygen("-t", kind, *options, "-N", "")))
    assert blob(**others[kind]) == unpem(read(name))
    once(name + "-encrypted", ssh_keygen("-t", kind, *options, "-N", PASSPHRASE, "-a", "16"))
others["rsa"] = parts(plain_file)


def several(*kinds):
    """The public keys and the private section of one file of several keys."""
    keys = [keys_of(others[kind]["section"])[1][0] for kind in kinds]
    return [others[kind]["publics"][0] for kind in kinds], packed(check, *keys)


def ctr_encrypted(publics, section, passphrase, random):
    """aes256-ctr with bcrypt's 16 rounds."""
    body = packed(check, *keys_of(section)[1], block=16)
    salt = random(16)
    secret = bcrypt.kdf(passphrase.encode(), salt, 48, 16, ignore_few_rounds=True)
    encryptor = Cipher(algorithms.AES(secret[:32]), modes.CTR(secret[32:])).encryptor()
    return armor(blob(publics, encryptor.update(body) + encryptor.finalize(), b"aes256-ctr", b"bcrypt", string(salt) + (16).to_bytes(4, "big")))


assert armor(blob(*several("rsa"))) == plain_file
assert RSA.import_key(undo(ctr_encrypted(*several("rsa"), PASSPHRASE, Stream("keys/OpenSSH/probe")), PASSPHRASE)).d == D
for kinds in (("ed25519", "rsa"), ("rsa", "ed25519"), ("ecdsa", "dsa", "rsa")):
    name = f"keys/rsa2048.openssh-{'-'.join(kinds)}"
    always(name, armor(blob(*several(*kinds))))
    accepted(f"key_openssh_several_{'_'.join(kinds)}", f"several keys in this order: {', '.join(kinds)}. The RSA key is read", name, JOINED,
             ordinary=plain_file)
always("keys/rsa2048.openssh-several-encrypted", ctr_encrypted(*several("ed25519", "rsa"), PASSPHRASE, Stream("keys/OpenSSH")))
accepted("key_openssh_several_encrypted", "an Ed25519 and an RSA key, encrypted with aes256-ctr", "keys/rsa2048.openssh-several-encrypted",
         JOINED + ", encrypted with python3-cryptography and python3-bcrypt", PASSPHRASE, ordinary=ctr_file)

# Passphrases.

for short in ("aes256-ctr", "aes256-cbc", "aes256-gcm", "chacha20-poly1305", "des3-cbc"):
    name, id = f"keys/rsa2048.openssh-{short}", short.replace("-", "_")
    refused(f"key_openssh_passphrase_required_{id}", f"{CIPHERS[short]}, no passphrase given", REQUIRED, name, source=SSH_KEYGEN)
    refused(f"key_openssh_wrong_passphrase_{id}", f"{CIPHERS[short]}, another passphrase given", WRONG, name, source=SSH_KEYGEN,
            passphrase="correct horse batter")
    refused(f"key_openssh_empty_given_{id}", f"{CIPHERS[short]}, the empty passphrase given", WRONG, name, source=SSH_KEYGEN,
            passphrase="")
refused("key_openssh_wrong_passphrase_utf8", "a passphrase given that differs in one letter", WRONG, "keys/rsa2048.openssh-aes256-ctr-utf8",
        source=SSH_KEYGEN, passphrase="passwörd ✓ 密码")
refused("key_openssh_passphrase_required_several", "several keys, encrypted, no passphrase given", REQUIRED,
        "keys/rsa2048.openssh-several-encrypted", source=JOINED)
refused("key_openssh_wrong_passphrase_several", "several keys, encrypted, another passphrase given", WRONG,
        "keys/rsa2048.openssh-several-encrypted", source=JOINED, passphrase="correct horse batter")

# Other algorithms. The public part tells them, with or without a passphrase.

for kind in ("ed25519", "ecdsa", "dsa"):
    name, label = f"{B}openssh-{kind}", {"ed25519": "an Ed25519 key", "ecdsa": "an ECDSA key", "dsa": "a DSA key"}[kind]
    refused(f"key_openssh_{kind}", label, ALGORITHM, name, source=SSH_KEYGEN)
    for id, comment, passphrase in (("", "right passphrase", PASSPHRASE), ("_no_passphrase", "no passphrase given", None),
                                    ("_wrong_passphrase", "another passphrase given", "correct horse batter")):
        refused(f"key_openssh_{kind}_encrypted{id}", f"{label}, encrypted, {comment}", ALGORITHM, name + "-encrypted", source=SSH_KEYGEN,
                passphrase=passphrase)
shape("several_without_rsa", "an Ed25519 and an ECDSA key in one file, no RSA key", ALGORITHM, armor(blob(*several("ed25519", "ecdsa"))),
      source=JOINED)
shape("several_without_rsa_encrypted", "an Ed25519 and an ECDSA key in one file, encrypted, no passphrase given", ALGORITHM,
      ctr_encrypted(*several("ed25519", "ecdsa"), PASSPHRASE, Stream("keys/OpenSSH/2")), source=JOINED)

# Damage outside the private section. The key of 1024 bits keeps the files short.

small = parts(read("keys/rsa1024.openssh"))
SMALL = numbers_of("keys/rsa1024.pem")
check, (small_key,), _ = keys_of(small["section"])
whole = blob(**small)
begin_of = {"public": whole.index(small["publics"][0]), "section": whole.index(small["section"])}
shape("magic_wrong", "another word in place of openssh-key-v1", DAMAGED, armor(blob(**small, magic=b"openssh-key-v2\0")))
shape("magic_no_nul", "openssh-key-v1 without the NUL that ends it", DAMAGED, armor(blob(**small, magic=MAGIC[:-1])))
for id, comment, at in (
        ("magic", "in openssh-key-v1", 10), ("behind_magic", "behind openssh-key-v1", 15), ("cipher", "in the cipher's name", 21),
        ("number", "in the number of keys", begin_of["public"] - 6), ("public", "in the public key", begin_of["public"] + 40),
        ("behind_public", "behind the public key", begin_of["section"] - 4),
        ("section_length", "in the length of the private section", begin_of["section"] - 2),
        ("section", "in the private section", begin_of["section"] + 200), ("last_byte", "before the last byte", len(whole) - 1)):
    shape(f"cut_{id}", f"cut off {comment}", DAMAGED, armor(whole[:at]))
shape("no_body", "BEGIN and END with nothing between", DAMAGED, armor(b""))
small_file = read("keys/rsa1024.openssh")
shape("not_base64", "an exclamation mark in the body", DAMAGED, small_file[:100] + b"!" + small_file[101:])
shape("no_end_line", "the END line is missing", DAMAGED, small_file[:small_file.index(b"-----END")])
shape("trailing", "bytes behind the private section", DAMAGED, armor(blob(**{**small, "tail": b"\1\2\3"})))
shape("cipher_length_max", "a cipher's name of 2^32 - 1 bytes", DAMAGED, armor(MAGIC + b"\xff" * 4 + whole[19:]))
shape("no_keys", "the number of keys is 0", DAMAGED, armor(blob(**{**small, "publics": []})))
shape("no_keys_but_parts", "the number of keys is 0, with a public key and a private section as for one", DAMAGED,
      armor(blob(**small, number=0)))
shape("number_2", "the number of keys is 2, but there is one", DAMAGED, armor(blob(**small, number=2)))
shape("number_max", "the number of keys is 2^32 - 1", DAMAGED, armor(blob(**small, number=2**32 - 1)))
shape("several_private_missing", "two public keys, but only the first one's private key", DAMAGED,
      armor(blob(several("rsa", "ed25519")[0], several("rsa")[1])), source=JOINED)

# Ciphers and key derivations.

sealed = parts(once("keys/rsa1024.openssh-aes256-ctr", converted("rsa1024", PASSPHRASE, "-a", "16")))
accepted("key_openssh_rsa1024_encrypted", "a key of 1024 bits, encrypted", "keys/rsa1024.openssh-aes256-ctr", passphrase=PASSPHRASE,
         key="rsa1024")
salt, rounds = sealed["options"][4:20], sealed["options"][20:]
assert sealed["options"] == string(salt) + rounds and rounds == (16).to_bytes(4, "big")
for id, comment, expect, changed in (
        ("cipher_unknown", "a cipher that nobody knows", NO_SUPPORT, {"cipher": b"aes512-ctr"}),
        ("cipher_empty", "a cipher with the empty name", NO_SUPPORT, {"cipher": b""}),
        ("kdf_unknown", "a key derivation that nobody knows", NO_SUPPORT, {"kdf": b"scrypt"}),
        ("cipher_without_kdf", "a cipher, but the key derivation none", DAMAGED, {"kdf": b"none", "options": b""}),
        ("kdf_without_cipher", "the key derivation bcrypt, but the cipher none", DAMAGED, {"cipher": b"none"}),
        ("rounds_0", "bcrypt with no rounds", DAMAGED, {"options": string(salt) + bytes(4)}),
        ("rounds_2_31", "bcrypt with 2^31 rounds: refuse before starting", COSTLY, {"options": string(salt) + (2**31).to_bytes(4, "big")}),
        ("rounds_max", "bcrypt with 2^32 - 1 rounds", COSTLY, {"options": string(salt) + b"\xff" * 4}),
        ("salt_empty", "bcrypt with an empty salt", DAMAGED, {"options": string(b"") + rounds}),
        ("options_empty", "bcrypt with neither salt nor rounds", DAMAGED, {"options": b""}),
        ("options_cut", "bcrypt's rounds lack a byte", DAMAGED, {"options": sealed["options"][:-1]}),
        ("options_trailing", "a byte behind bcrypt's rounds", DAMAGED, {"options": sealed["options"] + b"\0"}),
        ("section_not_blocks", "aes256-ctr: the last byte of the private section is missing: no whole blocks", DAMAGED,
         {"section": sealed["section"][:-1]}),
        ("section_empty", "aes256-ctr: the private section is empty", DAMAGED, {"section": b""}),
        ("tag_not_wanted", "aes256-ctr with 16 bytes behind the private section", DAMAGED, {"tail": bytes(16)}),
        ("ctr_first_byte_changed", "right passphrase, first byte of the ciphertext changed: not told from a wrong passphrase", WRONG,
         {"section": flip(sealed["section"], 0)}),
        ("ctr_p_changed", "right passphrase, one bit of p changed; the cipher does not notice", INCONSISTENT,
         {"section": flip(sealed["section"], 8 * (small["section"].index(small_key[5]) + 30))})):
    shape(id, comment, expect, armor(blob(**{**sealed, **changed})), passphrase=PASSPHRASE,
          read_by_ssh_keygen=id in ("options_trailing", "ctr_p_changed"))
shape("options_not_wanted", "not encrypted, but with the options of a key derivation", DAMAGED,
      armor(blob(**{**small, "options": sealed["options"]})), read_by_ssh_keygen=True)
for short, cut in (("aes256-cbc", 1), ("aes256-gcm", 8), ("chacha20-poly1305", 4), ("des3-cbc", 4)):
    taken = parts(read(f"keys/rsa2048.openssh-{short}"))
    shape(f"{short.replace('-', '_')}_not_blocks", f"{CIPHERS[short]}: {cut} bytes of the private section are missing: no whole blocks", DAMAGED,
          armor(blob(**{**taken, "section": taken["section"][:-cut]})), passphrase=PASSPHRASE)
for short in ("aes256-gcm", "chacha20-poly1305"):
    taken, id = parts(read(f"keys/rsa2048.openssh-{short}")), short.replace("-", "_")
    assert len(taken["tail"]) == 16
    for label, comment, expect, changed in (
            ("tag_missing", "no tag", DAMAGED, {"tail": b""}),
            ("tag_cut", "a tag of 15 bytes", DAMAGED, {"tail": taken["tail"][:-1]}),
            ("tag_trailing", "a byte behind the tag", DAMAGED, {"tail": taken["tail"] + b"\0"}),
            ("tag_changed", "one bit of the tag changed: not told from a wrong passphrase", WRONG, {"tail": flip(taken["tail"], 127)}),
            ("section_changed", "one bit of the private section changed: not told from a wrong passphrase", WRONG,
             {"section": flip(taken["section"], 4000)})):
        shape(f"{id}_{label}", f"{CIPHERS[short]}: {comment}", expect, armor(blob(**{**taken, **changed})), passphrase=PASSPHRASE)

# Damage inside the private section, which is not encrypted.


def section_case(id, comment, expect, section, **options):
    shape(id, comment, expect, armor(blob(small["publics"], section)), **options)


body = packed(check, small_key, padding=b"")
right_padding = small["section"][len(body):]
assert small["section"] == packed(check, small_key) == body + right_padding and len(right_padding) > 1
section_case("checks_differ", "the two check numbers differ", DAMAGED, flip(small["section"], 63))
section_case("padding_wrong", "the last byte of the padding is one too high", DAMAGED,
             small["section"][:-1] + bytes([small["section"][-1] + 1]))
section_case("padding_zeros", "zero bytes as padding", DAMAGED, body + bytes(len(right_padding)))
section_case("padding_block_more", "a whole block more of padding than needed", DAMAGED,
             body + bytes(range(1, len(right_padding) + 9)), read_by_ssh_keygen=True)
section_case("padding_missing", "no padding: no whole blocks", DAMAGED, body)
section_case("padding_cut", "the last byte of the padding is missing: no whole blocks", DAMAGED, small["section"][:-1])
section_case("checks_only", "a private section of two check numbers and nothing else", DAMAGED, check + check)
section_case("comment_missing", "no comment", DAMAGED, packed(check, small_key[:-1]))
kind, n, e, d, iqmp, p, q, remark = small_key
section_case("private_n_negative", "the private part's n without its leading zero byte is negative", DAMAGED,
             packed(check, [kind, n[1:], e, d, iqmp, p, q, remark]))
section_case("private_p_negative", "p without its leading zero byte is negative", DAMAGED,
             packed(check, [kind, n, e, d, iqmp, p[1:], q, remark]))
section_case("private_e_zero_byte", "e with a zero byte too many", DAMAGED, packed(check, [kind, n, b"\0" + e, d, iqmp, p, q, remark]),
             read_by_ssh_keygen=True)
section_case("private_q_zero_byte", "q with a zero byte too many", DAMAGED, packed(check, [kind, n, e, d, iqmp, p, b"\0" + q, remark]),
             read_by_ssh_keygen=True)
section_case("private_d_empty", "d = 0", INCONSISTENT, packed(check, [kind, n, e, b"", iqmp, p, q, remark]), read_by_ssh_keygen=True)
for id, comment, data in (
        ("public_n_negative", "the public part's n without its leading zero byte is negative", [kind, e, n[1:]]),
        ("public_e_zero_byte", "the public part's e with a zero byte too many", [kind, b"\0" + e, n]),
        ("public_n_missing", "the public part without its n", [kind, e])):
    shape(id, comment, DAMAGED, armor(blob([b"".join(map(string, data))], small["section"])), read_by_ssh_keygen=id == "public_e_zero_byte")
shape("public_trailing", "a byte behind the public part's n", DAMAGED, armor(blob([small["publics"][0] + b"\0"], small["section"])))

# Numbers that do not fit each other, sizes, exponents.

shape("public_other_key", "the public part is another key's", INCONSISTENT, armor(blob([rsa_public(NUMBERS)], small["section"])))
shape("public_other_e", "the public part has another e", INCONSISTENT, armor(blob([rsa_public([SMALL[0], 3])], small["section"])))
for index, label in ((1, "n"), (2, "e"), (3, "d"), (4, "iqmp"), (5, "p"), (6, "q")):
    wrong = list(small_key)
    wrong[index] = mpint(int.from_bytes(wrong[index], "big") ^ 2)
    section_case(f"inconsistent_{label}", f"one bit of {label} changed in the private part", INCONSISTENT, packed(check, wrong),
                 read_by_ssh_keygen=label not in "ne")
wrong = [SMALL[0] ^ 1 << 500, *SMALL[1:]]
shape("inconsistent_both_n", "one bit of n changed in both parts", INCONSISTENT,
      armor(blob([rsa_public(wrong)], packed(check, rsa_private(wrong)))), read_by_ssh_keygen=True)
even = [SMALL[0], 65536, *SMALL[2:]]
shape("exponent_even", "e = 65536", EXPONENT, armor(blob([rsa_public(even)], packed(check, rsa_private(even)))), read_by_ssh_keygen=True)
tiny = numbers_of(B + "rsa512.pem")
shape("rsa512", "a modulus of 512 bits", SIZE, armor(blob([rsa_public(tiny)], packed(check, rsa_private(tiny)))),
      source="made by generate/keys_openssh.py")
