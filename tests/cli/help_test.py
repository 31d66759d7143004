#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What help and messages look like, on a terminal and elsewhere."""

import os
import pty
import re
import subprocess
import sys

program, faults, checks = os.path.abspath(sys.argv[1]), [], 0
COLUMNS = 100
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def check(rule, holds, about=""):
    global checks
    checks += 1
    if not holds:
        faults.append(f"{rule}: {about}")


def run(*words, **settings):
    return subprocess.run([program, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
                          env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **settings})


def on_terminal(*words, **settings):
    """What a person sees, standard output and standard error together."""
    child, descriptor = pty.fork()
    if child == 0:
        os.execve(program, [program, *words], {**os.environ, "TERM": "xterm", "NO_COLOR": "", **settings})
    seen = b""
    try:
        while chunk := os.read(descriptor, 65536):
            seen += chunk
    except OSError:
        pass  # the other end is closed
    os.waitpid(child, 0)
    os.close(descriptor)
    return seen.decode().replace("\r\n", "\n")


def commands_below(words):
    text = run(*words, "--help").stdout
    yield words, text
    for name in re.findall(r"^  ([a-z][a-z-]*)(?:  |\n)", text.split("\nOptions:\n")[0], re.MULTILINE):
        yield from commands_below([*words, name])


found = dict((" ".join(words), text) for words, text in commands_below([]))
check("there are commands", len(found) > 30, found.keys())
for name, text in found.items():
    long = [line for line in text.splitlines() if len(line) > COLUMNS]
    check(f"no line of the help is longer than {COLUMNS} columns", not long, f"{name}: {long}")
    headings = re.findall(r"^([A-Z][a-z ]+):$", text, re.MULTILINE)
    check("no heading comes twice", len(headings) == len(set(headings)), f"{name}: {headings}")
    options = text.split("\nOptions:\n")[1].split("\n\n")[0]
    several = len(re.findall(r"^ {2,6}-", text.split("\nExamples:")[0], re.MULTILINE)) > 6
    check("more options than six stand in groups", not several or len(re.findall(r"^ {2,6}-", options, re.MULTILINE)) <= 4, name)
    check("what has no heading of its own comes last", text.index("\nOptions:\n") > max([0] + [text.index(f"\n{one}:\n") for one in headings
                                                                                           if one not in ("Options", "Examples", "Exit status")]), name)
    check("help COMMAND prints the same", run("help", *name.split()).stdout == text, name)
    check("help in a pipe has no colours", not ESCAPE.search(text), name)
    shown = on_terminal(*name.split(), "--help")
    check("help on a terminal has the same words", ESCAPE.sub("", shown) == text, name)
    check("each heading is bold on a terminal", all(f"\x1b[1m{one}:\x1b[0m" in shown for one in headings + ["Usage"]), name)

for rule, settings, colored in (("colours are for terminals", {}, True), ("NO_COLOR switches them off", {"NO_COLOR": "1"}, False),
                                ("an empty NO_COLOR does not", {"NO_COLOR": ""}, True), ("a dumb terminal has none", {"TERM": "dumb"}, False)):
    for words in (["--help"], ["decrpyt"]):
        check(rule, bool(ESCAPE.search(on_terminal(*words, **settings))) == colored, words)
    check("standard error in a file has none", not ESCAPE.search(run("decrpyt", **settings).stderr), settings)
shown = on_terminal("decrpyt")
check("the code of an error is red, and what helps stands out", "\x1b[1;31musage\x1b[0m" in shown and "\x1b[36mhint:\x1b[0m" in shown, repr(shown))
check("the words are the same without colours", ESCAPE.sub("", shown) == run("decrpyt").stderr, repr(shown))
hostile = on_terminal("decrypt", "--key", "\x1b[31mx")
check("only our own colours reach the terminal", "\x1b[31m" not in hostile, repr(hostile))
check("a list is wrapped between words", "describe it\n" in run("--help").stdout)

print("\n".join(faults))
print(f"{checks} checks, {len(faults)} faults")
sys.exit(1 if faults or checks < 100 else 0)
