#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a release's section out of what CHANGELOG.md has under "Unreleased".

Usage: changelog.py ROOT VERSION --date    the day that the release has in CHANGELOG.md, status 1 if it has none
       changelog.py ROOT VERSION DAY       checks, and turns "Unreleased" into "VERSION - DAY"
"""

import pathlib
import re
import sys

HEADING = re.compile(r"(?m)^## (.+)$")


def released(text):
    """The versions that have a day, and it."""
    return dict(re.findall(r"(?m)^## (\d+\.\d+\.\d+) - (\d{4}-\d{2}-\d{2})$", text))


def numbers(version):
    return tuple(int(part) for part in version.split("."))


def release(text, version, day):
    """The text with the section of VERSION, and an empty "Unreleased" before it. Raises ValueError with what to do."""
    headings = list(HEADING.finditer(text))
    begin = next((heading for heading in headings if heading[1].startswith("Unreleased")), None)
    if not begin:
        raise ValueError('has no section "## Unreleased": write there what is new')
    meant = begin[1].removeprefix("Unreleased").lstrip(": ")
    if meant and meant != version:
        raise ValueError(f'"## {begin[1]}" is about {meant}, not {version}')
    end = next((heading.start() for heading in headings if heading.start() > begin.start()), len(text))
    if not re.search(r"(?m)^- ", text[begin.end():end]):
        raise ValueError('the section "Unreleased" is empty: write there what is new, a line "- ..." for each change')
    older = [other for other in released(text) if numbers(other) >= numbers(version)]
    if older:
        raise ValueError(f"{version} is not newer than {older[0]}, which is released")
    return f"{text[:begin.start()]}## Unreleased\n\n## {version} - {day}{text[begin.end():]}"


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    path, wanted = pathlib.Path(sys.argv[1], "CHANGELOG.md"), sys.argv[2]
    content = path.read_text(encoding="utf-8")
    if sys.argv[3] == "--date":
        if wanted not in released(content):
            sys.exit(1)
        print(released(content)[wanted])
    else:
        try:
            path.write_text(release(content, wanted, sys.argv[3]), encoding="utf-8")
        except ValueError as fault:
            sys.exit(f"CHANGELOG.md: {fault}")
