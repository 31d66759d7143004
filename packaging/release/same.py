#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares two folders byte for byte. Of a file that differs it names the first member that differs.

Usage: same.py FOLDER FOLDER"""

import hashlib
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile


def members(path):
    """Name, metadata and digest of what is in an archive, in its order; None if it is none."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return [(info.filename, (info.date_time, oct(info.external_attr >> 16)), hashlib.sha256(archive.read(info)).hexdigest())
                    for info in archive.infolist()]
    if path.suffix == ".deb":
        with tempfile.NamedTemporaryFile(suffix=".tar") as plain:
            plain.write(subprocess.run(["dpkg-deb", "--fsys-tarfile", path], check=True, capture_output=True).stdout)
            plain.flush()
            return members(pathlib.Path(plain.name))
    if tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            return [(info.name, (info.mtime, oct(info.mode), info.uid, info.uname),
                     hashlib.sha256(archive.extractfile(info).read()).hexdigest() if info.isfile() else info.linkname) for info in archive.getmembers()]
    return None


def difference(one, other):
    """What differs first in two files that do."""
    if members(one) is None or members(other) is None:
        pairs = zip(one.read_bytes().splitlines(), other.read_bytes().splitlines())
        for number, (left, right) in enumerate(pairs, 1):
            if left != right:
                return f"line {number}: {left[:100]!r}, {right[:100]!r}"
        return f"{one.stat().st_size} and {other.stat().st_size} bytes"
    for left, right in zip(members(one), members(other)):
        if left != right:
            part = "its place" if left[0] != right[0] else f"{left[1]}, {right[1]}" if left[1] != right[1] else "its content"
            return f"{left[0]}: {part}"
    count = len(members(one)), len(members(other))
    return f"{count[0]} and {count[1]} members" if count[0] != count[1] else "the container: the members are the same"


def faults(first, second):
    files = [{path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} for folder in (first, second)]
    found = [f"{name}: only in one of the two" for name in sorted(files[0] ^ files[1])]
    return found + [f"{name}: {difference(first / name, second / name)}" for name in sorted(files[0] & files[1])
                    if (first / name).read_bytes() != (second / name).read_bytes()], len(files[0] & files[1])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    wrong, compared = faults(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    print("\n".join(wrong) or f"{compared} files are the same, byte for byte")
    sys.exit(bool(wrong) or not compared)
