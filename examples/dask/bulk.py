# SPDX-License-Identifier: Apache-2.0
"""Opens responses, or verifies webhooks, on a cluster: lines in, a line out for each, in order and once, whatever happens to a worker.

    python3 bulk.py tcp://SCHEDULER:8786 open_tokens responses.ndjson > tokens.ndjson
    python3 bulk.py tcp://SCHEDULER:8786 verify_webhooks webhooks.ndjson > events.ndjson

Whoever reaches the scheduler can run code on the workers, which have the keys: between machines, use Dask's TLS.
"""
from __future__ import annotations

import collections
import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

import distributed

import tasks


def blocks(lines: Iterable[str], size: int = 200) -> Iterator[tasks.Block]:
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while block := list(itertools.islice(numbered, size)):
        yield block


def run(client: distributed.Client, task: str, lines: Iterable[str], out: TextIO, ahead: int = 32) -> None:
    """Keeps `ahead` blocks on the cluster, so that memory is bounded. A block whose worker dies is given to another one; its result comes
    once, from whichever ended it."""
    waiting: collections.deque[distributed.Future] = collections.deque()
    for block in blocks(lines):
        waiting.append(client.submit(getattr(tasks, task), block, pure=False))
        if len(waiting) == ahead:
            out.writelines(f"{line}\n" for line in waiting.popleft().result())
    for future in waiting:
        out.writelines(f"{line}\n" for line in future.result())


def main() -> None:
    scheduler, task, path = sys.argv[1:]
    if task not in ("open_tokens", "verify_webhooks"):
        raise SystemExit(__doc__)
    with distributed.Client(scheduler) as client, open(path, encoding="utf-8", errors="replace", newline="\n") as lines:
        run(client, task, lines, sys.stdout)


if __name__ == "__main__":
    main()
