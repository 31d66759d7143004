#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Debian 12's furo is in pieces: its script imports another one, which a page that is no module cannot, and its style is completed by a web server's
folder /javascript, and lost what a system that prefers dark is to see. Puts the pieces together. complete_theme.py FOLDER"""

import pathlib
import re
import shutil
import sys

static = pathlib.Path(sys.argv[1]) / "_static"
script = static / "scripts/furo.js"
text = script.read_text()
if text.startswith("import Gumshoe"):
    gumshoe = (static / "scripts/gumshoe-patched.js").read_text()
    script.write_text(gumshoe + "\n" + re.sub(r"^import Gumshoe[^\n]*\n", "", text))
for style in [path for path in static.rglob("*.css") if path.is_file()]:
    text = style.read_text()
    for path in re.findall(r"@import url\((/javascript/[^)]*)\)", text):
        copy = static / path.removeprefix("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile("/usr/share" + path, copy)
        text = text.replace(f"url({path})", f"url(../{path.removeprefix('/')})")
    dark = re.search(r'body\[data-theme="dark"\] \{([^}]*--color-background-primary[^}]*)\}', text)
    if style.name == "furo.css" and dark and "prefers-color-scheme" not in text:
        text += f'\n@media not print and (prefers-color-scheme: dark) {{ body:not([data-theme="light"]) {{{dark[1]}}} }}\n'
    style.write_text(text)
