// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".map": "application/json", ".svg": "image/svg+xml" };

/** Serves folders under prefixes on 127.0.0.1. `answers` are functions for other paths. */
export async function serve(folders, { policy, answers = {}, ...wanted } = {}) {
  const server = createServer(async (request, reply) => {
    const { pathname } = new URL(request.url, "http://x");
    try {
      if (answers[pathname]) {
        let body = "";
        for await (const part of request) body += part;
        const answer = await answers[pathname](body);
        reply.writeHead(200, { "Content-Type": "application/json" }).end(answer);
        return;
      }
      const prefix = Object.keys(folders).find((name) => pathname.startsWith(name));
      const path = `${folders[prefix]}/${decodeURIComponent(pathname.slice(prefix.length))}`;
      if (!prefix || path.includes("..") || !(await stat(path)).isFile()) throw new Error("no such file");
      const headers = { "Content-Type": types[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-store" };
      if (policy) headers["Content-Security-Policy"] = policy;
      createReadStream(path).pipe(reply.writeHead(200, headers));
    } catch (error) {
      reply.writeHead(404).end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(wanted.port ?? 0, "127.0.0.1", resolve));
  return { port: server.address().port, close: () => (server.closeAllConnections(), server.close()) };
}
