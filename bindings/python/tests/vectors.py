# SPDX-License-Identifier: Apache-2.0
"""The vectors of the project, read so that a test of nothing cannot pass."""
from __future__ import annotations

import json
import os
import pathlib
from typing import Any, Callable

import snapseal

FOLDER = pathlib.Path(os.environ.get("SNAPSEAL_VECTORS") or pathlib.Path(__file__).parents[3] / "vectors")


def cases(name: str, count_min: int) -> list[dict[str, Any]]:
    content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    listed: list[dict[str, Any]] = content["cases"]
    assert len(listed) == content["count"] >= count_min
    return listed


def read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def outcome(work: Callable[[], object]) -> tuple[str, Any]:
    """"ok" and the result, or the code and the error."""
    try:
        return "ok", work()
    except snapseal.Error as error:
        return error.code, error
