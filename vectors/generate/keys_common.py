# SPDX-License-Identifier: Apache-2.0
"""What the generators of keys.json share: foreign tools, a little DER, the good keys, and the case list."""

import contextlib
import subprocess
import tempfile

from common import *

UTF8 = "pässwörd ✓ 密码"
OPENSSL, SSH_KEYGEN, EDITED = "made with OpenSSL", "made with ssh-keygen", "edited by generate/keys.py"
B = "keys/bad/"
ALGORITHM, FORMAT, JUNK = "unsupported_key_algorithm", "unsupported_key_format", "unrecognized_key_format"
NO_SUPPORT, COSTLY, DAMAGED = "unsupported_key_encryption", "key_encryption_too_costly", "malformed_key"
WRONG, REQUIRED, INCONSISTENT = "wrong_passphrase", "passphrase_required", "inconsistent_key"
PUBLIC, SIZE, EXPONENT = "not_a_private_key", "unsupported_key_size", "unsupported_public_exponent"

cases = Cases(
    "Files that hold, or seem to hold, an RSA private key. `expect` is the result of reading the file with the given "
    "passphrase; null means that no passphrase is given, which is not the same as an empty one.",
    "file", "format", "bits", "passphrase", "public_openssh", "public_spki_file", "fingerprint_sha256",
    "jwk_thumbprint_sha256", bits=None, passphrase=None, public_openssh=None, public_spki_file=None, fingerprint_sha256=None)


def run(*command, data=None, secret=PASSPHRASE):
    done = subprocess.run(command, input=data, capture_output=True, env={**os.environ, "PASS": secret})
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    return done.stdout


def openssl(command, data=None, secret=PASSPHRASE):
    return run("openssl", *command.split(), data=data, secret=secret)


def once(name, make):
    """Makes the file if it is missing, and gives its bytes."""
    if not os.path.exists(path(name)):
        write(name, make())
    return read(name)


def always(name, data):
    write(name, data)
    return data


@contextlib.contextmanager
def private_file(data):
    """The path of a file that nobody else may read, as ssh-keygen wants it."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.open(f"{folder}/key", os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
        yield f"{folder}/key"


def public_parts(pem):
    """The OpenSSH line, the SPKI PEM and the fingerprint of a private key that is not encrypted."""
    with private_file(pem) as name:
        line = " ".join(run("ssh-keygen", "-y", "-P", "", "-f", name).decode().split()[:2])
    fingerprint = run("ssh-keygen", "-l", "-E", "sha256", "-f", "-", data=line.encode() + b"\n").decode().split()[1]
    return line, openssl("pkey -pubout", pem), fingerprint


def genpkey(bits, *options):
    extra = "".join(f" -pkeyopt {option}" for option in options)
    return lambda: openssl(f"genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:{bits}{extra}"
                           if "-quiet" in _genpkey_help else
                           f"genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:{bits}{extra}")


_genpkey_help = subprocess.run(["openssl", "genpkey", "-help"], capture_output=True).stderr.decode()


# DER: enough to build and edit key files.

def der(tag, *parts):
    body = b"".join(parts)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def split(data):
    """The elements of DER contents as (tag, body)."""
    out = []
    while data:
        tag, size, at = data[0], data[1], 2
        if size & 0x80:
            at += size & 0x7F
            size = int.from_bytes(data[2:at], "big")
        out.append((tag, data[at:at + size]))
        data = data[at + size:]
    return out


def integer(value):
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def pem(label, data):
    text = b64(data)
    lines = [text[at:at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""]).encode()


def unpem(data):
    return base64.b64decode(b"".join(line for line in data.splitlines() if b"-----" not in line))


def escaped(text):
    """Line feeds as the two characters \\n, as in an environment variable."""
    return text.replace(b"\n", b"\\n")


RSA_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")


def pkcs1(numbers, version=0):
    return der(0x30, integer(version), *(integer(number) for number in numbers))


def pkcs8(inner, version=0, algorithm=RSA_ALGORITHM):
    return der(0x30, integer(version), algorithm, der(0x04, inner))


# The good keys.

public = {}
for name, bits, options in (
        ("rsa1024", 1024, ()), ("rsa2047", 2047, ()), ("rsa2048", 2048, ()), ("rsa3072", 3072, ()), ("rsa4096", 4096, ()),
        ("rsa2048-other", 2048, ()), ("rsa2048-e3", 2048, ("rsa_keygen_pubexp:3",))):
    data = once(f"keys/{name}.pem", genpkey(bits, *options))
    assert data.startswith(b"-----BEGIN PRIVATE KEY-----")
    line, spki, fingerprint = public_parts(data)
    always(f"keys/{name}.pub", (line + "\n").encode())
    always(f"keys/{name}.spki.pem", spki)
    first, second = load(f"keys/{name}.pem")
    assert first.n.bit_length() == bits == second.key_size
    public[name] = {"bits": bits, "public_openssh": line, "public_spki_file": f"keys/{name}.spki.pem",
                    "fingerprint_sha256": fingerprint}

plain = read("keys/rsa2048.pem")
plain_der = openssl("pkcs8 -topk8 -nocrypt -outform DER", plain)
assert unpem(plain) == plain_der
trad = always("keys/rsa2048.pkcs1.pem", openssl("rsa -traditional", plain))
always("keys/rsa2048.pkcs8.der", plain_der)
trad_der = always("keys/rsa2048.pkcs1.der", openssl("rsa -traditional -outform DER", plain))
assert unpem(trad) == trad_der
NUMBERS = [int.from_bytes(body, "big") for _, body in split(split(trad_der)[0][1])][1:]
N, E_, D, P, Q, DP, DQ, QINV = NUMBERS
assert pkcs1(NUMBERS) == trad_der and pkcs8(trad_der) == plain_der


def adopt(key, pem):
    """Takes in a further key, given as a file that is not encrypted: writes its public key."""
    line, spki, fingerprint = public_parts(pem)
    always(f"keys/{key}.spki.pem", spki)
    public[key] = {"bits": RSA.import_key(pem).n.bit_length(), "public_openssh": line, "public_spki_file": f"keys/{key}.spki.pem",
                   "fingerprint_sha256": fingerprint}


def good(id, comment, name, format, key="rsa2048", source=OPENSSL, passphrase=None, opened=None):
    """`opened` is the key in a form that the libraries read, taken out of a file that they do not."""
    data = read(name)
    if opened is not None:
        assert RSA.import_key(opened).d == load(f"keys/{key}.pem")[0].d
    elif "gcm" not in name:
        loaded = load_text(name, passphrase)
        assert loaded == load(f"keys/{key}.pem")[0].n
    cases.add(id, comment, source=source, file=name, format=format, passphrase=passphrase, **public[key])
    return data


def numbers_of(name):
    """n, e, d, p, q, dp, dq, qinv of a file that is not encrypted."""
    whole = load(name)[1].private_numbers()
    return [whole.public_numbers.n, whole.public_numbers.e, whole.d, whole.p, whole.q, whole.dmp1, whole.dmq1, whole.iqmp]


def load_text(name, passphrase):
    """The modulus, read by python3-cryptography."""
    data, secret = read(name), None if passphrase is None else passphrase.encode()
    if data[:1] == b"\x30":
        return serialization.load_der_private_key(data, secret).private_numbers().public_numbers.n
    if secret == b"":
        data = openssl("pkey -passin env:PASS", data, "")
        secret = None
    return serialization.load_pem_private_key(data, secret).private_numbers().public_numbers.n


def bad(id, comment, expect, name, format, data=None, source=EDITED, passphrase=None):
    if data is not None:
        always(name, data)
    assert os.path.exists(path(name)), name
    cases.add(id, comment, expect, source, file=name, format=format, passphrase=passphrase)


def made(id, comment, expect, name, format, make, source=OPENSSL, passphrase=None):
    once(name, make)
    bad(id, comment, expect, name, format, source=source, passphrase=passphrase)


def ssh_keygen(*options):
    def make():
        with tempfile.TemporaryDirectory() as folder:
            run("ssh-keygen", "-q", *options, "-C", "test", "-f", f"{folder}/key")
            with open(f"{folder}/key", "rb") as file:
                return file.read()
    return make
