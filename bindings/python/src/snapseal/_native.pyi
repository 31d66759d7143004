# SPDX-License-Identifier: Apache-2.0
# What cffi makes has no types of its own; the modules beside this one give them.
from typing import Any

ffi: Any
lib: Any
