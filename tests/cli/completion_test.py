#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Completion in the shells themselves: bash and zsh on a terminal, where keys are pressed, and fish, which tells what it offers."""

import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
SHELLS = ("bash", "zsh", "fish")
missing = [shell for shell in SHELLS if shutil.which(shell) is None]
if missing:
    print("not there: " + ", ".join(missing))
    sys.exit(1 if os.environ.get("SNAPSEAL_REQUIRE_PEERS") else 77)

FILES = ("me.pem", "me.pem.pub", "my file.json", "response.json", "quartz.txt")
SECONDS = 20


class Terminal:
    """A shell on a terminal, in a folder with FILES."""

    ALL = {"bash": "\x1b*", "zsh": "\x18*"}  # keys that put everything that is offered into the line

    def __init__(self, shell, folder, script):
        self.shell = shell
        words, setup = {
            "bash": (["bash", "--norc", "--noprofile", "-i"],
                     ["bind 'set enable-bracketed-paste off'", "bind 'set bell-style none'", "set +o history", f"source {script}"]),
            "zsh": (["zsh", "-f", "-i"],
                    ["bindkey -e", "unsetopt prompt_sp prompt_cr beep zle_bracketed_paste 2> /dev/null; unset zle_bracketed_paste",
                     f"fpath=({folder}/zfunc $fpath); autoload -Uz compinit; compinit -u -D",
                     "zle -C all-matches complete-word _generic; bindkey '^X*' all-matches",
                     "zstyle ':completion:all-matches::::' completer _all_matches _complete; zstyle ':completion:all-matches:*' insert yes"]),
        }[shell]
        self.child, self.descriptor = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, {**os.environ, "PS1": "$ ", "TERM": "dumb", "COLUMNS": "2000", "LC_ALL": "C.UTF-8", "HOME": str(folder),
                                         "PATH": os.path.dirname(program) + ":" + os.environ["PATH"]})
        for line in setup:
            self.send(line + "\r")
        self.send("stty cols 2000; printf '\\100ready\\n'\r")
        self.read_to("@ready")

    def send(self, keys):
        os.write(self.descriptor, keys.encode())

    def read_to(self, mark):
        """All that is written until a line holds `mark`, that line too."""
        seen, end = "", time.monotonic() + SECONDS
        while not re.search(re.escape(mark) + r".*\r?\n", seen):
            if time.monotonic() > end:
                raise SystemExit(f"{self.shell} does not answer; it wrote: {seen[-2000:]!r}")
            if select.select([self.descriptor], [], [], 0.2)[0]:
                seen += os.read(self.descriptor, 65536).decode("utf-8", "replace")
        return seen

    def words(self, keys):
        """What stands in the line after these keys, as words."""
        # To the line's begin, where a command is put before it that prints its words; @ is written so that the line itself has none.
        self.send(keys + "\x01printf '\\100%s' \x05" + " '' ; printf '\\100end\\n'\r")
        return re.findall(r"@([^@]*)", self.read_to("@end").split("@", 1)[1].join(["@", ""]))[:-2]

    def completed(self, line):
        return self.words(line + "\t")[1:]

    def offered(self, line):
        before = len(shlex.split(line)) - (not line.endswith(" "))
        return set(self.words(line + self.ALL[self.shell])[before:])

    def close(self):
        self.send("\x03exit\r")
        os.close(self.descriptor)
        os.waitpid(self.child, 0)


class Fish:
    """Fish completes a line that it is given."""

    def __init__(self, folder, script):
        self.folder, self.script = folder, script

    def offered(self, line):
        done = subprocess.run(["fish", "--no-config", "-c", f"source {self.script}; complete -C \"$LINE\""], cwd=self.folder, check=True, capture_output=True,
                              text=True, env={**os.environ, "LINE": line, "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                                              "PATH": os.path.dirname(program) + ":" + os.environ["PATH"]})
        return {one.split("\t")[0].rstrip() for one in done.stdout.splitlines()}

    def completed(self, line):
        offered = self.offered(line)
        shared = os.path.commonprefix(sorted(offered))
        return [*shlex.split(line)[1:-1], shared] if not line.endswith(" ") else [*shlex.split(line)[1:], shared]

    def close(self):
        pass


def help_of(words):
    return subprocess.run([program, *words, "--help"], check=True, capture_output=True, text=True).stdout


def commands_below(words):
    text = help_of(words)
    yield words, text
    for name in re.findall(r"^  ([a-z][a-z-]*)(?:  |\n)", text.split("\nOptions:")[0], re.MULTILINE):
        yield from commands_below([*words, name])


faults, checks = [], 0


def check(rule, shell, line, found, expected):
    global checks
    checks += 1
    if found != expected:
        faults.append(f"{rule}: {shell}: {line!r} gives {found}, not {expected}")


def ask(shell, terminal):
    for line, expected in (("snapseal decr", ["decrypt"]), ("snapseal key g", ["key", "generate"]), ("snapseal decrypt --k", ["decrypt", "--key"]),
                           ("snapseal help key c", ["help", "key", "convert"]), ("snapseal request login-user --broker X --form",
                                                                               ["request", "login-user", "--broker", "X", "--format"])):
        check("a beginning is completed", shell, line, terminal.completed(line), expected)
    for line, expected in (("snapseal decrypt --key q", ["decrypt", "--key", "quartz.txt"]), ("snapseal decrypt -k q", ["decrypt", "-k", "quartz.txt"]),
                           ("snapseal decrypt res", ["decrypt", "response.json"]), ("snapseal key inspect q", ["key", "inspect", "quartz.txt"]),
                           ("snapseal sign -c q", ["sign", "-c", "quartz.txt"]), ("snapseal decrypt -- res", ["decrypt", "--", "response.json"])):
        check("files are completed where a file stands", shell, line, terminal.completed(line), expected)
    if shell != "fish":
        line = "snapseal decrypt my"
        check("a name with a space is one word", shell, line, terminal.completed(line), ["decrypt", "my file.json"])
        line = "snapseal decrypt --key=q"
        check("files are completed after =", shell, line, terminal.completed(line), ["decrypt", "--key=quartz.txt"])
        line = "snapseal request list-users --format=curl-"
        check("choices are completed after =", shell, line, terminal.completed(line), ["request", "list-users", "--format=curl-config"])
    for line, expected in (
            ("snapseal key ", {"generate", "public", "inspect", "convert"}), ("snapseal webhook ", {"verify"}), ("snapseal completion ", set(SHELLS)),
            ("snapseal help key ", {"generate", "public", "inspect", "convert"}),
            ("snapseal request list-users --format ", {"json", "curl", "curl-config", "http"}),
            ("snapseal request login-user --connection-type t", {"trade", "trade-if-available"}),
            ("snapseal key convert --format ", {"pkcs8", "pkcs1", "openssh", "jwk", "spki"}),
            ("snapseal decrypt --key me.pem --passphrase-file ", set(FILES)), ("snapseal decrypt ", set(FILES)),
            ("snapseal request any ", {"GET", "POST", "PUT", "PATCH", "DELETE"})):
        found = terminal.offered(line)
        check("what is offered is what can stand there", shell, line, {word for word in found if word != "zfunc/"} - {"zfunc", "completion"}, expected)
    for line in ("snapseal request login-user --user-id ", "snapseal decrypt --threads ", "snapseal key generate --bits "):
        check("nothing is offered for a text of one's own", shell, line, terminal.offered(line), set())
    for words, text in commands_below([]):
        sections, last = text.split("\nOptions:\n")
        names = {name for line in re.findall(r"^ {2,6}(-.*)$", sections + "\n" + last.split("\n\n")[0], re.MULTILINE)
                 for name in re.findall(r"(?:^|, )(--?[A-Za-z][a-z0-9-]*)", line.split("  ")[0])}
        line = " ".join(["snapseal", *words, "--"])
        found = {word for word in terminal.offered(line) if word.startswith("--")}
        check("every long option of each command is offered", shell, line, {word.rstrip("=") for word in found} - {"--"},
              {name for name in names if name.startswith("--")})


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name) / "folder"
    (folder / "zfunc").mkdir(parents=True)
    for file in FILES:
        (folder / file).touch()
    for shell in SHELLS:
        script = folder / "zfunc/_snapseal" if shell == "zsh" else pathlib.Path(name) / f"script.{shell}"
        script.write_text(subprocess.run([program, "completion", shell], check=True, capture_output=True, text=True).stdout)
        terminal = Fish(folder, script) if shell == "fish" else Terminal(shell, folder, script)
        ask(shell, terminal)
        terminal.close()

print("\n".join(faults))
print(f"{checks} lines completed, {len(faults)} faults")
sys.exit(1 if faults or checks < 150 else 0)
