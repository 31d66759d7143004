# SPDX-License-Identifier: Apache-2.0
"""Tries bulk.py: a scheduler and two workers on this machine, of which one is killed in the middle.

Each line must come out once, in order, with its id; and no key may ever have been in the scheduler's memory, through which all that
is sent goes."""
from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import io
import json
import logging
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import distributed

import bulk
import snapseal

HERE = pathlib.Path(__file__).resolve().parent
CONSUMER_KEY = "a-consumer-key-that-only-workers-have"
BAD = 7  # each line whose number this divides


def memory_of(process: int) -> Iterator[bytes]:
    """What a process may write to, piece by piece."""
    maps = pathlib.Path(f"/proc/{process}/maps").read_text()
    with open(f"/proc/{process}/mem", "rb", 0) as memory:
        for line in maps.splitlines():
            begin, end, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()  # type: ignore[union-attr]
            if rights.startswith("rw"):
                try:
                    memory.seek(int(begin, 16))
                    yield memory.read(int(end, 16) - int(begin, 16))
                except (OSError, ValueError, OverflowError):
                    pass


def has(process: int, secret: bytes) -> bool:
    return any(secret in piece for piece in memory_of(process))


def expiry(number: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(2_000_000_000 + number, datetime.timezone.utc)


def responses(key: snapseal.PublicKey, count: int) -> list[str]:
    def token(number: int) -> str:
        claims = base64.urlsafe_b64encode(json.dumps({"exp": int(expiry(number).timestamp())}).encode()).decode().rstrip("=")
        return f"eyJhbGciOiJIUzI1NiJ9.{claims}.x"
    lines = []
    for number in range(1, count + 1):
        line: dict[str, Any] = {"id": f"user-{number}", **json.loads(snapseal.encrypt_response(key, token(number)))}
        if number % BAD == 0:
            line["encryptedMessageData"]["tag"] = base64.b64encode(bytes(16)).decode()
        lines.append(json.dumps(line))
    return lines


def webhooks(count: int) -> list[str]:
    lines = []
    for number in range(1, count + 1):
        event = {"eventType": "USER_REGISTERED", "webhookId": f"hook-{number}",
                 "eventTimestamp": datetime.datetime.now(datetime.timezone.utc).isoformat()}
        text = json.dumps(event, separators=(",", ":"), sort_keys=True)
        signature = base64.b64encode(hmac.digest(CONSUMER_KEY.encode(), text.encode(), hashlib.sha256)).decode()
        body = text.replace("hook-", "hack-") if number % BAD == 0 else text
        lines.append(json.dumps({"id": number, "body": body, "signature": signature}))
    return lines


class KillsInTheMiddle(io.StringIO):
    """Kills a process after so many lines."""

    def __init__(self, process: subprocess.Popen[bytes], after: int) -> None:
        super().__init__()
        self.process, self.left = process, after

    def write(self, text: str) -> int:
        self.left -= 1
        if self.left == 0:
            self.process.kill()
            self.process.wait()
        return super().write(text)

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
        for line in lines:
            self.write(line)


def check(output: str, count: int, good: Callable[[int], dict[str, str]], code: str) -> None:
    lines = [json.loads(line) for line in output.splitlines()]
    assert [line.pop("line") for line in lines] == list(range(1, count + 1)), "each line once, in order"
    for number, line in enumerate(lines, 1):
        assert str(line.pop("id")).removeprefix("user-") == str(number), line
        assert line == good(number) if number % BAD else line["error"]["code"] == code, line


def main() -> None:
    count = 6000
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # the loss of a worker is told at length
    key = snapseal.PrivateKey.generate(2048)
    secret = re.sub(r"-----[^-]+-----|\s", "", key.write("pkcs8").decode())[600:700].encode()  # a part of its numbers
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.umask(0o077)
        (folder / "key.pem").write_bytes(key.write("pkcs8"))
        (folder / "consumer-key.txt").write_text(CONSUMER_KEY + "\n")
        with_tasks = {**os.environ, "PYTHONPATH": str(HERE)}
        with_keys = {**with_tasks, "SNAPSEAL_KEY_FILE": str(folder / "key.pem"),
                     "SNAPSEAL_CONSUMER_KEY_FILE": str(folder / "consumer-key.txt")}

        def start(program: str, *words: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
            with open(folder / "log", "ab") as log:
                return subprocess.Popen([sys.executable, "-m", f"distributed.cli.{program}", *words, "--no-dashboard"], cwd=folder,
                                        env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

        scheduler_file = str(folder / "scheduler.json")
        processes = [start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", scheduler_file, environment=with_tasks)]
        try:
            for _ in range(2):
                processes.append(start("dask_worker", "--scheduler-file", scheduler_file, "--host", "127.0.0.1", "--nthreads", "1",
                                       "--no-nanny", environment=with_keys))
            scheduler, first, second = processes
            while not os.path.exists(scheduler_file):
                assert scheduler.poll() is None, "the scheduler runs"
                time.sleep(0.1)
            with distributed.Client(scheduler_file=scheduler_file) as client:
                client.wait_for_workers(2, timeout=60)
                out = io.StringIO()
                bulk.run(client, "verify_webhooks", webhooks(count), out)
                check(out.getvalue(), count, lambda number: {"event_type": "USER_REGISTERED", "webhook_id": f"hook-{number}"},
                      "wrong_signature")
                print(f"{count} webhooks: each line once, in order")

                out = KillsInTheMiddle(first, after=count // 3)
                bulk.run(client, "open_tokens", responses(key.public_key, count), out)
                assert first.returncode is not None, "a worker was killed"
                check(out.getvalue(), count, lambda number: {"expires_at": expiry(number).isoformat()}, "decryption_failed")
                print(f"{count} responses, one of two workers killed in the middle: each line once, in order")

                for what, text in (("consumer key", CONSUMER_KEY.encode()), ("user secret key", secret)):
                    assert not has(scheduler.pid, text), f"the {what} was sent"
                assert has(second.pid, CONSUMER_KEY.encode()), "the search finds what is there"
                print("the keys were in no message: the scheduler's memory has none, a worker's has")
        except BaseException:
            print((folder / "log").read_text(), file=sys.stderr)
            raise
        finally:
            for process in processes:
                process.kill()
            for process in processes:
                process.wait()


if __name__ == "__main__":
    main()
