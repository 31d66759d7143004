# SPDX-License-Identifier: Apache-2.0
"""Builds the module snapseal._native over the C library libsnapseal-c.

The library is found by pkg-config (snapseal-c). SNAPSEAL_INCLUDE_DIR and SNAPSEAL_LIB_DIR name its folders where it is not installed;
the module then looks for it in the latter folder when it is loaded, too."""
import os
import pathlib
import re
import subprocess

from cffi import FFI

CALLBACKS = """
extern "Python" int32_t snapseal_py_passphrase(void*, const char*, size_t, char*, size_t*);
extern "Python" int32_t snapseal_py_pin(void*, const char*, size_t, const char*, size_t, int32_t, char*, size_t*);
extern "Python" int32_t snapseal_py_unwrap(void*, const uint8_t*, size_t, uint8_t*, size_t*);
extern "Python" void snapseal_py_batch(void*, size_t, const char*, size_t, const snapseal_opened*, const snapseal_error*);
"""


def flags(option: str) -> list[str]:
    asked = subprocess.run(["pkg-config", option, "snapseal-c"], capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        raise SystemExit("snapseal-c is not known to pkg-config: install snapseal, or set PKG_CONFIG_PATH, "
                         "or SNAPSEAL_INCLUDE_DIR and SNAPSEAL_LIB_DIR")
    return [word[2:] for word in asked.stdout.split()]


def folders(variable: str, option: str) -> list[str]:
    return [os.environ[variable]] if os.environ.get(variable) else flags(option)


def declarations(header: str) -> str:
    """The header as cffi reads it: without comments, preprocessor lines and the mark of what is exported."""
    text = re.sub(r"/\*.*?\*/", " ", header, flags=re.DOTALL)
    text = re.sub(r"^[ \t]*#.*\n", "", text.replace("\\\n", " "), flags=re.MULTILINE)
    text = text.replace("SNAPSEAL_C_API", "").replace('extern "C" {', "")
    text = text[:text.rindex("}")]  # of extern "C"
    return text + "\n#define SNAPSEAL_NO_OFFSET ...\n#define SNAPSEAL_NO_TIME ...\n" + CALLBACKS


include_dirs = folders("SNAPSEAL_INCLUDE_DIR", "--cflags-only-I")
library_dirs = folders("SNAPSEAL_LIB_DIR", "--libs-only-L")
found = [pathlib.Path(folder, "snapseal.h") for folder in [*include_dirs, "/usr/include"] if pathlib.Path(folder, "snapseal.h").exists()]
if not found:
    raise SystemExit("snapseal.h is in none of " + ", ".join(include_dirs))

ffibuilder = FFI()
ffibuilder.cdef(declarations(found[0].read_text(encoding="utf-8")))
ffibuilder.set_source(
    "snapseal._native", "#include <snapseal.h>", libraries=["snapseal-c"], include_dirs=include_dirs, library_dirs=library_dirs,
    runtime_library_dirs=library_dirs if os.environ.get("SNAPSEAL_LIB_DIR") else [], py_limited_api=True)
