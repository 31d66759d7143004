# SPDX-License-Identifier: Apache-2.0
"""A stand-in for the API in this process: it checks the signature of each request, and answers login encrypted for a key."""
from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator

import snapseal


@contextlib.contextmanager
def stand_in(consumer_key: str, user_key: snapseal.PublicKey, plaintext: str) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            genuine = snapseal.verify(consumer_key, path, query, body, self.headers.get("Signature", ""))
            content = (snapseal.encrypt_response(user_key, plaintext) if genuine else '{"detail": "wrong signature", "code": "1076"}').encode()
            self.send_response(200 if genuine else 401)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
