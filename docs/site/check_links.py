#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Follows every link of the site's pages to its page and anchor, and sees that nothing is loaded from elsewhere.
check_links.py FOLDER [--without NAME...]   folders that were not built"""

import html.parser
import pathlib
import sys
import urllib.parse

root, without = pathlib.Path(sys.argv[1]).resolve(), set(sys.argv[3:])
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
faults, links = [], 0


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.anchors, self.links, self.loaded = path, set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.anchors.update(value for name, value in attrs if name in ("id", "name") and value)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag in LOADED and values.get(LOADED[tag]) and values.get("rel") not in ("canonical",):
            self.loaded.append(values[LOADED[tag]])


pages = {path: Page(path) for path in root.rglob("*.html")}
for path, page in pages.items():
    name = path.relative_to(root)
    for url in page.loaded:
        if urllib.parse.urlsplit(url).scheme in ("http", "https") or url.startswith("//"):
            faults.append(f"{name}: loads {url} from elsewhere")
    for url in page.links + page.loaded:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme or parts.netloc:
            continue
        links += 1
        file = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
        if file.is_dir():
            file /= "index.html"
        if file.is_relative_to(root) and file.relative_to(root).parts[:1] and file.relative_to(root).parts[0] in without:
            continue
        if not file.exists():
            faults.append(f"{name}: there is no {url}")
        elif parts.fragment and file in pages and urllib.parse.unquote(parts.fragment) not in pages[file].anchors and name.parts[0] != "typescript":
            faults.append(f"{name}: there is no anchor {url}")

print("\n".join(faults))
print(f"{len(pages)} pages, {links} links, {len(faults)} faults")
sys.exit(1 if faults or len(pages) < 30 or links < 1000 else 0)
