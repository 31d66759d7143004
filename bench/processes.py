# SPDX-License-Identifier: Apache-2.0
"""The peers that are processes: proven to give the same plaintext, then measured warm, cold, and for their memory."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

PEERS = pathlib.Path(__file__).resolve().parent / "peers"
PYTHON = "/usr/bin/python3" if pathlib.Path("/usr/bin/python3").exists() else sys.executable  # where Debian's packages go

WARM_CASES = [("rsa2048", "1KiB"), ("rsa2048", "64KiB"), ("rsa2048", "1MiB"), ("rsa3072", "1KiB"), ("rsa4096", "1KiB")]
WARM_ROUNDS, WARM_SECONDS = 31, 0.1
SIGNERS = {"snapseal-python": "snapseal", "python-stdlib": "stdlib"}  # who: the word for peers/signing.py
COLD_CASE = ("rsa2048", "1KiB")
COLD_ROUNDS, COLD_FAST_IN_ROUND = 25, 6  # what takes a few milliseconds runs more often
MEMORY_CASE = ("rsa2048", "16MiB")
MEMORY_ROUNDS = 3
NOTHING = "empty-process"


class World:
    """What there is to run: {who: command with KEY and RESPONSE}, and what is absent."""

    def __init__(self, build, inputs, openers):
        self.inputs, self.absent = inputs, {}
        self.bench = str(build / "bench/snapseal_bench")
        self.openers = openers
        # snapseal for Python and for JavaScript, as scripts/bench has built them.
        self.own_python = str(build.parent / "python/venv/bin/python")
        os.environ["SNAPSEAL_JS"] = str(PEERS.parent.parent / "bindings/js/dist/snapseal.js")
        peers = {
            "snapseal-python": ([self.own_python, "-B", str(PEERS / "snapseal_python.py")], ".json"),
            "snapseal-js": (["node", str(PEERS / "snapseal_js.mjs")], ".json"),
            "python3-cryptography": ([PYTHON, "-B", str(PEERS / "cryptography_ocb.py")], ".json"),
            "pycryptodome": ([PYTHON, "-B", str(PEERS / "pycryptodome.py")], ".json"),
            "pycryptodome-documented": ([PYTHON, "-B", str(PEERS / "pycryptodome_documented.py")], ".json"),
            "node-crypto": (["node", str(PEERS / "node_crypto.mjs")], ".json"),
            "jwcrypto-jwe": ([PYTHON, "-B", str(PEERS / "jwcrypto_jwe.py")], ".jwe"),
            "jose-jwe": (["node", str(build / "npm/jose_jwe.mjs")], ".jwe"),
        }
        self.peers = {who: peer for who, peer in peers.items() if self.is_present(who, *peer)}
        self.programs = {
            "snapseal-openssl": ([str(build / "src/cli/snapseal"), "decrypt", "--key"], ".json"),
            "snapseal-botan": ([str(build.parent / "botan-only/src/cli/snapseal"), "decrypt", "--key"], ".json"),
            "yardstick": ([str(build / "bench/openssl_decrypt")], ".json"),
        }
        for who, program in self.programs.items():
            if not self.is_present(who, *program):
                sys.exit(f"{who} does not open a response: {self.absent[who]}")
        if "libgcrypt" not in openers:
            self.absent["libgcrypt"] = "not found when the benchmarks were built"

    def files(self, case, ending):
        key, size = case
        return [str(self.inputs / f"{key}.pem"), str(self.inputs / f"{key}-{size}{ending}")]

    def is_present(self, who, command, ending):
        """Whether the peer opens a small response; one that opens it wrongly ends the run."""
        if shutil.which(command[0]) is None:
            self.absent[who] = f"no {pathlib.Path(command[0]).name}"
            return False
        opened = subprocess.run([*command, *self.files(COLD_CASE, ending)], capture_output=True, check=False)
        if opened.returncode != 0:
            said = opened.stderr.decode(errors="replace").strip().splitlines() or ["it fails"]
            why = next((line.strip() for line in said if "Error" in line), said[-1])
            self.absent[who] = why.replace(f"{PEERS.parent.parent}/", "")
            return False
        require_plaintext(who, opened.stdout, self.inputs, COLD_CASE)
        return True

    def serving(self, case):
        """{who: command} of what stays and opens the case again and again."""
        ours = {who: [self.bench, "serve", who, *self.files(case, ".json")] for who in self.openers}
        return ours | {who: [*command, *self.files(case, ending), "--serve"]
                       for who, (command, ending) in self.peers.items()}

    def opening(self, case):
        """{who: command} of what opens the case once, as a whole process."""
        every = self.programs | self.peers
        return {who: [*command, *self.files(case, ending)] for who, (command, ending) in every.items()}

    def versions(self):
        asked = {
            "python": [PYTHON, "-c", "import platform; print(platform.python_version())"],
            "pycryptodome": [PYTHON, "-c", "import Cryptodome; print(Cryptodome.__version__)"],
            "cryptography": [PYTHON, "-c", "import cryptography; print(cryptography.__version__)"],
            "jwcrypto": [PYTHON, "-c", "import importlib.metadata as m; print(m.version('jwcrypto'))"],
            "node": ["node", "-p", "`${process.version.slice(1)} with OpenSSL ${process.versions.openssl}`"],
        }
        versions = {}
        for who, command in asked.items():
            try:
                versions[who] = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
            except (OSError, subprocess.CalledProcessError):
                versions[who] = "absent"
        package = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))
        return versions | {"jose": package["dependencies"]["jose"] if "jose-jwe" in self.peers else "absent"}


def require_plaintext(who, opened, inputs, case):
    if opened != (inputs / f"{case[1]}.txt").read_bytes():
        sys.exit(f"{who} gives a wrong plaintext for {'/'.join(case)}")


def measure(world, quick, pattern):
    rows = {}
    for case in WARM_CASES:
        rows |= measure_warm(world, case, quick, pattern)
    rows |= measure_threads(world, quick, pattern)
    return rows | measure_signing(world, quick, pattern) | measure_cold(world, quick, pattern) | measure_memory(world, quick, pattern)


def measure_warm(world, case, quick, pattern):
    commands = {f"process-warm/{'/'.join(case)}/{who}": command for who, command in world.serving(case).items()}
    commands = {row: command for row, command in commands.items() if pattern.search(row)}
    for row, command in commands.items():
        once = [world.bench, "open", *command[2:]] if command[0] == world.bench else command[:-1]
        require_plaintext(row, subprocess.run(once, capture_output=True, check=True).stdout, world.inputs, case)
    return take_turns(commands, quick)


def measure_threads(world, quick, pattern):
    """Python's lock is released while C works: two threads of one process, beside one."""
    row = f"process-warm-2-threads/{'/'.join(COLD_CASE)}/snapseal-python"
    if "snapseal-python" not in world.peers or not pattern.search(row):
        return {}
    return take_turns({row: [*world.serving(COLD_CASE)["snapseal-python"], "2"]}, quick)


def measure_signing(world, quick, pattern):
    """The signature of a request of 350 bytes, in Python."""
    if "snapseal-python" not in world.peers:
        return {}
    commands = {f"process-sign/350B/{who}": [world.own_python, "-B", str(PEERS / "signing.py"), word] for who, word in SIGNERS.items()}
    commands = {row: command for row, command in commands.items() if pattern.search(row)}
    signatures = {subprocess.run(command, capture_output=True, check=True).stdout for command in commands.values()}
    if len(signatures) > 1:
        sys.exit(f"the signatures differ: {signatures}")
    return take_turns({row: [*command, "--serve"] for row, command in commands.items()}, quick)


def take_turns(commands, quick):
    """{row: a figure for each round}. Each is started once; then they take turns, in random order."""
    serving = {row: subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
               for row, command in commands.items()}
    rounds, seconds = (2, 0.05) if quick else (WARM_ROUNDS, WARM_SECONDS)
    rows = {row: [] for row in serving}
    try:
        for number in range(-1, rounds):
            for row in random.sample(list(serving), len(serving)):
                peer = serving[row]
                print(seconds, file=peer.stdin, flush=True)
                done = json.loads(peer.stdout.readline())
                if number >= 0:  # the first round is to warm up
                    rows[row].append(done["seconds"] / done["operations"])
    finally:
        for peer in serving.values():
            peer.stdin.close()
            peer.wait()
            peer.stdout.close()
    return rows


def measure_cold(world, quick, pattern):
    """Whole processes, from start to end, in random order."""
    names = lambda who: f"process-cold/{'/'.join(COLD_CASE)}/{who}"
    commands = {who: command for who, command in world.opening(COLD_CASE).items() if pattern.search(names(who))}
    if commands:
        commands[NOTHING] = ["/bin/true"]
    rounds = 3 if quick else COLD_ROUNDS
    turns = [who for who in commands for _ in range(COLD_FAST_IN_ROUND if who not in world.peers else 1)]
    rows = {names(who): [] for who in commands}
    for _ in range(rounds):
        for who in random.sample(turns, len(turns)):
            rows[names(who)].append(time_process(commands[who]))
    return rows


def time_process(command):
    """Seconds from before the process is made until it is gone."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    program = shutil.which(command[0])
    started = time.perf_counter()
    child = os.posix_spawn(program, command, os.environ, file_actions=silent)
    _, status = os.waitpid(child, 0)
    passed = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return passed


def measure_memory(world, quick, pattern):
    """The most bytes that were resident; with `none`, the program and its input alone."""
    rows = {}
    for who in ["none", *world.openers]:
        name = f"peak-memory/{'/'.join(MEMORY_CASE)}/{who}"
        if pattern.search(name):
            command = [world.bench, "peak-memory", who, *world.files(MEMORY_CASE, ".json")]
            rows[name] = [int(subprocess.run(command, capture_output=True, check=True).stdout)
                          for _ in range(1 if quick else MEMORY_ROUNDS)]
    return rows
