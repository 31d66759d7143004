# SPDX-License-Identifier: Apache-2.0
"""Cases of keys.json: forms of private keys that are known and not read, and OpenSSH's lines that hold no private key."""

from keys_common import *
from keys_putty import puttygen

HAND = "made by generate/keys_other.py"


def refused(id, comment, expect, name, format, make, source, passphrase=None):
    made(f"key_{id}", comment, expect, B + name, format, make, source, passphrase)


# PKCS#12.


def pkcs12():
    with private_file(plain) as key:
        return openssl(f"pkcs12 -export -inkey {key} -in {path(B + 'certificate.pem')} -name test -passout env:PASS")


for id, comment, passphrase in (("", "right passphrase", PASSPHRASE), ("_no_passphrase", "no passphrase given", None)):
    refused(f"pkcs12{id}", f"a PKCS#12 file with key and certificate, {comment}; a reader of this format may accept it", FORMAT, "key.p12",
            "pkcs12", pkcs12, OPENSSL, passphrase)
opened = openssl(f"pkcs12 -in {path(B + 'key.p12')} -passin env:PASS -nodes -nocerts")
assert RSA.import_key(opened[opened.index(b"-----BEGIN"):]).d == D

# PGP.


def pgp():
    with tempfile.TemporaryDirectory() as home:
        gpg = ("gpg", "--homedir", home, "--batch", "-q", "--passphrase", "")
        run(*gpg, "--quick-gen-key", "test", "rsa1024", "sign", "never")
        out = run(*gpg, "--armor", "--export-secret-keys")
        run("gpgconf", "--homedir", home, "--kill", "gpg-agent")
        return out


refused("pgp", "a PGP private key", FORMAT, "pgp.asc", "pgp", pgp, "made with GnuPG")
assert read(B + "pgp.asc").startswith(b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n")

# ssh.com.

for id, comment, passphrase in (("", "not encrypted", None), ("_encrypted", "encrypted, right passphrase", PASSPHRASE)):
    name = f"sshcom{id.replace('_', '-')}"
    refused(f"sshcom{id}", f"a private key in ssh.com's form, {comment}; a reader of this format may accept it", FORMAT, name, "sshcom",
            lambda: puttygen(trad, "-O", "private-sshcom", passphrase=passphrase or ""), "made with puttygen", passphrase)
    assert read(B + name).startswith(b"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n")
    assert RSA.import_key(puttygen(read(B + name), "-O", "private-openssh", old=passphrase or "")).d == D

# .NET's XML.

NAMES = ("Modulus", "Exponent", "P", "Q", "DP", "DQ", "InverseQ", "D")


def xml(names):
    values = dict(zip(("Modulus", "Exponent", "D", "P", "Q", "DP", "DQ", "InverseQ"), NUMBERS))
    text = {name: b64(values[name].to_bytes((values[name].bit_length() + 7) // 8, "big")) for name in names}
    return ("<RSAKeyValue>" + "".join(f"<{name}>{text[name]}</{name}>" for name in names) + "</RSAKeyValue>").encode()


bad("key_xml", "an RSA private key as .NET's ToXmlString writes it; a reader of this format may accept it", FORMAT, B + "key.xml", "xml",
    xml(NAMES), HAND)
bad("key_xml_blanks", "the same, blanks and line feeds between the elements", FORMAT, B + "key-blanks.xml", "xml",
    xml(NAMES).replace(b"><", b">\r\n  <"), HAND)

# OpenSSH's lines.


def certificate(key):
    def make():
        with tempfile.TemporaryDirectory() as folder:
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", f"{folder}/ca")
            with open(f"{folder}/key.pub", "wb") as file:
                file.write(read(key).rstrip() + b" test\n")
            run("ssh-keygen", "-q", "-s", f"{folder}/ca", "-I", "test", "-n", "test", f"{folder}/key.pub")
            with open(f"{folder}/key-cert.pub", "rb") as file:
                return file.read()
    return make


refused("openssh_certificate", "an ssh-rsa-cert-v01@openssh.com line", PUBLIC, "openssh-cert.pub", "openssh-public",
        certificate("keys/rsa2048.pub"), SSH_KEYGEN)
assert read(B + "openssh-cert.pub").startswith(b"ssh-rsa-cert-v01@openssh.com ")


def sk_line(kind, *fields):
    """A public key of a security token. ssh-keygen needs the token to make one, but reads this line."""
    data = b"".join(len(field).to_bytes(4, "big") + field for field in (kind.encode(), *fields))
    line = f"{kind} {b64(data)} test\n".encode()
    assert b"-SK)" in run("ssh-keygen", "-l", "-f", "-", data=line)
    return line


random = Stream("keys/sk")
bad("key_openssh_public_sk_ed25519", "an sk-ssh-ed25519@openssh.com line", PUBLIC, B + "sk-ed25519.pub", "openssh-public",
    sk_line("sk-ssh-ed25519@openssh.com", random(32), b"ssh:"), HAND)
