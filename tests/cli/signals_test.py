#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signals while the program asks for a passphrase: each does what it does everywhere, at once, and the terminal never
stays without echo. Each comes many times, at random moments, with a shell's job control around it."""

import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from terminal import Terminal, skip_without_terminals

program, failures = os.path.abspath(sys.argv[1]), 0
TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 8
PROMPT, PATIENCE = b"Passphrase of ", 30
UNCATCHABLE = {signal.SIGKILL, signal.SIGSTOP}
STOPPING = {signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
HARMLESS = {signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGCONT, signal.SIGPIPE, signal.SIGXFSZ}
ENDING = sorted(signal.valid_signals() - UNCATCHABLE - STOPPING - HARMLESS)


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence, flush=True)
    if not truth:
        failures += 1
        print("        found:", *found, flush=True)


class Job(Terminal):
    """The program in a process group of its own in the foreground of a terminal, whose session has another leader, as
    under a shell."""

    def __init__(self, folder, key="k"):
        super().__init__()
        pid_in, pid_out = os.pipe()
        self.leader = os.fork()
        if self.leader == 0:
            os.setsid()
            self.make_controlling()
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            exec_in, exec_out = os.pipe()  # closed by exec
            job = os.fork()
            if job == 0:
                os.setpgid(0, 0)
                os.tcsetpgrp(self.terminal, os.getpid())
                signal.signal(signal.SIGTTOU, signal.SIG_DFL)
                null = os.open(os.devnull, os.O_RDWR)
                os.dup2(null, 0)
                os.dup2(null, 1)
                os.dup2(self.terminal, 2)
                os.chdir(folder)
                os.execv(program, [program, "pubkey", "--key", key])
            os.close(exec_out)
            os.read(exec_in, 1)
            os.write(pid_out, b"%d\n" % job)
            while True:  # what a shell is told by its children
                _, status = os.waitpid(job, os.WUNTRACED | os.WCONTINUED)
                os.write(pid_out, b"%d\n" % status)
                if os.WIFSIGNALED(status) or os.WIFEXITED(status):
                    os._exit(0)
        os.close(pid_out)
        self.told = os.fdopen(pid_in, "rb", buffering=0)
        self.pid = int(self.next_told())

    def next_told(self):
        line, end = b"", time.time() + PATIENCE
        while not line.endswith(b"\n"):
            self.read()
            if select.select([self.told], [], [], 0.01)[0]:
                line += self.told.read(1)
            elif time.time() > end:
                return None
        return line

    def status(self):
        """The next change: "stopped", "continued", minus the number of the signal, or the exit status."""
        line = self.next_told()
        if line is None:
            return "nothing happens"
        status = int(line)
        if os.WIFCONTINUED(status):
            return "continued"
        return "stopped" if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status)

    def wait_for_prompts(self, count):
        end = time.time() + PATIENCE
        while self.shown.count(PROMPT) < count and time.time() < end:
            self.read(0.05)
        return self.shown.count(PROMPT) >= count

    def wait_for_silence(self):
        end = time.time() + PATIENCE
        while self.echo() and time.time() < end:
            time.sleep(0.001)
        return not self.echo()

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.leader, 0)
        self.told.close()
        super().close()


def name_of(number):
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def at_random(job, moment):
    """Some before the prompt, some just when it appears, some long after."""
    if moment == 0:
        time.sleep(random.random() * 0.05)
    else:
        job.wait_for_prompts(1)
        if moment == 1:
            time.sleep(random.random() * 0.003)
        elif moment == 2:
            time.sleep(random.random() * 0.1)


def end_by(folder, number, times):
    wrong = []
    for i in range(times):
        job = Job(folder)
        at_random(job, i % 3)
        if i % 2:
            os.write(job.controller, b"half")
        os.kill(job.pid, number)
        status = job.status()
        if status != -number or not job.echo():
            wrong.append((i, status, job.echo(), job.shown))
        job.close()
    return wrong


def main():
    # A sanitizer takes some of the signals for itself unless it is told not to.
    os.environ["ASAN_OPTIONS"] = "handle_segv=0:handle_sigbus=0:handle_sigill=0:handle_sigfpe=0:handle_abort=0"
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments):
            subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)

        os.umask(0o077)
        with open(f"{folder}/pass", "w", encoding="ascii") as file:
            file.write("secret\n")
        run("keygen", "--out", "k", "--bits", "2048", "--passphrase-file", "pass")

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM,
                       signal.SIGXCPU):
            wrong = end_by(folder, number, TIMES)
            check(f"{name_of(number)} ends the program by that signal, and the echo is on", not wrong, wrong[:2])
        wrong = [found for number in ENDING for found in end_by(folder, number, 3)]
        check(f"so does each of {len(ENDING)} signals that end a program", not wrong and len(ENDING) > 20, wrong[:2])

        for key, number in ((b"\x03", signal.SIGINT), (b"\x1c", signal.SIGQUIT)):
            wrong = []
            for i in range(TIMES):
                job = Job(folder)
                job.wait_for_prompts(1)
                os.write(job.controller, b"half" + key if i % 2 else key)
                status = job.status()
                if status != -number or not job.echo() or b"half" in job.shown:
                    wrong.append((i, status, job.echo(), job.shown))
                job.close()
            check(f"the key for it makes {name_of(number)}, as everywhere", not wrong, wrong[:2])

        for number in [*sorted(STOPPING), "Ctrl-Z"]:
            wrong = []
            for i in range(TIMES):
                job = Job(folder)
                at_random(job, 2 if number == "Ctrl-Z" else i % 3)
                if number == "Ctrl-Z":
                    os.write(job.controller, b"wrong\x1a")
                else:
                    os.kill(job.pid, number)
                stopped, echo, before = job.status(), job.echo(), job.shown.count(PROMPT)
                os.kill(job.pid, signal.SIGCONT)
                continued = job.status()
                asked = job.wait_for_prompts(before + 1) and job.wait_for_silence()
                os.write(job.controller, b"secret\n")
                status = job.status()
                if (stopped, echo, continued, asked, status, job.echo()) != ("stopped", True, "continued", True, 0, True):
                    wrong.append((i, stopped, echo, continued, asked, status, job.echo(), job.shown))
                job.close()
            what = number if isinstance(number, str) else name_of(number)
            check(f"{what} stops the program with the echo on; then it asks again, for all of the passphrase",
                  not wrong, wrong[:2])

        wrong = []
        for number in sorted(HARMLESS):
            for _ in range(TIMES // 2):
                job = Job(folder)
                job.wait_for_prompts(1)
                os.write(job.controller, b"sec" if number != signal.SIGCONT else b"")
                for _ in range(5):
                    os.kill(job.pid, number)
                    time.sleep(random.random() * 0.002)
                quiet = job.wait_for_silence()
                time.sleep(0.02)
                os.write(job.controller, b"ret\n" if number != signal.SIGCONT else b"secret\n")
                status = job.status()
                if (quiet, status, job.echo()) != (True, 0, True):
                    wrong.append((name_of(number), quiet, status, job.echo(), job.shown))
                job.close()
        check("signals that do nothing take nothing away of what is typed", not wrong, wrong[:2])

        job = Job(folder)
        job.wait_for_prompts(1)
        job.wait_for_silence()
        os.kill(job.pid, signal.SIGSTOP)
        stopped = job.status()
        shell = termios.tcgetattr(job.controller)  # who goes on in the foreground sets it as he wants
        shell[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(job.controller, termios.TCSANOW, shell)
        os.kill(job.pid, signal.SIGCONT)
        continued, asked = job.status(), job.wait_for_prompts(2) and job.wait_for_silence()
        os.write(job.controller, b"secret\n")
        found = (stopped, continued, asked, job.status(), job.echo())
        check("behind a SIGSTOP, which cannot be held, the echo is off again before it asks",
              found == ("stopped", "continued", True, 0, True), found, job.shown)
        job.close()

        job = Job(folder)
        job.wait_for_prompts(1)
        job.wait_for_silence()
        termios.tcflow(job.terminal, termios.TCOOFF)  # as Ctrl-S does
        os.kill(job.pid, signal.SIGTERM)
        found = (job.status(), job.echo())
        check("a terminal whose output stands still holds nothing up", found == (-signal.SIGTERM, True), found)
        job.close()
    return 1 if failures else 0


skip_without_terminals()
sys.exit(main())
