#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The version stands in CMakeLists.txt, project(VERSION). Most places read it from there when they are built. Tools that insist on a copy
of their own have one, which this program writes and compares.

Usage: version.py ROOT             prints the version
       version.py ROOT --check     names each copy that differs, status 1
       version.py ROOT --set X.Y.Z writes the version and its copies"""

import pathlib
import re
import sys

SOURCE, SOURCE_PATTERN = "CMakeLists.txt", r"(?m)^(?P<before>  VERSION )(?P<version>\S+)$"
# File, pattern of the copy, and why the file has one.
COPIES = [
    ("bindings/python/pyproject.toml", r'(?m)^(?P<before>version = ")(?P<version>[^"]*)', "the folder is built without the tree around it"),
    ("bindings/js/package.json", r'(?m)^(?P<before>  "version": ")(?P<version>[^"]*)', "npm reads no other file"),
    ("bindings/js/package-lock.json", r'\A(?P<before>\{\n  "name": "snapseal",\n  "version": ")(?P<version>[^"]*)', "npm reads no other file"),
    ("bindings/js/package-lock.json", r'(?P<before>\n    "": \{\n      "name": "snapseal",\n      "version": ")(?P<version>[^"]*)', "npm reads no other file"),
    ("README.md", r"(?P<before>bindings/js/snapseal-)(?P<version>[0-9][^ ]*?)(?=\.tgz)", "it is typed as it stands"),
]
# The library's Debian package has the SONAME's version in its name. FILE may have it more than once.
SERIES_FILE, SERIES_PATTERN = "packaging/debian/control", r"(?P<before>\blibsnapseal)(?P<version>\d+\.\d+)\b"
SERIES_NAMED = "packaging/debian/libsnapseal{}.install"
SEMVER = r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"  # no pre-releases: CMake and SONAMEs have none


def series_of(version):
    return ".".join(version.split(".")[:2])


def version_of(root):
    found = re.findall(SOURCE_PATTERN, (root / SOURCE).read_text(encoding="utf-8"))
    if len(found) != 1 or not re.fullmatch(SEMVER, found[0][1]):
        sys.exit(f"{SOURCE}: project() must have one line '  VERSION X.Y.Z'")
    return found[0][1]


def faults(root):
    """What differs from the version, each with how to mend it."""
    version, found = version_of(root), []
    mend = f"write all copies with: packaging/release/version.py . --set {version}"
    wanted = [(name, pattern, version, reason) for name, pattern, reason in COPIES]
    if (root / SERIES_FILE).exists():
        wanted.append((SERIES_FILE, SERIES_PATTERN, series_of(version), "the name of a library's package has its SONAME"))
        if not (root / SERIES_NAMED.format(series_of(version))).exists():
            found.append(f"{SERIES_NAMED.format(series_of(version))} is missing; {mend}")
    for name, pattern, right, reason in wanted:
        matches = [match["version"] for match in re.finditer(pattern, (root / name).read_text(encoding="utf-8"))]
        if not matches:
            found.append(f"{name}: no version where one is expected ({reason}); mend the file or its pattern in packaging/release/version.py")
        found += [f"{name}: {has}, but {SOURCE} says {version}; {mend}" for has in matches if has != right]
    return found


def write(root, version):
    series = series_of(version)
    edits = {}
    for name, pattern, right in [(SOURCE, SOURCE_PATTERN, version)] + [(name, pattern, version) for name, pattern, _ in COPIES] + \
            ([(SERIES_FILE, SERIES_PATTERN, series)] if (root / SERIES_FILE).exists() else []):
        text = edits.get(name) or (root / name).read_text(encoding="utf-8")
        edits[name], count = re.subn(pattern, lambda match, right=right: match["before"] + right, text)
        if not count:
            sys.exit(f"{name}: no version where one is expected: {pattern}")
    for name, text in edits.items():
        (root / name).write_text(text, encoding="utf-8")
    for path in root.glob(SERIES_NAMED.format("*")):
        path.rename(root / SERIES_NAMED.format(series))


if __name__ == "__main__":
    top = pathlib.Path(sys.argv[1])
    if sys.argv[2:] == ["--check"]:
        wrong = faults(top)
        print("\n".join(wrong) or f"{len(COPIES)} copies of {version_of(top)} agree")
        sys.exit(bool(wrong))
    elif len(sys.argv) == 4 and sys.argv[2] == "--set" and re.fullmatch(SEMVER, sys.argv[3]):
        write(top, sys.argv[3])
    elif len(sys.argv) == 2:
        print(version_of(top))
    else:
        sys.exit(__doc__)
