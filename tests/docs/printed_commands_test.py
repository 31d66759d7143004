#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every command that a message prints works as printed.

Usage: printed_commands_test.py ROOT SNAPSEAL

The commands are looked for in the string literals of the source, so that a new one without a test here is found. Each
is run in a terminal of its own, with OLD for the file that was refused, and what it makes must be read.
"""
import gzip
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import Terminal

root, snapseal = pathlib.Path(sys.argv[1]).resolve(), os.path.abspath(sys.argv[2])
vectors = root / "vectors"
PASSPHRASE = "correct horse battery"
faults = []


# The literals.

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((.*?)\)"|"((?:[^"\\\n]|\\.)*)"|\'(?:[^\'\\]|\\.)+\'|(\s+)|(.)', re.DOTALL)


def literals(path):
    """The string literals of a source file; those that stand side by side are one."""
    found, joined = [], None
    for raw, plain, blank, other in TOKEN.findall(path.read_text(encoding="utf-8")):
        if raw or plain:
            joined = (joined or "") + (raw or plain.replace('\\"', '"').replace("\\n", "\n"))
        elif other and joined is not None:
            found.append(joined)
            joined = None
    return found + ([joined] if joined else [])


texts = [(path.relative_to(root), text) for folder in ("src", "include") for path in sorted((root / folder).rglob("*.?pp"))
         for text in literals(path)]


# The commands. What makes the file OLD, what is asked about it, and what the new file is.

def vector(name):
    return lambda folder: shutil.copyfile(vectors / name, folder / "OLD")


def made(command, *files):
    """OLD is what a command of the shell prints or writes."""
    def make(folder):
        for name in files:
            shutil.copyfile(vectors / name, folder / pathlib.Path(name).name)
        subprocess.run(["sh", "-ec", command], cwd=folder, env={**os.environ, "PASS": PASSPHRASE}, capture_output=True, check=True)
    return make


def zipped(folder):
    (folder / "OLD").write_bytes(gzip.compress((vectors / "keys/rsa2048.pem").read_bytes()))


def putty_version_1(folder):
    """What PuTTY wrote before 2003: a hash in place of the MAC."""
    lines = (vectors / "keys/rsa2048.putty-v2.ppk").read_text().splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith("Private-Lines"))
    import base64
    blob = base64.b64decode("".join(lines[begin + 1:-1]))
    lines[0] = lines[0].replace("-2:", "-1:")
    lines[-1] = "Private-Hash: " + hashlib.sha1(blob).hexdigest()
    (folder / "OLD").write_text("\n".join(lines) + "\n")


PRIVATE, PUBLIC, CERTIFICATES, OTHER_KEY = "private", "public", "certificates", "another key"
PKCS8 = "openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in OLD -out NEW"
PKCS12 = "openssl pkcs12 -legacy -in OLD -nocerts -aes256 -out NEW"
KEYTOOL_P12 = "openssl pkcs12 -in NEW.p12 -nocerts -out NEW"
JKS = "keytool -importkeystore -srckeystore OLD -destkeystore NEW.p12 -deststoretype PKCS12"
JCEKS = "keytool -importkeystore -srckeystore OLD -srcstoretype JCEKS -destkeystore NEW.p12 -deststoretype PKCS12"
KEY = "keys/rsa2048.pem"


def encrypted(options):
    return made(f"openssl {options} -provider legacy -provider default -in rsa2048.pem -passout env:PASS -out OLD", KEY)


COMMANDS = [  # (commands, what makes OLD, what NEW is)
    ([PKCS8], vector("keys/bad/pbe-sha1-3des.pem"), PRIVATE),
    ([PKCS8], vector("keys/bad/pbe-md5-des.pem"), PRIVATE),
    ([PKCS8], encrypted("pkcs8 -topk8 -v1 PBE-SHA1-RC4-128"), PRIVATE),
    ([PKCS8], encrypted("pkcs8 -topk8 -v2 des"), PRIVATE),
    ([PKCS8], encrypted("pkcs8 -topk8 -v2 rc2"), PRIVATE),
    ([PKCS8], encrypted("pkcs8 -topk8 -v2 aria-256-cbc"), PRIVATE),
    ([PKCS8], encrypted("rsa -traditional -des"), PRIVATE),
    ([PKCS12], vector("keys/bad/key.p12"), PRIVATE),
    ([PKCS12], vector("keys/bad/key-ber.p12"), PRIVATE),
    ([PKCS12], made("openssl pkcs12 -export -legacy -inkey rsa2048.pem -in certificate.pem -passout env:PASS -out OLD", KEY,
                    "keys/bad/certificate.pem"), PRIVATE),
    ([JKS, KEYTOOL_P12], vector("keys/bad/key.jks"), PRIVATE),
    ([JCEKS, KEYTOOL_P12], vector("keys/bad/key.jceks"), PRIVATE),
    (["dropbearconvert dropbear openssh OLD NEW"], vector("keys/bad/key.dropbear"), PRIVATE),
    (["openssl rsa -provider legacy -provider default -inform PVK -in OLD -out NEW"], vector("keys/bad/key.pvk"), PRIVATE),
    (["openssl rsa -provider legacy -provider default -inform PVK -in OLD -out NEW"], encrypted("rsa -outform PVK -pvk-strong"), PRIVATE),
    (["openssl rsa -inform MSBLOB -in OLD -out NEW"], vector("keys/bad/key.msblob"), PRIVATE),
    (["ssh-keygen -i -f OLD > NEW"], vector("keys/bad/sshcom"), PRIVATE),
    (["puttygen OLD -O private-openssh -o NEW"], putty_version_1, PRIVATE),
    (["jq '.keys[0]' OLD > NEW"], vector("keys/bad/jwk-set-two.json"), PRIVATE),
    (["iconv -f UTF-16 -t UTF-8 OLD > NEW"], vector("keys/bad/utf16.pem"), PRIVATE),
    (["iconv -f UTF-16 -t UTF-8 OLD > NEW"], vector("keys/bad/utf16-be.pem"), PRIVATE),
    (["iconv -f UTF-16LE -t UTF-8 OLD > NEW"], vector("keys/bad/utf16-le-no-bom.pem"), PRIVATE),
    (["iconv -f UTF-16BE -t UTF-8 OLD > NEW"], vector("keys/bad/utf16-be-no-bom.pem"), PRIVATE),
    (["gunzip < OLD > NEW"], zipped, PRIVATE),
    (["ssh-keygen -t rsa -f NEW"], vector("corpus/keys/bad-ed25519-ossh-enc"), OTHER_KEY),
    (["puttygen -t rsa -o NEW"], made("puttygen -t ed25519 -o OLD --new-passphrase /dev/null -q"), OTHER_KEY),
    (["ssh-keygen -i -f OLD > NEW"], made("ssh-keygen -e -f rsa2048.pub > OLD", "keys/rsa2048.pub"), PUBLIC),
    (["openssl rsa -RSAPublicKey_in -in OLD -pubout -out NEW"], vector("keys/bad/public.pkcs1.pem"), PUBLIC),
    (["openssl rsa -RSAPublicKey_in -inform DER -in OLD -pubout -out NEW"],
     made("openssl rsa -RSAPublicKey_out -in rsa2048.pem -outform DER -out OLD", KEY), PUBLIC),
    (["openssl x509 -pubkey -noout -in OLD -out NEW"], vector("keys/bad/certificate.pem"), PUBLIC),
    (["openssl x509 -inform DER -pubkey -noout -in OLD -out NEW"],
     made("openssl x509 -in certificate.pem -outform DER -out OLD", "keys/bad/certificate.pem"), PUBLIC),
    (["openssl rsa -pubin -inform MSBLOB -in OLD -pubout -out NEW"], vector("keys/bad/public.msblob"), PUBLIC),
    (["openssl pkcs7 -inform DER -print_certs -in OLD -out NEW"],
     made("openssl pkcs7 -in certificate.p7b -outform DER -out OLD", "keys/bad/certificate.p7b"), CERTIFICATES),
    (["dropbearkey -y -f OLD"], vector("keys/bad/key.dropbear"), "printed"),
]
# What only a token can run: here it is seen that the programs know each option. tests/pkcs11 has tokens.
TOKEN_COMMANDS = [
    "p11tool --list-tokens", "p11tool --login --list-privkeys", "pkcs11-tool --change-pin", "pkcs11-tool --init-pin",
    "pkcs11-tool --list-mechanisms", "pkcs11-tool --list-objects", "pkcs11-tool --list-slots", "pkcs11-tool --login --list-objects",
    "pkcs11-tool --unlock-pin", "pkcs11-tool --write-object FILE --type pubkey --id ID"]
# What the program's help and `request` say; tests/cli runs all but the versions.
TEXTS_OF_THE_PROGRAM = ["ssh-keygen -l", "chmod 600", "curl --", "curl 7.76", "curl 7.88"]
# tests/cli/decrypt.txt runs the first.
TEXTS_OF_THE_LIBRARY = ["jq -r .", "compile with -std=c++20"]


# None is forgotten.

SIGNS = re.compile(r"\b(?:openssl [a-z0-9]+|(?:ssh-keygen|puttygen|keytool|dropbearkey|iconv|gunzip|base64|gpg|curl|certutil|pk12util|chmod) [-<0-9]"
                   r"|jq '|dropbearconvert [a-z]+) ?")
OPTION = re.compile(r"(?<=[\w.']) --?[A-Za-z]")
CMAKE_OPTION = re.compile(r"-D(SNAPSEAL_\w+)=ON")
options_of_build = "".join((root / name).read_text() for name in ("CMakeLists.txt", "src/CMakeLists.txt"))
known = sorted({command for commands, _, _ in COMMANDS for command in commands} | set(TOKEN_COMMANDS), key=len, reverse=True)
used = set()
for path, text in texts:
    is_program = path.parts[:2] in (("src", "cli"), ("src", "sandbox"))
    rest = text
    for command in known + (TEXTS_OF_THE_PROGRAM if is_program else TEXTS_OF_THE_LIBRARY):
        if command in rest:
            used.add(command)
            rest = rest.replace(command, "")
    for option in CMAKE_OPTION.findall(rest):
        if not re.search(rf"\b{option}\b", options_of_build):
            faults.append(f"{path}: no such option of the build: {option}")
    rest = CMAKE_OPTION.sub("", rest)
    if SIGNS.search(rest) or not is_program and OPTION.search(rest):
        faults.append(f"{path}: a command that no test runs: {text!r}")
    if not is_program:
        for word in re.findall(r"(?:with|run) snapseal ([a-z]+)", text):
            if subprocess.run([snapseal, word, "--help"], capture_output=True, check=False).returncode:
                faults.append(f"{path}: no such command: snapseal {word}")
faults += [f"no message prints it any more: {command}" for command in known + TEXTS_OF_THE_PROGRAM + TEXTS_OF_THE_LIBRARY if command not in used]
for command in TOKEN_COMMANDS:
    program, *options = re.findall(r"^\S+|--[a-z-]+", command)
    if shutil.which(program):
        help_of_program = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)
        for option in options:
            if not re.search(rf"{option}\b", help_of_program.stdout + help_of_program.stderr):
                faults.append(f"{command}: {program} knows no {option}")


# Each does what it is for.

def in_terminal(command, folder):
    """Runs a command in a terminal, where each question is answered with the passphrase: (status, what was shown)."""
    terminal = Terminal()
    process = terminal.start(["sh", "-c", command], cwd=folder)

    def answer(is_quiet):
        if is_quiet and process.poll() is None and re.search(rb"[:?] *$", terminal.shown):
            terminal.type(PASSPHRASE.encode() + b"\n")
            terminal.shown += b"\n"

    status = terminal.follow(process, answer, patience=120, quiet=0.2)
    terminal.close()
    return status, terminal.shown.decode("utf-8", "replace")


def run_snapseal(folder, *arguments):
    return subprocess.run([snapseal, *arguments], cwd=folder, input=b"text", capture_output=True, check=False)


wanted = json.loads(run_snapseal(root, "key", "inspect", "--json", str(vectors / "keys/rsa2048.pem")).stdout)["fingerprint_sha256"]
missing, ran = set(), 0
for commands, make, kind in COMMANDS:
    programs = {command.split()[0] for command in commands}
    absent = {program for program in programs | ({"puttygen"} if "puttygen" in commands[0] else set()) if shutil.which(program) is None}
    if absent:
        missing |= absent
        continue
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make(folder)
        os.chmod(folder / "OLD", 0o600)
        (folder / "pass").write_text(PASSPHRASE + "\n")
        asked = ("pubkey", "--key", "OLD", "--passphrase-file", "pass") if kind in (PRIVATE, OTHER_KEY) else ("encrypt", "--to", "OLD")
        told = run_snapseal(folder, *asked).stderr.decode()
        for command in commands:
            if command not in told:
                faults.append(f"not told of this file: {command}: {told!r}")
            status, shown = in_terminal(command, folder)
            if status:
                faults.append(f"{command}: status {status}: {shown!r}")
        ran += len(commands)
        if kind == CERTIFICATES:
            good = "BEGIN CERTIFICATE" in (folder / "NEW").read_text()
        elif kind == "printed":
            good = (vectors / "keys/rsa2048.pub").read_text().split()[1] in shown
        elif kind == OTHER_KEY:
            good = run_snapseal(folder, "pubkey", "--key", "NEW", "--passphrase-file", "pass").returncode == 0
        else:
            found = run_snapseal(folder, "key", "inspect", "--json", "--passphrase-file", "pass", "NEW")
            good = found.returncode == 0 and json.loads(found.stdout)["fingerprint_sha256"] == wanted
            good = good and json.loads(found.stdout)["kind"] == kind
        if not good:
            faults.append(f"{commands[-1]}: what it made is not the key")

print(f"{ran} commands run, {len(known)} different ones in the source")
if missing:
    print("not run, since these programs are not installed: " + ", ".join(sorted(missing)))
    if os.environ.get("SNAPSEAL_REQUIRE_PEERS"):
        faults.append("a command was not run")
if ran < 20:
    faults.append("too few commands were run")
sys.exit("\n".join(dict.fromkeys(faults)) or 0)
