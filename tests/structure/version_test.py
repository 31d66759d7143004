#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The copies of the version are equal to it, a copy that differs is named, and a new version reaches all of them; CHANGELOG.md can be
turned into a release's, and a section that cannot is refused.

Usage: version_test.py ROOT"""

import pathlib
import shutil
import sys
import tempfile

root = pathlib.Path(sys.argv[1]).resolve()
sys.dont_write_bytecode = True
sys.path.insert(0, str(root / "packaging/release"))
import changelog  # pylint: disable=wrong-import-position
import version

found, checked = version.faults(root), 0
files = {version.SOURCE, *(name for name, _, _ in version.COPIES)}
with tempfile.TemporaryDirectory() as folder:
    copy = pathlib.Path(folder)
    for name in files:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, copy / name)
    if (root / "packaging/debian").exists():
        shutil.copytree(root / "packaging/debian", copy / "packaging/debian")
    version.write(copy, "98.7.6")
    found += [f"after --set: {fault}" for fault in version.faults(copy)]
    if version.version_of(copy) != "98.7.6":
        found.append("--set does not reach CMakeLists.txt")
    for name in sorted(files - {version.SOURCE}):
        good = (copy / name).read_text()
        (copy / name).write_text(good.replace("98.7.6", "98.7.5", 1))
        named = version.faults(copy)
        (copy / name).write_text(good)
        checked += 1
        if len(named) != 1 or not named[0].startswith(f"{name}: 98.7.5, ") or "--set 98.7.6" not in named[0]:
            found.append(f"a copy that differs in {name} is told as {named}")

OLD = "## 1.2.3 - 2026-01-02\n\n- x\n"
NEW = "# C\n\n## Unreleased\n\n- y\n\n" + OLD
if changelog.release(NEW, "1.10.0", "2026-03-04") != "# C\n\n## Unreleased\n\n## 1.10.0 - 2026-03-04\n\n- y\n\n" + OLD:
    found.append("a release's section is wrong")
for text, wanted, word in ((NEW, "1.2.3", "not newer"), (NEW, "1.2.2", "not newer"), (OLD, "1.3.0", "no section"),
                           ("## Unreleased\n\n" + OLD, "1.3.0", "is empty"), (NEW.replace("Unreleased", "Unreleased: 2.0.0"), "1.3.0", "is about 2.0.0")):
    checked += 1
    try:
        changelog.release(text, wanted, "2026-03-04")
        found.append(f"released, though it {word}")
    except ValueError as fault:
        if word not in str(fault):
            found.append(f"{word}: {fault}")

print("\n".join(found))
print(f"{checked} cases, {len(found)} faults")
sys.exit(bool(found) or checked < 9)
