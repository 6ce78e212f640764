// The sites under test: what the real binary makes of this repository, and of the small one that has every type of page in
// every language.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
export const BINARY = path.resolve(REPOSITORY, process.env.GLASKLAR_BINARY ?? "target/release/glasklar");

export const LANGUAGES = ["da", "nb", "nn", "en"];

/** The day on which every site is built, unless a test names another. */
export const TODAY = "2026-01-31";

/**
 * The folders of the sites: the sample portal, which is real, and the one whose pages `types.mjs` lists.
 * @type {{ portal: string, languages: string }}
 */
export const SITES = { portal: REPOSITORY, languages: path.join(REPOSITORY, "tests/sites/languages") };

/** A municipality's site with a look and a kind of its own. */
export const OWN = path.join(REPOSITORY, "tests/sites/own");

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
export function build(...options) {
  return buildSite(SITES.portal, ...options);
}

/**
 * Builds the site of a folder into one of its own, which goes when the tests of the file have run.
 * @param {string} source
 * @param {string[]} options further options of `glasklar build`
 * @returns {Promise<string>} the folder
 */
export async function buildSite(source, ...options) {
  const parent = await mkdtemp(path.join(tmpdir(), "glasklar-browser-"));
  const folder = path.join(parent, "site");
  const clean = () => rm(parent, { recursive: true, force: true });
  after(clean);
  try {
    await promisify(execFile)(BINARY, ["build", source, "--out", folder, "--today", TODAY, ...options]);
  } catch (error) {
    // Without a site the file ends before any test, and what is to be done after the tests is not.
    await clean();
    throw error;
  }
  return folder;
}

/**
 * Builds every site. Tests are written down after this: those that are written down while it works may be over before it is
 * done, and what is to be done after all tests with them.
 * @returns {Promise<{ name: string, folder: string, all: Page[] }[]>} each with its pages
 */
export function buildAll() {
  const each = Object.entries(SITES).map(async ([name, source]) => {
    const folder = await buildSite(source);
    return { name, folder, all: await pages(folder) };
  });
  return Promise.all(each);
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
