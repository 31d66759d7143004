# SPDX-License-Identifier: Apache-2.0
"""A terminal for programs under test: what it shows, what is typed, and whether it echoes."""

import os
import pty
import select
import subprocess
import sys
import termios
import time


def skip_without_terminals():
    """Ends the test as skipped where no terminal can be opened."""
    try:
        Terminal().close()
    except OSError as error:
        print(f"skipped: {error}")
        sys.exit(77)


class Terminal:
    """`controller` is the side of the person, `terminal` that of the programs."""

    def __init__(self):
        self.controller, self.terminal = pty.openpty()
        self.shown = b""

    def make_controlling(self):
        """For a process that leads a session and has no terminal yet: this is its terminal from now on."""
        os.close(os.open(os.ttyname(self.terminal), os.O_RDWR))

    def start(self, command, **options):
        """A process in a session of its own, whose terminal this is. Its streams are the terminal, if not said."""
        streams = {name: options.pop(name, self.terminal) for name in ("stdin", "stdout", "stderr")}
        return subprocess.Popen(command, **streams, **options, start_new_session=True,
                                preexec_fn=self.make_controlling)

    def type(self, keys):
        os.write(self.controller, keys)

    def read(self, patience=0.0):
        """Adds to `shown` what comes, and says whether anything did."""
        if not select.select([self.controller], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.controller, 4096)
        except OSError:  # how Linux tells that the other side is closed
            return False
        self.shown += data
        return bool(data)

    def follow(self, process, react, patience=60, quiet=0.1):
        """Reads until the process has ended, and kills it if it does not. `react(is_quiet)` is called after each look:
        is_quiet says that nothing came for `quiet` seconds. Gives the process's status."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            is_quiet = not self.read(quiet)
            react(is_quiet)
            if is_quiet and process.poll() is not None:
                break
        else:
            process.kill()
        return process.wait()

    def echo(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def close(self):
        os.close(self.controller)
        os.close(self.terminal)
