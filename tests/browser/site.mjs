// The site under test: what the real binary makes of this repository.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const BINARY = path.resolve(REPOSITORY, process.env.GLASKLAR_BINARY ?? "target/release/glasklar");

export const LANGUAGES = ["da", "nb", "nn", "en"];

/**
 * The addresses, from the site's root, of the pages that the tests know by name.
 */
export const PAGE = {
  home: "index.html",
  search: "soeg.html",
  case: "sager/herning-resultatkontrakt-baeredygtig-herning-2021.html",
  grant: "tilskud/herning-baeredygtig-herning-2021.html",
  grants: "tilskud/index.html",
  document: "dokumenter/herning-dagsorden-2021-01-18.html",
};

/**
 * Builds this repository's site into a folder of its own, which goes when the tests of the file have run.
 * @param {...string} options further options of `glasklar build`
 * @returns {Promise<string>} the folder
 */
export async function build(...options) {
  const parent = await mkdtemp(path.join(tmpdir(), "glasklar-browser-"));
  const folder = path.join(parent, "site");
  const clean = () => rm(parent, { recursive: true, force: true });
  after(clean);
  try {
    await promisify(execFile)(BINARY, ["build", REPOSITORY, "--out", folder, "--today", "2026-01-31", ...options]);
  } catch (error) {
    // Without a site the file ends before any test, and what is to be done after the tests is not.
    await clean();
    throw error;
  }
  return folder;
}

/**
 * What the tests sort pages by.
 * @typedef {object} Page
 * @property {string} address from the site's root
 * @property {string} language of its interface
 * @property {string} type what it is: `home`, `list`, `record kind-grant`, …
 * @property {number} size in characters
 */

/**
 * Every page of a built site, by address.
 * @param {string} folder
 * @returns {Promise<Page[]>}
 */
export async function pages(folder) {
  const files = await readdir(folder, { recursive: true });
  const addresses = files.filter((file) => file.endsWith(".html")).map((file) => file.split(path.sep).join("/"));
  return Promise.all(
    addresses.sort().map(async (address) => describe(address, await readFile(path.join(folder, address), "utf8"))),
  );
}

/**
 * @param {string} address
 * @param {string} html
 * @returns {Page}
 */
function describe(address, html) {
  const first = (/** @type {RegExp} */ pattern) => pattern.exec(html)?.[1] ?? "";
  const type = `${first(/<body class="([^"]*)"/)} ${first(/<article class="([^"]*)"/)}`.trim();
  return { address, language: first(/<html lang="([^"]*)"/), type, size: html.length };
}

/**
 * The fullest and the emptiest page of each type in each language: what shows on any page of the type shows on these.
 * @param {Page[]} all
 * @returns {Page[]}
 */
export function extremes(all) {
  /** @type {Map<string, Page[]>} */
  const groups = new Map();
  for (const page of all.toSorted((a, b) => b.size - a.size)) {
    const key = `${page.language} ${page.type}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()].flatMap((group) => (group.length > 1 ? [group[0], group[group.length - 1]] : group));
}
