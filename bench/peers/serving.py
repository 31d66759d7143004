# SPDX-License-Identifier: Apache-2.0
"""What the peers in Python share: `peer.py KEY RESPONSE` writes the plaintext; with `--serve` behind it, the peer
opens the response again and again for each line "SECONDS" that it reads, and answers with a line of JSON; with a number
behind that, on so many threads at once."""
import concurrent.futures
import json
import pathlib
import sys
import time


def main(load, open_response):
    key = load(pathlib.Path(sys.argv[1]).read_bytes())
    text = pathlib.Path(sys.argv[2]).read_bytes()  # as it comes out of a socket
    if sys.argv[3:4] != ["--serve"]:
        sys.stdout.buffer.write(bytes(open_response(key, text)))
        return
    serve(lambda: open_response(key, text), int(sys.argv[4]) if sys.argv[4:] else 1)


def serve(work, threads=1):
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        for line in sys.stdin:
            seconds, started = float(line), time.perf_counter()
            if threads == 1:
                operations = repeat(work, started + seconds)
            else:
                operations = sum(pool.map(repeat, [work] * threads, [started + seconds] * threads))
            print(json.dumps({"operations": operations, "seconds": time.perf_counter() - started}), flush=True)


def repeat(work, end):
    operations = 0
    while operations == 0 or time.perf_counter() < end:
        work()
        operations += 1
    return operations
