#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a tar archive anew, so that its bytes depend on the content alone: members sorted, one time, no owner, two modes, no name or time
in the compression's header.

Usage: archive.py IN OUT.tar.xz|OUT.tar.gz|OUT.tgz EPOCH"""

import gzip
import io
import lzma
import os
import sys
import tarfile


def rewrite(source, target, epoch):
    plain = io.BytesIO()
    with tarfile.open(source) as old, tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as new:
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            if not (member.isfile() or member.isdir() or member.issym()):
                sys.exit(f"{source}: {member.name} is no file, folder or symbolic link")
            clean = tarfile.TarInfo(member.name)
            clean.type, clean.size, clean.linkname, clean.mtime = member.type, member.size, member.linkname, epoch
            clean.mode = 0o777 if member.issym() else 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            new.addfile(clean, old.extractfile(member) if member.isfile() else None)
    whole = plain.getvalue()
    if target.endswith(".xz"):
        packed = lzma.compress(whole, preset=9)
    else:
        packed = gzip.compress(whole, 9, mtime=epoch)
    with open(target + ".new", "wb") as out:
        out.write(packed)
    os.replace(target + ".new", target)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    rewrite(sys.argv[1], sys.argv[2], int(sys.argv[3]))
