#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The plan of the house (docs/architecture.md), checked: who includes whom, and how large rooms are."""

import pathlib
import re
import subprocess
import sys

ROOMS = ["core", "keys", "response", "signing", "explain", "api"]  # each may use those before it
OUTSIDE = ["c", "cli", "sandbox"]  # they use the library as any user does
THIRD_PARTY_OF = {"botan/": ROOMS, "nlohmann/": ["sandbox"], "CLI/": ["cli", "sandbox"], "httplib": ["sandbox"]}
HEADER_LINES_MAX, SOURCE_LINES_MAX = 150, 400

root = pathlib.Path(sys.argv[1])
objects = [pathlib.Path(name) for name in sys.argv[2:]]
faults, checked = [], 0


def fault(path, text):
    faults.append(f"{path.relative_to(root)}: {text}")


def last_name(mangled):
    """The innermost name in a mangled one, where each name stands behind its length."""
    for match in re.finditer(r"(?=(\d+)([A-Za-z_]\w*))", mangled):
        name, rest = match[2][:int(match[1])], match[2][int(match[1]):]
        if rest in ("", "E") and len(name) == int(match[1]):
            return name
    return mangled


def includes(path):
    return re.findall(r'^#include ([<"])([^>"]+)[>"]', path.read_text(), re.MULTILINE)


def room_of(path, base):
    first = path.relative_to(base).parts[0]
    return first if first in ROOMS + OUTSIDE else None


def check_include(path, room, public, quoted, name):
    target = name.removeprefix("snapseal/").split("/")[0]
    if name.startswith("snapseal/"):
        if room in ROOMS and target in ROOMS and ROOMS.index(target) > ROOMS.index(room):
            fault(path, f"room {room} must not use {name}")
        return
    if name == "snapseal/nlohmann.hpp":
        fault(path, f"must not include {name}")
    for prefix, rooms in THIRD_PARTY_OF.items():
        if name.startswith(prefix) and path != BORDER and (public or room not in rooms):
            fault(path, f"must not include {name}")
    if name.startswith("p11-kit/") and (public or path.parent.name != "pkcs11"):
        fault(path, f"must not include {name}")
    if name.startswith("openssl/") and (public or not path.name.startswith("openssl")):
        fault(path, f"must not include {name}")
    if quoted and public:
        fault(path, f"a public header must not include the private {name}")
    if quoted and room in OUTSIDE and target in ROOMS:
        fault(path, f"room {room} uses public headers only, not {name}")
    if quoted and room in ROOMS and target in ROOMS and ROOMS.index(target) > ROOMS.index(room):
        fault(path, f"room {room} must not use {name}")


BORDER = root / "include/snapseal/nlohmann.hpp"  # the one header that meets another library; no other includes it

for base, public in ((root / "include/snapseal", True), (root / "src", False)):
    for path in sorted(base.rglob("*.?pp")):
        checked += 1
        lines = len(path.read_text().splitlines())
        if lines > (HEADER_LINES_MAX if public else SOURCE_LINES_MAX):
            fault(path, f"{lines} lines: a second noun is hiding")
        if not path.read_text().startswith("// SPDX-License-Identifier: Apache-2.0\n"):
            fault(path, "the first line must be the licence")
        for mark, name in includes(path):
            check_include(path, room_of(path, base), public, mark == '"', name)

# One noun, one name, one file: what x.hpp declares is defined in the x.cpp of its room, wherever that lies in the room.
DECLARED = re.compile(r"^(?!using|class|struct|enum|return|namespace|inline|constexpr|template|friend|extern)"
                      r"(?:\[\[\w+\]\]\s+|SNAPSEAL_API\s+)*[A-Za-z_][\w:<>,&*\s]*?[\s&*](\w+)\([^;{}]*\)\s*(?:noexcept)?;", re.MULTILINE)
# A header over several sources, each of which is one of a kind.
SEVERAL = {
    "include/snapseal/keys/pkcs11.hpp": "keys/pkcs11/*.cpp",
    "src/keys/rsa/decryptor.hpp": "keys/rsa/*.cpp",
    "src/explain/variants.hpp": "explain/*_variants.cpp",
    "src/core/base64_decode.hpp": "core/base64.cpp",
}
for base in (root / "include/snapseal", root / "src"):
    for path in sorted(base.rglob("*.hpp")):
        room = room_of(path, base)
        if room not in ROOMS:
            continue
        pattern = SEVERAL.get(str(path.relative_to(root)))
        sources = (root / "src").glob(pattern) if pattern else (root / "src" / room).rglob(path.stem + ".cpp")
        defined = "".join(source.read_text() for source in sources)
        text = re.sub(r"//[^\n]*", "", path.read_text())
        for match in DECLARED.finditer(text):
            if not re.search(rf"\b{match[1]}\(", defined):
                fault(path, f"{match[1]} is not defined in {path.stem}.cpp")

umbrella = root / "include/snapseal/snapseal.hpp"
included = {name for _, name in includes(umbrella)}
if [name for _, name in includes(BORDER) if name.startswith("nlohmann/")] == []:
    fault(BORDER, "is for nlohmann/json, and does not include it")
for path in (root / "include/snapseal").rglob("*.hpp"):
    name = "snapseal/" + str(path.relative_to(root / "include/snapseal"))
    if path not in (umbrella, BORDER) and name not in included:
        fault(umbrella, f"does not include {name}")

# No mutable globals: they would be shared by threads and outlive main. (GCC puts some constants into
# sections that can be written; those are called constexpr in the source.)
# src/core/secret.cpp and src/keys/rsa/openssl_decryptor.cpp say why.
ALLOWED_GLOBALS = {"locked_memory", "library_context"}
sources = "".join(path.read_text() for path in sorted((root / "src").rglob("*.?pp")))
for path in objects:
    for line in subprocess.run(["objdump", "-t", path], check=True, capture_output=True, text=True).stdout.splitlines():
        match = re.search(r"\sO (\.data(?!\.rel\.ro)|\.bss|\.tbss|\.tdata)\S*\s+[0-9a-f]{16}\s+(\.hidden )?(\S+)$", line)
        if not match or re.match(r"DW\.ref\.|_ZT[VIS]", match[3]):
            continue
        name = last_name(match[3])
        if name not in ALLOWED_GLOBALS and not re.search(rf"constexpr [^;=(]*\b{name}\b", sources):
            faults.append(f"{path.name}: mutable global {name}")

print("\n".join(faults))
print(f"{checked} files and {len(objects)} objects checked, {len(faults)} faults")
sys.exit(1 if faults or not checked or not objects else 0)
