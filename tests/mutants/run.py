#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Breaks the sources in the ways that tests/mutants/*.txt list, one at a time, in a copy of the tree, and sees the tests notice.

  tests/mutants/run.py --check                 the lists alone: each text stands in its file exactly once
  tests/mutants/run.py FOLDER [WORD...]        all, or those whose list, file or sentence has one of the words; works in FOLDER

A list has entries with an empty line between them:

  file PATH         the source that the entries after it break
  # ...             a comment
  A sentence.       what holds, and no longer does when
  -TEXT             these lines, which stand in the source exactly once,
  +TEXT             become these
"""
import concurrent.futures
import dataclasses
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORKERS = int(os.environ.get("MUTANT_JOBS", os.cpu_count() or 1))
UNIT_TESTS_SECONDS = 300
ALL_TESTS_SECONDS = 1800
# What takes minutes and looks at no source that is broken here.
LEFT_OUT = r"^(consume|interop|mutants|structure|readme|docs|compile_fail|examples)"
# The unit tests that are asked first, which are the likeliest to notice.
FIRST_TAGS = {"response": "[response],[ocb]", "keys": "[keys]~[slow],[pem],[numbers]", "signing": "[signing],[partner],[webhook]", "core": "[core],[json],[base64],[time]",
              "api": "[api],[token]"}


@dataclasses.dataclass
class Mutant:
    place: str  # LIST:LINE
    path: str
    rule: str
    old: str
    new: str


class BadList(Exception):
    pass


def read_list(path: pathlib.Path) -> list[Mutant]:
    mutants: list[Mutant] = []
    source = ""
    number = 1
    for block in path.read_text().split("\n\n"):
        lines = block.strip("\n").split("\n")
        place = f"{path.name}:{number + len(block) - len(block.lstrip(chr(10)))}"
        number += block.count("\n") + 2
        lines = [line for line in lines if not line.startswith("#")]
        if not lines or lines == [""]:
            continue
        if lines[0].startswith("file "):
            source = lines[0].removeprefix("file ")
            lines = lines[1:]
            if not lines:
                continue
        old = [line[1:] for line in lines[1:] if line.startswith("-")]
        new = [line[1:] for line in lines[1:] if line.startswith("+")]
        if not old or len(old) + len(new) != len(lines) - 1:
            raise BadList(f"{place}: an entry is a sentence, lines with - and lines with +")
        mutants.append(Mutant(place, source, lines[0], "\n".join(old), "\n".join(new)))
    return mutants


def problem_of(mutant: Mutant) -> str:
    count = (ROOT / mutant.path).read_text().count(mutant.old)
    if count != 1:
        return f"{mutant.place}: stands {count} times in {mutant.path}: {mutant.old}"
    return f"{mutant.place}: changes nothing" if mutant.old == mutant.new else ""


def all_mutants() -> list[Mutant]:
    return [mutant for path in sorted(HERE.glob("*.txt")) for mutant in read_list(path)]


@dataclasses.dataclass
class Outcome:
    mutant: Mutant
    noticed_by: str  # empty: it lives
    seconds: float


class Workplace:
    """A copy of the tree, with a build that is kept from mutant to mutant."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.tree = folder / "tree"
        self.build = folder / "build"
        self.log = folder / "log"
        self.copy_tree()
        # As users build it, since what a compiler makes of a comparison is looked at too.
        self.run(["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DSNAPSEAL_BUILD_TESTS=ON",
                  "-DSNAPSEAL_BUILD_EXAMPLES=OFF", "-DSNAPSEAL_BUILD_BENCHMARKS=OFF", "-DSNAPSEAL_WITH_OPENSSL=ON", "-DSNAPSEAL_WITH_PKCS11=ON"])

    def copy_tree(self) -> None:
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True)
        for name in listed.stdout.splitlines():
            source, copy = ROOT / name, self.tree / name
            if not source.is_file() or (copy.is_file() and copy.read_bytes() == source.read_bytes()):
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)

    def run(self, command: list, seconds: float | None = None, environment: dict[str, str] | None = None) -> tuple[int, str]:
        with open(self.log, "w") as log:
            try:
                code = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=seconds,
                                      env={**os.environ, **(environment or {})}).returncode
            except subprocess.TimeoutExpired:
                return -1, "no end"
        return code, self.log.read_text(errors="replace")

    def make(self, *targets: str) -> tuple[int, str]:
        command = ["cmake", "--build", self.build, "--parallel", "1", *(["--target", *targets] if targets else [])]
        code, output = self.run(command)
        return self.run(command) if "internal compiler error" in output else (code, output)  # g++ 12 has some, now and then

    def noticed_by(self, mutant: Mutant) -> str:
        room = mutant.path.split("/")[1]
        if room not in ("c", "cli"):
            code, output = self.make("snapseal_tests")
            if code != 0:
                raise BadList(f"{mutant.place}: does not compile:\n" + "\n".join(re.findall(r".*error:.*", output)))
            for tags in (FIRST_TAGS.get(room, "[core]"), "~[slow]"):
                code, output = self.run([self.build / "tests/snapseal_tests", "-r", "xml", "-a", tags], UNIT_TESTS_SECONDS)
                if code != 0:
                    names = re.findall(r'<TestCase name="([^"]*)"', output)
                    return names[-1] if names else "the unit tests, which " + output[-60:]
        code, output = self.make()
        if code != 0:
            raise BadList(f"{mutant.place}: does not compile:\n" + "\n".join(re.findall(r".*error:.*", output)))
        first = {"c": r"^c\.|in C", "cli": r"^cli\."}.get(room, r"^(faults|residues|soak.short)|constant_time|branches")
        for selection in (["-R", first], ["-E", LEFT_OUT]):
            code, output = self.run(["ctest", "--test-dir", str(self.build), "--stop-on-failure", "-LE", "full", "--timeout", "300", *selection], ALL_TESTS_SECONDS)
            if code != 0:
                names = re.findall(r"Test +#\d+: (.*?) \.\.+ *\**(?:Failed|Timeout|Exception|Subprocess|SEGFAULT)", output)
                return names[0] if names else "ctest, which " + output[-200:]
        return ""

    def outcome(self, mutant: Mutant) -> Outcome:
        started = time.monotonic()
        source = self.tree / mutant.path
        text = source.read_text()
        source.write_text(text.replace(mutant.old, mutant.new))
        try:
            noticed_by = self.noticed_by(mutant)
        finally:
            source.write_text(text)
        return Outcome(mutant, noticed_by, time.monotonic() - started)


def main() -> int:
    mutants = all_mutants()
    wrong = [problem for problem in map(problem_of, mutants) if problem]
    if wrong:
        raise BadList("\n".join(wrong))
    if sys.argv[1] == "--check":
        print(f"{len(mutants)} mutants, each of a text that stands in its file once")
        return 0
    words = sys.argv[2:]
    chosen = [mutant for mutant in mutants if not words or any(word in f"{mutant.place} {mutant.path} {mutant.rule}" for word in words)]
    folder = pathlib.Path(sys.argv[1]).resolve()
    places: queue.Queue[Workplace] = queue.Queue()
    for number in range(WORKERS):
        place = Workplace(folder / str(number))
        code, output = place.make()
        if code != 0:
            print(output)
            return 1
        places.put(place)

    def work(mutant: Mutant) -> Outcome | BadList:
        place = places.get()
        try:
            return place.outcome(mutant)
        except BadList as bad:
            return bad
        finally:
            places.put(place)

    living = bad = 0
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        for result in pool.map(work, chosen):
            if isinstance(result, BadList):
                bad += 1
                print(f"BAD    {result}", flush=True)
                continue
            mutant = result.mutant
            living += result.noticed_by == ""
            print(f"{'noticed' if result.noticed_by else 'LIVES'}  {mutant.place} {mutant.rule} ({result.seconds:.0f} s; {result.noticed_by})", flush=True)
    print(f"{len(chosen) - living - bad} of {len(chosen)} mutants were noticed; {living} live, {bad} do not compile")
    return 1 if living or bad else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BadList as error:
        sys.exit(str(error))
