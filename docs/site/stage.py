#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lays out the site's sources: the project's own pages, in their folders, so that their links hold; the site's own; and a page for each file and
folder of the tree that a page links to. stage.py TREE FOLDER"""

import pathlib
import re
import shutil
import subprocess
import sys

tree, target = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
ROOMS = {"core": "Core: errors, secrets, limits, times", "keys": "Keys", "response": "Responses", "signing": "Signing and webhooks",
         "explain": "Explaining a signature", "api": "The API's operations"}
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".c": "c", ".h": "c", ".py": "python", ".mjs": "javascript", ".js": "javascript", ".ts": "typescript",
             ".java": "java", ".json": "json", ".txt": "text", ".sh": "sh"}
tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=tree, check=True, capture_output=True, text=True).stdout.split("\n")[:-1]


def is_page(name):
    return name.endswith(".md") and not name.startswith(("docs/site/", "tests/", ".")) or name in ("docs/site/index.md",)


def staged_name(name):
    return name.removeprefix("docs/site/") if name.startswith("docs/site/") else name


pages = {name: staged_name(name) for name in tracked if is_page(name) or (name.startswith("docs/site/") and name.endswith(".md"))}
shutil.rmtree(target, ignore_errors=True)
for name in tracked:
    if name in pages or name.endswith(".svg") or name.startswith(("examples/", "bindings/python/src/", "docs/site/")) or name == "docs/site/conf.py":
        place = target / staged_name(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree / name, place)

shown = {}  # what is linked to and is no page: its page in source/


def page_of(name):
    """The page that shows a file or folder of the tree, made if it is not there yet."""
    if name in shown:
        return shown[name]
    readme = f"{name}/README.md"
    if readme in pages:
        return pages[readme]
    page = f"source/{name}.md"
    shown[name] = page
    place = target / page
    place.parent.mkdir(parents=True, exist_ok=True)
    if (tree / name).is_dir():
        inside = [one for one in tracked if one.startswith(name + "/") and pathlib.Path(one).suffix in LANGUAGES]
        lines = "\n".join(f"- [{one.removeprefix(name + '/')}]({up(page)}{page_of(one)})" for one in inside)
        place.write_text(f"---\norphan: true\n---\n# {name}/\n\n{lines}\n")
    else:
        copy = target / "files" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree / name, copy)
        language = LANGUAGES.get(copy.suffix, "text")
        place.write_text(f"---\norphan: true\n---\n# {name}\n\n```{{literalinclude}} /files/{name}\n:language: {language}\n```\n")
    return page


def up(page):
    return "../" * (len(pathlib.PurePosixPath(page).parts) - 1)


def rewrite(name):
    place = target / pages[name]

    def link(match):
        path, anchor = match[1], match[2] or ""
        file = (tree / name).parent.joinpath(path).resolve()
        if not file.is_relative_to(tree) or not file.exists():
            return match[0]
        inside = str(file.relative_to(tree))
        if inside in pages:
            return f"]({up(pages[name])}{pages[inside]}{anchor})"
        if inside.endswith(".svg"):
            return match[0]
        return f"]({up(pages[name])}{page_of(inside)})"

    text = place.read_text()
    # Not in code.
    parts = re.split(r"(^```.*?^```)", text, flags=re.MULTILINE | re.DOTALL)
    parts[::2] = [re.sub(r"\]\(([^)#: ]+)(#[^)]*)?\)", link, part) for part in parts[::2]]
    place.write_text("".join(parts))


for name in pages:
    if not name.startswith("docs/site/"):
        rewrite(name)

# The reference of C++: a page for each room, a section for each header.
(target / "reference/cpp").mkdir(parents=True, exist_ok=True)
for room, title in ROOMS.items():
    text = [f"{title}\n{'=' * len(title)}\n"]
    for header in sorted((tree / "include/snapseal" / room).glob("*.hpp")):
        shown_name = f"snapseal/{room}/{header.name}"
        heading = f"{header.name}"
        text.append(f"{heading}\n{'-' * len(heading)}\n\n``#include <{shown_name}>``\n\n.. doxygenfile:: {shown_name}\n   :project: snapseal\n")
    (target / f"reference/cpp/{room}.rst").write_text("\n".join(text))
print(f"{len(pages)} pages, {len(shown)} files and folders shown")
