#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program leaves no core dump, however its starter has set the limit, and its memory is closed to other programs."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

program, failures = os.path.abspath(sys.argv[1]), 0
NOBODY = 65534


def check(sentence, truth, *found):
    global failures
    print(("ok      " if truth else "FAILED  ") + sentence)
    if not truth:
        failures += 1
        print("        found:", *found)


def allow_core():
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        shutil.copy(program, f"{folder}/snapseal")
        # As root, every file of /proc is root's anyway.
        user = {"user": NOBODY} if os.geteuid() == 0 else {}
        process = subprocess.Popen([f"{folder}/snapseal", "inspect"], cwd=folder, stdin=subprocess.PIPE,
                                   preexec_fn=allow_core, **user)
        time.sleep(0.5)  # it waits for its input
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
            limit = [line.split() for line in file if line.startswith("Max core")][0]
        check("the limit for core dumps is zero", limit[4:6] == ["0", "0"], limit)
        if "--instrumented" not in sys.argv:
            # Linux gives these files of a process that must not be dumped to root.
            owner = os.stat(f"/proc/{process.pid}/environ").st_uid
            check("no other process of the user can look into it", owner == 0, owner)
        process.send_signal(signal.SIGQUIT)
        _, status = os.waitpid(process.pid, 0)
        check("SIGQUIT ends it without a core dump",
              os.WTERMSIG(status) == signal.SIGQUIT and not os.WCOREDUMP(status), status)
        process.stdin.close()
    return 1 if failures else 0


if not os.path.exists("/proc/self/limits"):
    print("skipped: there is no /proc")
    sys.exit(77)
sys.exit(main())
