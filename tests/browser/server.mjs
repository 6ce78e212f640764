// A static web server just large enough for the tests: it knows types, the site's policy, a sub-path and the page for
// unknown addresses, and nothing that could mend a fault of the site, such as guessing an address.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** What `design/site.md` promises to work under; every response carries it. */
export const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/**
 * A folder on the web.
 * @typedef {object} Served
 * @property {string} origin such as `http://127.0.0.1:41234`
 * @property {string} root the address at which the folder stands, ending in a slash
 * @property {() => Promise<void>} close
 */

/**
 * In what a server differs from the one that the site is made for.
 * @typedef {object} Habits
 * @property {boolean} [compresses] compresses everything, also what is compressed already, whatever it is
 * @property {string | null} [type] of every file that a page does not need to be shown by; without one where null
 * @property {string} [caching] of everything
 * @property {(address: string, bytes: number) => Promise<unknown> | void} [before] is waited for before a file is sent: what a
 *   slow line takes, or what a test holds back; the address is told from the root
 */

/** What a browser takes for a script, a style sheet, a picture or a page only where the type says so. */
const TYPED = [".css", ".html", ".js", ".svg"];

/**
 * Serves `folder` on a free port of this machine. It knows nothing of ranges: whoever asks for a part gets all.
 * @param {string} folder
 * @param {string} [base] the path under which it stands, with a slash at both ends
 * @param {Habits} [habits]
 * @returns {Promise<Served>}
 */
export async function serve(folder, base = "/", { compresses, type, caching, before } = {}) {
  const server = createServer(async ({ url = "/" }, response) => {
    const { status, file } = await find(folder, base, new URL(url, "http://localhost").pathname);
    const extension = path.extname(file ?? ".txt");
    const usual = TYPES[extension] ?? "application/octet-stream";
    const told = type === undefined || TYPED.includes(extension) ? usual : type;
    const body = file ? await readFile(file) : Buffer.from("not found");
    await before?.(url.slice(base.length), body.length);
    response.writeHead(status, {
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      ...(told !== null && { "content-type": told }),
      ...(compresses && { "content-encoding": "gzip" }),
      // As the hosting that the site is made for: the address of an asset holds the digest of its content.
      "cache-control": caching ?? (/\/assets\//.test(url) ? "max-age=31536000, immutable" : "no-cache"),
    });
    response.end(compresses ? gzipSync(body) : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const close = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
    );
  return { origin, root: origin + base, close };
}

/**
 * The file that answers an address; without one, the site's own page for that.
 * @param {string} folder
 * @param {string} base
 * @param {string} address
 * @returns {Promise<{ status: number, file: string | null }>}
 */
async function find(folder, base, address) {
  const wanted = address.startsWith(base) ? path.join(folder, decodeURIComponent(address.slice(base.length))) : null;
  const inside = wanted && (wanted + path.sep).startsWith(path.join(folder, path.sep));
  const file = inside && address.endsWith("/") ? path.join(wanted, "index.html") : wanted;
  if (inside && file && (await isFile(file))) return { status: 200, file };
  const missing = path.join(folder, "404.html");
  return { status: 404, file: (await isFile(missing)) ? missing : null };
}

/** @param {string} file */
async function isFile(file) {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}
