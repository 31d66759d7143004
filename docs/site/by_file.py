#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Doxygen's XML lists the functions of a namespace in the namespace alone. The reference has a section for each header, so each function, type and
constant is listed in its header here. by_file.py XML"""

import pathlib
import sys
import xml.etree.ElementTree as tree

folder = pathlib.Path(sys.argv[1])
files = {}
for path in folder.glob("*_8hpp.xml"):
    document = tree.parse(path)
    compound = document.getroot().find("compounddef")
    files[compound.find("location").get("file")] = (path, document, compound)
moved = 0
for path in folder.glob("namespace*.xml"):
    for section in tree.parse(path).getroot().find("compounddef").findall("sectiondef"):
        for member in section.findall("memberdef"):
            compound = files[member.find("location").get("file")][2]
            place = next((one for one in compound.findall("sectiondef") if one.get("kind") == section.get("kind")), None)
            if place is None:
                place = tree.SubElement(compound, "sectiondef", kind=section.get("kind"))
            place.append(member)
            moved += 1
for path, document, compound in files.values():
    for namespace in compound.findall("innernamespace"):
        compound.remove(namespace)
    document.write(path, encoding="UTF-8", xml_declaration=True)
# A value that is computed says nothing, and Sphinx cannot read it.
for path in [*folder.glob("class*.xml"), *folder.glob("struct*.xml")]:
    document = tree.parse(path)
    members = [member for member in document.getroot().iter("memberdef") if "".join(member.find("initializer").itertext() if member.find("initializer")
                                                                                   is not None else "").startswith("= []")]
    for member in members:
        member.remove(member.find("initializer"))
    if members:
        document.write(path, encoding="UTF-8", xml_declaration=True)
print(f"{moved} members in {len(files)} headers")
sys.exit(0 if moved > 50 else 1)
