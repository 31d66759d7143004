#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""keys.json and keys/: RSA private keys in the forms people have, and files that must be refused.

A key file that holds chance (a fresh key, a salt) is made once and then kept. Every other file is made anew."""

import math

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from keys_common import *

for name in ("rsa1024", "rsa2047", "rsa2048", "rsa3072", "rsa4096"):
    note = {"rsa1024": "the smallest size that is read", "rsa2047": "a modulus whose top bit is 0; ciphertexts have 256 bytes"}
    good(f"key_{name}_pkcs8_pem", note.get(name, "the ordinary form"), f"keys/{name}.pem", "pkcs8-pem", name)
good("key_rsa2048_other_pkcs8_pem", "a second key of the same size, for wrong-key cases", "keys/rsa2048-other.pem", "pkcs8-pem",
     "rsa2048-other")
good("key_rsa2048_e3_pkcs8_pem", "public exponent 3", "keys/rsa2048-e3.pem", "pkcs8-pem", "rsa2048-e3")
good("key_rsa2048_pkcs1_pem", "PEM label RSA PRIVATE KEY", "keys/rsa2048.pkcs1.pem", "pkcs1-pem")
good("key_rsa2048_pkcs8_der", "no PEM", "keys/rsa2048.pkcs8.der", "pkcs8-der")
good("key_rsa2048_pkcs1_der", "no PEM", "keys/rsa2048.pkcs1.der", "pkcs1-der")
always("keys/rsa2048.crlf.pem", plain.replace(b"\n", b"\r\n"))
good("key_rsa2048_crlf", "lines end with CR LF", "keys/rsa2048.crlf.pem", "pkcs8-pem", source=EDITED)
always("keys/rsa2048.text.pem", b"Key Attributes: <No Attributes>\nfriendlyName: test\n" + plain + b"\nend of file\n")
good("key_rsa2048_text_around", "lines of text before and after the PEM block, as openssl pkcs12 writes", "keys/rsa2048.text.pem",
     "pkcs8-pem", source=EDITED)
always("keys/rsa2048.no-newline.pem", plain.rstrip(b"\n"))
good("key_rsa2048_no_final_newline", "no line feed after the END line", "keys/rsa2048.no-newline.pem", "pkcs8-pem", source=EDITED)

# Encrypted PKCS#8.

for prf in ("sha1", "sha256", "sha512"):
    for cipher in ("aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des3"):
        name = f"keys/rsa2048.pbkdf2-{prf}-{cipher}.pem"
        prf_name = "hmacWith" + prf.upper()
        once(name, lambda: openssl(f"pkcs8 -topk8 -v2 {cipher} -v2prf {prf_name} -passout env:PASS", plain))
        good(f"key_rsa2048_pbkdf2_{prf}_{cipher.replace('-', '_')}", f"PBES2, PBKDF2 with HMAC-{prf.upper()}, {cipher}, 2048 rounds",
             name, "pkcs8-encrypted-pem", passphrase=PASSPHRASE)
once("keys/rsa2048.scrypt-aes-256-cbc.pem",
     lambda: openssl("pkcs8 -topk8 -v2 aes-256-cbc -scrypt -passout env:PASS", plain))
good("key_rsa2048_scrypt_aes_256_cbc", "PBES2, scrypt N=16384 r=8 p=1", "keys/rsa2048.scrypt-aes-256-cbc.pem", "pkcs8-encrypted-pem",
     passphrase=PASSPHRASE)
once("keys/rsa2048.pbkdf2-sha256-aes-256-cbc.der",
     lambda: openssl("pkcs8 -topk8 -v2 aes-256-cbc -outform DER -passout env:PASS", plain))
good("key_rsa2048_encrypted_der", "encrypted, no PEM", "keys/rsa2048.pbkdf2-sha256-aes-256-cbc.der", "pkcs8-encrypted-der",
     passphrase=PASSPHRASE)
once("keys/rsa2048.empty-passphrase.pem", lambda: openssl("pkcs8 -topk8 -v2 aes-256-cbc -passout env:PASS", plain, ""))
good("key_rsa2048_empty_passphrase", "encrypted with the empty passphrase", "keys/rsa2048.empty-passphrase.pem",
     "pkcs8-encrypted-pem", passphrase="")
once("keys/rsa2048.utf8-passphrase.pem", lambda: openssl("pkcs8 -topk8 -v2 aes-256-cbc -passout env:PASS", plain, UTF8))
good("key_rsa2048_utf8_passphrase", "the passphrase's bytes are its UTF-8 form", "keys/rsa2048.utf8-passphrase.pem",
     "pkcs8-encrypted-pem", passphrase=UTF8)
for protection, short in (
        ("PBKDF2WithHMAC-SHA1AndAES128-CBC", "pbkdf2-sha1-aes128"), ("PBKDF2WithHMAC-SHA1AndAES192-CBC", "pbkdf2-sha1-aes192"),
        ("PBKDF2WithHMAC-SHA1AndAES256-CBC", "pbkdf2-sha1-aes256"), ("PBKDF2WithHMAC-SHA1AndDES-EDE3-CBC", "pbkdf2-sha1-des3"),
        ("scryptAndAES128-CBC", "scrypt-aes128"), ("scryptAndAES256-CBC", "scrypt-aes256")):
    name = f"keys/rsa2048.pycryptodome-{short}.pem"
    once(name, lambda: RSA.import_key(plain).export_key("PEM", PASSPHRASE, 8, protection) + b"\n")
    good(f"key_rsa2048_pycryptodome_{short.replace('-', '_')}", f"PyCryptodome's {protection} with its defaults", name,
         "pkcs8-encrypted-pem", source="made with PyCryptodome", passphrase=PASSPHRASE)

# AES-256-GCM: neither OpenSSL nor an old PyCryptodome writes it, so the corpus's file is used. It is opened here by hand.

def open_gcm(name):
    """The PKCS#8 DER inside a PBES2 file with PBKDF2 and AES-256-GCM."""
    (_, scheme), (_, sealed) = split(split(unpem(read(name)))[0][1])
    (_, kdf), (_, cipher) = split(split(scheme)[1][1])
    (_, salt), (_, rounds), (_, prf) = split(split(kdf)[1][1])
    hash_name = {9: "sha256", 11: "sha512"}[split(prf)[0][1][-1]]
    secret = hashlib.pbkdf2_hmac(hash_name, PASSPHRASE.encode(), salt, int.from_bytes(rounds, "big"), 32)
    tag, nonce = split(cipher)[1]
    tag_bytes = 16
    if tag == 0x30:
        (_, nonce), *icvlen = split(nonce)
        tag_bytes = icvlen[0][1][0] if icvlen else 12
    mode = modes.GCM(nonce, sealed[-tag_bytes:], min_tag_length=tag_bytes)
    decryptor = Cipher(algorithms.AES(secret), mode).decryptor()
    return decryptor.update(sealed[:-tag_bytes]) + decryptor.finalize()


name = "corpus/keys/py-pkcs8-sha512-aes256gcm.pem"
line, spki, fingerprint = public_parts(pem("PRIVATE KEY", open_gcm(name)))
always("keys/gcm.spki.pem", spki)
public["gcm"] = {"bits": 2048, "public_openssh": line, "public_spki_file": "keys/gcm.spki.pem", "fingerprint_sha256": fingerprint}
good("key_pbkdf2_sha512_aes_256_gcm", "PBES2 with AES-256-GCM: the parameter is the bare nonce (not RFC 5084's sequence), the tag follows the ciphertext", name, "pkcs8-encrypted-pem", "gcm",
     "from corpus/", PASSPHRASE)


# The bad files.

made("key_ec_p256_pkcs8", "an EC key", ALGORITHM, B + "ec-p256.pem", "pkcs8-pem",
     lambda: openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"))
made("key_ec_p256_sec1", "an EC key, PEM label EC PRIVATE KEY", ALGORITHM, B + "ec-p256.sec1.pem", "sec1-pem",
     lambda: openssl("ec", read(B + "ec-p256.pem")))
made("key_ed25519_pkcs8", "an Ed25519 key", ALGORITHM, B + "ed25519.pem", "pkcs8-pem", lambda: openssl("genpkey -algorithm ED25519"))
made("key_x25519_pkcs8", "an X25519 key", ALGORITHM, B + "x25519.pem", "pkcs8-pem", lambda: openssl("genpkey -algorithm X25519"))
made("key_dsa_pkcs8", "a DSA key", ALGORITHM, B + "dsa.pem", "pkcs8-pem",
     lambda: openssl("pkcs8 -topk8 -nocrypt", openssl("gendsa /dev/stdin", openssl("dsaparam 1024"))))
made("key_rsa_pss_pkcs8", "an RSA key for PSS signatures only", ALGORITHM, B + "rsa-pss.pem", "pkcs8-pem",
     lambda: openssl("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"))
made("key_rsa_three_primes_pkcs1", "an RSA key of three primes (RFC 8017 version 1)", ALGORITHM, B + "three-primes.pkcs1.pem",
     "pkcs1-pem", lambda: openssl("genrsa -traditional -primes 3 2048"))
three = unpem(read(B + "three-primes.pkcs1.pem"))
bad("key_rsa_three_primes_pkcs8", "the same as PKCS#8", ALGORITHM, B + "three-primes.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(three)))
bad("key_rsa_version_1_two_primes", "PKCS#1 version 1 with no further prime", ALGORITHM, B + "version-1.pkcs1.pem", "pkcs1-pem",
    pem("RSA PRIVATE KEY", pkcs1(NUMBERS, 1)))

made("key_certificate", "a self-signed certificate", "not_a_private_key", B + "certificate.pem", "certificate-pem",
     lambda: openssl(f"req -x509 -new -key {path('keys/rsa2048.pem')} -subj /CN=test -days 3650"))
bad("key_public_spki", "a public key, PEM label PUBLIC KEY", "not_a_private_key", B + "public.spki.pem", "spki-pem",
    read("keys/rsa2048.spki.pem"), OPENSSL)
bad("key_public_pkcs1", "a public key, PEM label RSA PUBLIC KEY", "not_a_private_key", B + "public.pkcs1.pem", "pkcs1-public-pem",
    openssl("rsa -RSAPublicKey_out", plain), OPENSSL)
bad("key_public_openssh", "an ssh-rsa line", "not_a_private_key", B + "public.pub", "openssh-public", read("keys/rsa2048.pub"), SSH_KEYGEN)

made("key_rsa_512", "a modulus of 512 bits", "unsupported_key_size", B + "rsa512.pem", "pkcs8-pem", genpkey(512))
made("key_rsa_1023", "a modulus of 1023 bits, one too few", "unsupported_key_size", B + "rsa1023.pem", "pkcs8-pem", genpkey(1023))
random = Stream("keys/16392 bits")
big_p, big_q = (int.from_bytes(random(1025), "big") | 1 << 8199 | 1 << 8198 | 1 for _ in range(2))
big_p, big_q = (number >> 4 | 1 for number in (big_p, big_q))
big_n = big_p * big_q
assert 16384 < big_n.bit_length() <= 16400
big = [big_n, 65537, big_n // 3, big_p, big_q, big_p // 3, big_q // 3, big_p // 5]
bad("key_rsa_over_16384", f"a modulus of {big_n.bit_length()} bits; the numbers are not a key, the size must be refused first",
    "unsupported_key_size", B + "rsa-over-16384.pem", "pkcs8-pem", pem("PRIVATE KEY", pkcs8(pkcs1(big))))

for scheme in ("PBE-SHA1-3DES", "PBE-MD5-DES"):
    made(f"key_{scheme.lower().replace('-', '_')}", "PBES1, right passphrase", "unsupported_key_encryption", B + scheme.lower() + ".pem",
         "pkcs8-encrypted-pem",
         lambda: openssl(f"pkcs8 -topk8 -v1 {scheme} -provider legacy -provider default -passout env:PASS", plain),
         passphrase=PASSPHRASE)

# Edits of encrypted PKCS#8.

aes = "keys/rsa2048.pbkdf2-sha256-aes-256-cbc.pem"
aes_der = unpem(read(aes))


def composite_key(which):
    """A key whose p or q is the product of two primes, with d, dP, dQ and qInv made as if it were prime."""
    stream = Stream("keys/composite" if which == "p" else "keys/composite-q")
    prime = lambda bits: number.getPrime(bits, randfunc=stream)
    while True:
        p, q = prime(512) * prime(512), prime(1024)
        if which == "q":
            p, q = q, p
        totient = math.lcm(p - 1, q - 1)
        if (p * q).bit_length() == 2048 and math.gcd(65537, totient) == 1 and math.gcd(p, q) == 1:
            d = pow(65537, -1, totient)
            return pem("PRIVATE KEY", pkcs8(pkcs1((p * q, 65537, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p)))))


for which in "pq":
    composite = always(f"keys/composite-{which}.pem", composite_key(which))
    line, spki, fingerprint = public_parts(composite)
    always(f"keys/composite-{which}.spki.pem", spki)
    cases.add(f"key_composite_{which}", f"{which} is no prime, but all numbers fit: read, unless the reader is asked to test the primes",
              source="made by generate/keys.py", file=f"keys/composite-{which}.pem", format="pkcs8-pem", bits=2048, passphrase=None,
              public_openssh=line, public_spki_file=f"keys/composite-{which}.spki.pem", fingerprint_sha256=fingerprint)


def edited(*edits):
    out = aes_der
    for old, new in edits:
        old, new = bytes.fromhex(old), bytes.fromhex(new)
        assert len(old) == len(new) and out.count(old) == 1
        out = out.replace(old, new)
    return pem("ENCRYPTED PRIVATE KEY", out)


ENCRYPTED = "pkcs8-encrypted-pem"
(_, scheme), (_, sealed) = split(split(aes_der)[0][1])
(_, pbes2), (_, parameters) = split(scheme)
(_, kdf), (_, cipher) = split(parameters)
(_, pbkdf2), (_, pbkdf2_parameters) = split(kdf)
(_, salt), (_, rounds), (_, prf) = split(pbkdf2_parameters)
assert int.from_bytes(rounds, "big") == 2048


def pbes2_pem(kdf, cipher, sealed):
    """`kdf` and `cipher` are the contents of their AlgorithmIdentifiers."""
    scheme = der(0x30, der(0x06, pbes2), der(0x30, der(0x30, kdf), der(0x30, cipher)))
    return pem("ENCRYPTED PRIVATE KEY", der(0x30, scheme, der(0x04, sealed)))


def with_kdf(oid, *parameters):
    return pbes2_pem(der(0x06, oid) + der(0x30, *parameters), cipher, sealed)


assert unpem(with_kdf(pbkdf2, der(0x04, salt), der(0x02, rounds), der(0x30, prf))) == aes_der
scrypt = bytes.fromhex("2b06010401da47040b")
assert scrypt in unpem(read("keys/rsa2048.scrypt-aes-256-cbc.pem"))
bad("key_unknown_cipher", "PBES2 with a cipher that nobody knows", "unsupported_key_encryption", B + "unknown-cipher.pem", ENCRYPTED,
    edited(("06096086480165030401" + "2a", "06096086480165030401" + "7f")), passphrase=PASSPHRASE)
bad("key_unknown_kdf", "PBES2 with a key derivation that nobody knows", "unsupported_key_encryption", B + "unknown-kdf.pem", ENCRYPTED,
    edited(("2a864886f70d01050c", "2a864886f70d01057f")), passphrase=PASSPHRASE)
bad("key_unknown_prf", "PBKDF2 with a hash that nobody knows", "unsupported_key_encryption", B + "unknown-prf.pem", ENCRYPTED,
    edited(("2a864886f70d0209", "2a864886f70d027f")), passphrase=PASSPHRASE)
bad("key_unknown_scheme", "an encryption scheme that is neither PBES1 nor PBES2", "unsupported_key_encryption",
    B + "unknown-scheme.pem", ENCRYPTED, edited(("2a864886f70d01050d", "2a864886f70d01057f")), passphrase=PASSPHRASE)
bad("key_pbkdf2_rounds_max", "2^31 - 1 rounds of PBKDF2: refuse before starting", "key_encryption_too_costly", B + "pbkdf2-rounds-max.pem",
    ENCRYPTED, with_kdf(pbkdf2, der(0x04, salt), integer(2**31 - 1), der(0x30, prf)), passphrase=PASSPHRASE)
bad("key_scrypt_n_2_30", "scrypt with N = 2^30, r = 8: one tebibyte of memory", "key_encryption_too_costly", B + "scrypt-n-2-30.pem",
    ENCRYPTED, with_kdf(scrypt, der(0x04, salt), integer(2**30), integer(8), integer(1)), passphrase=PASSPHRASE)
bad("key_scrypt_p_2_24", "scrypt with N = 16384, r = 8, p = 2^24", "key_encryption_too_costly", B + "scrypt-p-2-24.pem",
    ENCRYPTED, with_kdf(scrypt, der(0x04, salt), integer(2**14), integer(8), integer(2**24)), passphrase=PASSPHRASE)

# Passphrases.

for label, name, passphrase in (
        ("pbkdf2", aes, "correct horse batter"), ("scrypt", "keys/rsa2048.scrypt-aes-256-cbc.pem", "correct horse battery "),
        ("des3", "keys/rsa2048.pbkdf2-sha1-des3.pem", "Correct horse battery"), ("empty_given", aes, ""),
        ("empty_wanted", "keys/rsa2048.empty-passphrase.pem", PASSPHRASE),
        ("utf8", "keys/rsa2048.utf8-passphrase.pem", "passwörd ✓ 密码"),
        ("gcm", "corpus/keys/py-pkcs8-sha512-aes256gcm.pem", "correct horse batteryx")):
    bad(f"key_wrong_passphrase_{label}", "encrypted, another passphrase given", "wrong_passphrase", name, ENCRYPTED,
        source=OPENSSL if label != "gcm" else "from corpus/", passphrase=passphrase)
for number in range(10000):
    wrong = f"wrong {number}"
    secret = hashlib.pbkdf2_hmac("sha256", wrong.encode(), salt, 2048, 32)
    last = AES.new(secret, AES.MODE_CBC, iv=sealed[-32:-16]).decrypt(sealed[-16:])
    if last.endswith(b"\x01"):
        break
bad("key_wrong_passphrase_good_padding", "this wrong passphrase decrypts to valid padding around bytes that are no key",
    "wrong_passphrase", aes, ENCRYPTED, source=OPENSSL, passphrase=wrong)
bad("key_encrypted_ciphertext_changed", "right passphrase, first ciphertext byte changed: not told from a wrong passphrase",
    "wrong_passphrase", B + "ciphertext-changed.pem", ENCRYPTED,
    pem("ENCRYPTED PRIVATE KEY", aes_der.replace(sealed, flip(sealed, 0))), passphrase=PASSPHRASE)
for label, name in (("pbkdf2", aes), ("scrypt", "keys/rsa2048.scrypt-aes-256-cbc.pem"),
                    ("empty_wanted", "keys/rsa2048.empty-passphrase.pem"), ("der", "keys/rsa2048.pbkdf2-sha256-aes-256-cbc.der")):
    bad(f"key_passphrase_required_{label}", "encrypted, no passphrase given", "passphrase_required", name,
        "pkcs8-encrypted-der" if label == "der" else ENCRYPTED, source=OPENSSL)

# PBES2 made by hand.

HAND = "made by generate/keys.py with python3-cryptography"
pbes2_random = Stream("keys/PBES2")
AES_256_CBC = split(cipher)[0][1]
AES_256_GCM = bytes.fromhex("60864801650304012e")


def pbkdf2_sha256(salt, *key_bytes):
    return der(0x06, pbkdf2) + der(0x30, der(0x04, salt), integer(2048), *key_bytes, der(0x30, prf))


def derived(salt, passphrase):
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, 2048).derive(passphrase.encode())


def cbc_sealed(secret, iv):
    """plain_der in AES-256-CBC with padding."""
    pad = 16 - len(plain_der) % 16
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(iv)).encryptor()
    return encryptor.update(plain_der + bytes([pad]) * pad) + encryptor.finalize()


# The same ciphertext with the key's length in the parameters.
always("keys/rsa2048.pbkdf2-key-length.pem", pbes2_pem(pbkdf2_sha256(salt, integer(32)), cipher, sealed))
good("key_rsa2048_pbkdf2_key_length", "PBKDF2 with keyLength 32, as AES-256 needs it", "keys/rsa2048.pbkdf2-key-length.pem", ENCRYPTED,
     source=EDITED, passphrase=PASSPHRASE)
for size in (0, 16, 33):
    bad(f"key_pbkdf2_key_length_{size}", f"PBKDF2 with keyLength {size}, but AES-256 needs 32", DAMAGED, B + f"pbkdf2-key-length-{size}.pem",
        ENCRYPTED, pbes2_pem(pbkdf2_sha256(salt, integer(size)), cipher, sealed), passphrase=PASSPHRASE)
(_, scrypt_scheme), (_, scrypt_sealed) = split(split(unpem(read("keys/rsa2048.scrypt-aes-256-cbc.pem")))[0][1])
(_, scrypt_kdf), (_, scrypt_cipher) = split(split(scrypt_scheme)[1][1])
scrypt_numbers = [der(tag, body) for tag, body in split(split(scrypt_kdf)[1][1])][:4]
for size in (32, 16):
    name = "keys/rsa2048.scrypt-key-length.pem" if size == 32 else B + "scrypt-key-length-16.pem"
    always(name, pbes2_pem(der(0x06, scrypt) + der(0x30, *scrypt_numbers, integer(size)), scrypt_cipher, scrypt_sealed))
good("key_rsa2048_scrypt_key_length", "scrypt with keyLength 32, as AES-256 needs it", "keys/rsa2048.scrypt-key-length.pem", ENCRYPTED,
     source=EDITED, passphrase=PASSPHRASE)
bad("key_scrypt_key_length_16", "scrypt with keyLength 16, but AES-256 needs 32", DAMAGED, B + "scrypt-key-length-16.pem", ENCRYPTED,
    passphrase=PASSPHRASE)

# AES-256-GCM.

gcm_salt, gcm_nonce = pbes2_random(16), pbes2_random(12)
gcm_sealed = AESGCM(derived(gcm_salt, PASSPHRASE)).encrypt(gcm_nonce, plain_der, None)


def gcm_pem(parameters, sealed=gcm_sealed):
    return pbes2_pem(pbkdf2_sha256(gcm_salt), der(0x06, AES_256_GCM) + parameters, sealed)


for id, comment, name, parameters in (
        ("sequence", "the parameters are RFC 5084's sequence of nonce and icvlen 16", "keys/rsa2048.gcm-sequence.pem",
         der(0x30, der(0x04, gcm_nonce), integer(16))),
        ("octets", "the parameter is the bare nonce", "keys/rsa2048.gcm-octets.pem", der(0x04, gcm_nonce))):
    always(name, gcm_pem(parameters))
    good(f"key_rsa2048_gcm_{id}", f"PBES2 with AES-256-GCM: {comment}; the tag follows the ciphertext", name, ENCRYPTED, source=HAND,
         passphrase=PASSPHRASE, opened=open_gcm(name))
for id, comment, icvlen in (("icvlen_12", "icvlen 12", [integer(12)]), ("icvlen_absent", "no icvlen, which means 12", [])):
    bad(f"key_gcm_{id}", f"AES-256-GCM with {comment}: a tag of 12 bytes; a reader of such tags may accept it", NO_SUPPORT,
        B + f"gcm-{id.replace('_', '-')}.pem", ENCRYPTED, gcm_pem(der(0x30, der(0x04, gcm_nonce), *icvlen), gcm_sealed[:-4]), HAND,
        PASSPHRASE)
    assert open_gcm(B + f"gcm-{id.replace('_', '-')}.pem") == plain_der
gcm_sequence = der(0x30, der(0x04, gcm_nonce), integer(16))
for id, comment, expect, parameters, data in (
        ("ciphertext_changed", "one bit of the ciphertext changed: not told from a wrong passphrase", "wrong_passphrase", gcm_sequence,
         flip(gcm_sealed, 100)),
        ("tag_changed", "one bit of the tag changed: not told from a wrong passphrase", "wrong_passphrase", gcm_sequence,
         flip(gcm_sealed, 8 * len(gcm_sealed) - 1)),
        ("nonce_empty", "the nonce is empty", DAMAGED, der(0x30, der(0x04), integer(16)), gcm_sealed),
        ("ciphertext_short", "15 bytes of ciphertext, less than a tag", DAMAGED, gcm_sequence, gcm_sealed[:15])):
    bad(f"key_gcm_{id}", f"AES-256-GCM: {comment}", expect, B + f"gcm-{id.replace('_', '-')}.pem", ENCRYPTED, gcm_pem(parameters, data),
        HAND, PASSPHRASE)

# scrypt's and PBKDF2's numbers.


def scrypt_pem(n, r, p):
    """A file that opens, if the reader takes its numbers."""
    salt, iv = pbes2_random(16), pbes2_random(16)

    def make():
        secret = hashlib.scrypt(PASSPHRASE.encode(), salt=salt, n=n, r=r, p=p, dklen=32, maxmem=1 << 30)
        return pbes2_pem(der(0x06, scrypt) + der(0x30, der(0x04, salt), integer(n), integer(r), integer(p)),
                         der(0x06, AES_256_CBC) + der(0x04, iv), cbc_sealed(secret, iv))
    return make


for id, comment, expect, numbers in (
        ("n_2_21_r_2", "scrypt with N = 2^21, r = 2, p = 1: 512 MiB of memory, twice the limit; a reader with a higher limit may accept it",
         COSTLY, (2**21, 2, 1)),
        ("p_1025", "scrypt with p = 1025 and N = 2, r = 1; a reader that takes such a p may accept it", NO_SUPPORT, (2, 1, 1025)),
        ("r_257", "scrypt with r = 257 and N = 2, p = 1; a reader that takes such an r may accept it", NO_SUPPORT, (2, 257, 1))):
    name = B + f"scrypt-{id.replace('_', '-')}.pem"
    made(f"key_scrypt_{id}", comment, expect, name, ENCRYPTED, scrypt_pem(*numbers), HAND, PASSPHRASE)
    if expect != COSTLY:
        assert RSA.import_key(read(name), PASSPHRASE).d == D
for id, comment, n in (("n_16385", "N = 16385, no power of two", 16385), ("n_1", "N = 1", 1), ("n_0", "N = 0", 0)):
    bad(f"key_scrypt_{id}", f"scrypt with {comment}", DAMAGED, B + f"scrypt-{id.replace('_', '-')}.pem", ENCRYPTED,
        with_kdf(scrypt, der(0x04, salt), integer(n), integer(8), integer(1)), passphrase=PASSPHRASE)
for id, comment, count in (("0", "no rounds", integer(0)), ("negative", "-1 rounds", der(0x02, b"\xff"))):
    bad(f"key_pbkdf2_rounds_{id}", f"PBKDF2 with {comment}", DAMAGED, B + f"pbkdf2-rounds-{id}.pem", ENCRYPTED,
        with_kdf(pbkdf2, der(0x04, salt), count, der(0x30, prf)), passphrase=PASSPHRASE)

# AES-CBC's IV and ciphertext.

for size in (0, 8, 17):
    iv = (split(cipher)[1][1] + b"\0")[:size]
    bad(f"key_cbc_iv_{size}", f"AES-256-CBC with an IV of {size} bytes", DAMAGED, B + f"cbc-iv-{size}.pem", ENCRYPTED,
        pbes2_pem(kdf, der(0x06, AES_256_CBC) + der(0x04, iv), sealed), passphrase=PASSPHRASE)
for id, comment, data in (("odd", "the last byte of the ciphertext is missing: no whole blocks", sealed[:-1]),
                          ("empty", "no ciphertext", b"")):
    bad(f"key_cbc_ciphertext_{id}", f"AES-256-CBC: {comment}", DAMAGED, B + f"cbc-ciphertext-{id}.pem", ENCRYPTED,
        pbes2_pem(kdf, cipher, data), passphrase=PASSPHRASE)

# A long passphrase. PyCryptodome reads it; OpenSSL's programs stop at 1023 bytes.

long_passphrase = Stream("keys/long passphrase").text(4096).decode()
long_salt, long_iv = pbes2_random(16), pbes2_random(16)
long_pem = always("keys/rsa2048.passphrase-4096.pem",
                  pbes2_pem(pbkdf2_sha256(long_salt), der(0x06, AES_256_CBC) + der(0x04, long_iv),
                            cbc_sealed(derived(long_salt, long_passphrase), long_iv)))
good("key_rsa2048_passphrase_4096", "a passphrase of 4096 bytes", "keys/rsa2048.passphrase-4096.pem", ENCRYPTED, source=HAND,
     passphrase=long_passphrase, opened=RSA.import_key(long_pem, long_passphrase).export_key("DER"))

# Other texts around the key, and other spellings of it.

certificate = read(B + "certificate.pem")
cut = certificate[:len(certificate) // 2]
always("keys/rsa2048.cut-block-after.pem", plain + cut + b"\n")
good("key_rsa2048_cut_block_after", "a certificate without its END line after the key", "keys/rsa2048.cut-block-after.pem", "pkcs8-pem",
     source=EDITED)
always("keys/rsa2048.cut-block-before.pem", cut + b"\n" + plain)
good("key_rsa2048_cut_block_before", "a certificate without its END line before the key", "keys/rsa2048.cut-block-before.pem", "pkcs8-pem",
     source=EDITED, opened=read("keys/rsa2048.cut-block-before.pem").removeprefix(cut + b"\n"))
for id, comment, spellings in (
        ("php", "a JSON string as PHP writes it: \\/ for each /", {"/": "\\/"}),
        ("net", "a JSON string with \\u002B for each + as .NET writes it, and \\u002F and \\u003D for / and =",
         {"+": "\\u002B", "/": "\\u002F", "=": "\\u003D"})):
    spelled = json.dumps(plain.decode())
    for character, spelling in spellings.items():
        assert character in spelled
        spelled = spelled.replace(character, spelling)
    always(f"keys/rsa2048.json-{id}.txt", spelled.encode())
    assert json.loads(spelled).encode() == plain
    good(f"key_rsa2048_json_{id}", comment, f"keys/rsa2048.json-{id}.txt", "pkcs8-pem", source=EDITED, opened=plain)
RSA_OID = split(split(RSA_ALGORITHM)[0][1])[0][1]
always("keys/rsa2048.no-parameters.pem", pem("PRIVATE KEY", pkcs8(trad_der, algorithm=der(0x30, der(0x06, RSA_OID)))))
good("key_rsa2048_no_parameters", "rsaEncryption without its NULL", "keys/rsa2048.no-parameters.pem", "pkcs8-pem", source=EDITED)
bad("key_algorithm_parameters", "rsaEncryption with the number 0 in place of NULL", DAMAGED, B + "algorithm-parameters.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(trad_der, algorithm=der(0x30, der(0x06, RSA_OID), integer(0)))))

# Damaged DER.

bad("key_der_truncated", "the last byte is missing", "malformed_key", B + "truncated.der", "pkcs8-der", plain_der[:-1])
bad("key_der_half", "the second half is missing", "malformed_key", B + "half.der", "pkcs8-der", plain_der[:len(plain_der) // 2])
bad("key_pem_der_truncated", "well-formed PEM around DER whose last 30 bytes are missing", "malformed_key", B + "truncated.pem",
    "pkcs8-pem", pem("PRIVATE KEY", plain_der[:-30]))
bad("key_pkcs1_der_truncated", "PKCS#1 DER whose last byte is missing", "malformed_key", B + "truncated.pkcs1.der", "pkcs1-der", trad_der[:-1])
bad("key_der_trailing", "bytes after the DER", "malformed_key", B + "trailing.der", "pkcs8-der", plain_der + b"trailing")
bad("key_pkcs1_der_trailing", "bytes after the DER", "malformed_key", B + "trailing.pkcs1.der", "pkcs1-der", trad_der + b"\0")
bad("key_pem_der_trailing", "bytes after the DER inside the PEM block", "malformed_key", B + "trailing.pem", "pkcs8-pem",
    pem("PRIVATE KEY", plain_der + bytes(3)))
bad("key_inner_der_trailing", "bytes after the PKCS#1 structure inside PKCS#8", "malformed_key", B + "inner-trailing.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(trad_der + bytes(2))))
bad("key_pem_no_body", "BEGIN and END with nothing between", "malformed_key", B + "no-body.pem", "pkcs8-pem",
    b"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")
bad("key_pem_body_not_base64", "an exclamation mark in the PEM body", "malformed_key", B + "not-base64.pem", "pkcs8-pem",
    plain[:100] + b"!" + plain[101:])
bad("key_pkcs8_version_5", "PKCS#8 version 5", "malformed_key", B + "pkcs8-version-5.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(trad_der, 5)))
bad("key_pkcs1_version_2", "PKCS#1 version 2", "malformed_key", B + "pkcs1-version-2.pem", "pkcs1-pem",
    pem("RSA PRIVATE KEY", pkcs1(NUMBERS, 2)))
bad("key_negative_modulus", "the modulus without its leading zero byte is negative", "malformed_key", B + "negative-n.pem", "pkcs1-pem",
    pem("RSA PRIVATE KEY", der(0x30, integer(0), der(0x02, N.to_bytes(256, "big")), *(integer(x) for x in NUMBERS[1:]))))
bad("key_qinv_missing", "PKCS#1 without its last number", "malformed_key", B + "no-qinv.pem", "pkcs1-pem",
    pem("RSA PRIVATE KEY", pkcs1(NUMBERS[:-1])))

# Numbers that do not fit each other.

for index, label in enumerate(("n", "e", "d", "p", "q", "dp", "dq", "qinv")):
    wrong = list(NUMBERS)
    wrong[index] ^= 2
    bad(f"key_inconsistent_{label}", f"one bit of {label} changed", "inconsistent_key", B + f"inconsistent-{label}.pem", "pkcs8-pem",
        pem("PRIVATE KEY", pkcs8(pkcs1(wrong))))
bad("key_inconsistent_n_pkcs1", "one bit of n changed, PKCS#1", "inconsistent_key", B + "inconsistent-n.pkcs1.pem", "pkcs1-pem",
    pem("RSA PRIVATE KEY", pkcs1([N ^ 1 << 1000, *NUMBERS[1:]])))
bad("key_p_q_swapped", "p and q exchanged, dp, dq and qinv not", "inconsistent_key", B + "p-q-swapped.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(pkcs1([N, E_, D, Q, P, DP, DQ, QINV]))))
bad("key_p_is_1", "p = 1, q = n", "inconsistent_key", B + "p-is-1.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(pkcs1([N, E_, D, 1, N, 0, DQ, QINV]))))
bad("key_d_zero", "d = 0", "inconsistent_key", B + "d-zero.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(pkcs1([N, E_, 0, P, Q, DP, DQ, QINV]))))


def relations(n, e, d, p, q, dp, dq, qinv):
    """Which of the relations between the numbers do not hold."""
    holds = {"n": p * q == n, "d_dp": d % (p - 1) == dp % (p - 1), "d_dq": d % (q - 1) == dq % (q - 1), "e_dp": e * dp % (p - 1) == 1,
             "e_dq": e * dq % (q - 1) == 1, "qinv": qinv * q % p == 1, "dp_range": dp < p - 1, "dq_range": dq < q - 1,
             "qinv_range": qinv < p, "distinct": p != q}
    return {name for name, held in holds.items() if not held}


assert relations(*NUMBERS) == set()
d_mod_q, d_mod_p = D + (Q - 1), D + (P - 1)  # each differs from d by one prime's order only
equal_d = pow(E_, -1, P - 1)
for id, comment, broken, numbers in (
        ("d_not_dp", "d does not give dp, and nothing else is wrong", {"d_dp"}, [N, E_, d_mod_q, P, Q, DP, DQ, QINV]),
        ("d_not_dq", "d does not give dq, and nothing else is wrong", {"d_dq"}, [N, E_, d_mod_p, P, Q, DP, DQ, QINV]),
        ("e_dp", "d gives dp, but dp is no inverse of e", {"e_dp"}, [N, E_, d_mod_q, P, Q, d_mod_q % (P - 1), DQ, QINV]),
        ("e_dq", "d gives dq, but dq is no inverse of e", {"e_dq"}, [N, E_, d_mod_p, P, Q, DP, d_mod_p % (Q - 1), QINV]),
        ("dp_range", "p - 1 added to dp", {"dp_range"}, [N, E_, D, P, Q, DP + P - 1, DQ, QINV]),
        ("dq_range", "q - 1 added to dq", {"dq_range"}, [N, E_, D, P, Q, DP, DQ + Q - 1, QINV]),
        ("qinv_range", "p added to qinv", {"qinv_range"}, [N, E_, D, P, Q, DP, DQ, QINV + P]),
        ("p_equals_q", "p = q; there can be no qinv", {"distinct", "qinv"}, [P * P, E_, equal_d, P, P, equal_d, equal_d, QINV])):
    assert relations(*numbers) == broken and numbers[0].bit_length() == 2048, id
    bad(f"key_inconsistent_{id}", comment, "inconsistent_key", B + f"inconsistent-{id.replace('_', '-')}.pem", "pkcs8-pem",
        pem("PRIVATE KEY", pkcs8(pkcs1(numbers))))
bad("key_exponent_1", "e = 1 with a fitting d = 1", "unsupported_public_exponent", B + "e-1.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(pkcs1([N, 1, 1, P, Q, 1, 1, QINV]))))
bad("key_exponent_even", "e = 65536", "unsupported_public_exponent", B + "e-even.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(pkcs1([N, 65536, *NUMBERS[2:]]))))
bad("key_exponent_0", "e = 0", "unsupported_public_exponent", B + "e-0.pem", "pkcs8-pem",
    pem("PRIVATE KEY", pkcs8(pkcs1([N, 0, *NUMBERS[2:]]))))

# Not a key file.

begin, body, end = plain.split(b"\n", 1)[0], plain.split(b"\n", 1)[1].rsplit(b"\n", 2)[0], plain.rsplit(b"\n", 2)[1]
bad("key_no_begin_line", "the BEGIN line is missing", JUNK, B + "no-begin.pem", "other", body + b"\n" + end + b"\n")
bad("key_no_end_line", "the END line is missing", "malformed_key", B + "no-end.pem", "other", begin + b"\n" + body + b"\n")
bad("key_labels_differ", "the END line has another label", "malformed_key", B + "labels-differ.pem", "other",
    begin + b"\n" + body + b"\n-----END RSA PRIVATE KEY-----\n")
bad("key_base64_only", "the body without its BEGIN and END lines", JUNK, B + "base64-only.txt", "other", body + b"\n")
bad("key_empty", "an empty file", JUNK, B + "empty.pem", "other", b"")
bad("key_blank", "line feeds and blanks", JUNK, B + "blank.pem", "other", b" \n\n\t\n")
bad("key_html", "a web page saved in place of the key", JUNK, B + "page.html", "other",
    b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>Please sign in.</p></body></html>\n")
bad("key_binary_junk", "random bytes, the first of them 89", JUNK, B + "junk.bin", "other", b"\x89" + Stream("keys/junk")(255))
bad("key_utf16", "the PEM file saved as UTF-16", JUNK, B + "utf16.pem", "other", b"\xff\xfe" + plain.decode().encode("utf-16-le"))
bad("key_file_name", "the key file's name in place of its content", JUNK, B + "file-name.txt", "other", b"me.pem")
bad("key_json", "an encrypted response given in place of the key", JUNK, B + "response.json", "other",
    b'{"encryptedSharedKey": "", "encryptedMessageData": {"encryptedMessage": "", "tag": "", "nonce": ""}}\n')

# Further formats, one program each. They add their cases to the list.

import keys_traditional
import keys_openssh
import keys_putty
import keys_jwk
import keys_other
import keys_changed

cases.write("keys.json")
