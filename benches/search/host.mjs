// A host of static files as most are: it compresses text, and lets browsers keep what has its version in the address.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { POLICY } from "../../tests/browser/server.mjs";

/** What is sent compressed, by the end of its name. @type {Record<string, string>} */
const TEXTS = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * A folder on the web: its address, ending in a slash, and the bytes that were sent of each file since `sent` was last
 * emptied. The browser's own account leaves out what it fetches for a worker.
 * @typedef {{ root: string, sent: Map<string, number>, close: () => void }} Hosted
 */

/**
 * Serves a folder on a free port of this machine.
 * @param {string} folder
 * @param {{ delay: number, bytes: number }} [line] milliseconds until a file begins, and bytes in each of those that follow
 * @returns {Promise<Hosted>}
 */
export async function host(folder, line) {
  const sent = new Map();
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname, search } = new URL(url, "http://localhost");
    const body = await readFile(path.join(folder, path.normalize(decodeURIComponent(pathname)))).catch(() => null);
    if (!body) return void response.writeHead(404).end();
    const type = TEXTS[path.extname(pathname)];
    const isKept = search !== "" || pathname.startsWith("/assets/");
    response.writeHead(200, {
      "content-security-policy": POLICY,
      "content-type": type ?? "application/octet-stream",
      "cache-control": isKept ? "max-age=31536000, immutable" : "no-cache",
      ...(type ? { "content-encoding": "gzip" } : {}),
    });
    const bytes = type ? gzipSync(body, { level: 9 }) : body;
    if (line) await passed(line.delay + bytes.length / line.bytes);
    sent.set(pathname.slice(1), bytes.length);
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { root: `http://127.0.0.1:${address.port}/`, sent, close };
}
