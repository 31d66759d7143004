#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opening depends on the shared key in nothing but whether the tag holds: response_constant_time.py VALGRIND PROGRAM PUBLICKEY

valgrind may report the two places that look at that, and no other. A leak that is made on purpose must be reported."""
import re
import subprocess
import sys

MAY_LOOK = ("AesOcb::decrypt(", "open_message", "open_text", "decrypt_response(", "operator() (decrypt.cpp:")  # all but the first where the compiler put them into each other


def reports(*words):
    """The functions in which a branch or an address depends on the secret, and whether the program ended well."""
    done = subprocess.run([sys.argv[1], "-q", "--error-exitcode=0", "--num-callers=4", sys.argv[2], *words], capture_output=True, text=True,
                          check=False)
    blocks = re.findall(r"(?:Conditional jump or move depends|Use of uninitialised value)[^\n]*\n==\d+==\s+at 0x\w+: ([^\n]*)", done.stderr)
    return blocks, done


leaks, done = reports("leak")
if not leaks:
    sys.exit(f"the leak was not seen:\n{done.stderr}")
places, done = reports(sys.argv[3])
if done.returncode != 0 or not places:
    sys.exit(f"the program ends with {done.returncode}; valgrind saw {places}\n{done.stdout}{done.stderr}")
others = [place for place in places if not any(name in place for name in MAY_LOOK)]
if others or len(places) > 4:
    sys.exit(f"depends on the shared key: {others or places}\n{done.stderr}")
print(f"a leak is seen; opening looks at the tag's result in {len(places)} places, and at nothing else of the key")
