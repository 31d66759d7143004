# SPDX-License-Identifier: Apache-2.0
"""What the peers in Python share: `peer.py KEY RESPONSE` writes the plaintext; with `--serve` behind it, the peer
opens the response again and again for each line "SECONDS" that it reads, and answers with a line of JSON."""
import json
import pathlib
import sys
import time


def main(load, open_response):
    key = load(pathlib.Path(sys.argv[1]).read_bytes())
    text = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
    if sys.argv[3:] != ["--serve"]:
        sys.stdout.buffer.write(open_response(key, text))
        return
    for line in sys.stdin:
        seconds, operations, passed = float(line), 0, 0.0
        started = time.perf_counter()
        while passed < seconds or operations == 0:
            open_response(key, text)
            operations += 1
            passed = time.perf_counter() - started
        print(json.dumps({"operations": operations, "seconds": passed}), flush=True)
