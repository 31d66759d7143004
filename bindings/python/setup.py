# SPDX-License-Identifier: Apache-2.0
from setuptools import setup

# One module for CPython 3.9 and all later ones.
setup(cffi_modules=["build_native.py:ffibuilder"], options={"bdist_wheel": {"py_limited_api": "cp39"}})
