// The searches that are held side by side, each behind the same two functions: `build` makes its files in a folder of its own,
// `open` gives a fresh engine that tells of every file it fetches.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { counts } from "../../layouts/assets/search/facets.js";
import { published } from "../../layouts/assets/search/files.js";
import { ordered } from "../../layouts/assets/search/order.js";
import { shown } from "../../layouts/assets/search/records.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { reading } from "../../tests/search/folder.mjs";

/** @import { Entry } from "./corpus.mjs" */

/** Asks, and gives the ids of the first results as they are shown. `funder` is empty where none is chosen.
 * @typedef {(question: string, funder: string, limit: number) => Promise<string[]>} Ask */
/** Where things are: the site that was built, the folder of this search's files, the folder with `node_modules`.
 * @typedef {{ site: string, folder: string, modules: string }} Places */
/** Is told the bytes of what is fetched, as they are sent. @typedef {(bytes: number) => void} Fetched */
/** @typedef {{ build: ((entries: Entry[], places: Places) => Promise<void>) | null, open: (places: Places, fetched: Fetched) => Promise<{ ask: Ask, wasm: () => number }> }} Rival */

/** @type {Record<string, Rival>} */
export const rivals = {
  glasklar: { build: null, open: openOurs },
  pagefind: { build: buildPagefind, open: openPagefind },
  elasticlunr: { build: buildLunr, open: openLunr },
};

const noWasm = () => 0;
const gzipped = (/** @type {string} */ file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** @param {Places} places @param {Fetched} fetched */
async function openOurs({ site }, fetched) {
  for (const file of modulesOf(site)) fetched(gzipped(file));
  const read = reading(site, (address) => fetched(readFileSync(path.join(site, address)).length));
  const search = { files: await published(read), breathe: async () => undefined };
  const ask = async (/** @type {string} */ question, /** @type {string} */ funder, /** @type {number} */ limit) => {
    const state = new URLSearchParams({ q: question, ...(funder && { funder }) });
    const result = await resultOf(search, String(state));
    const facet = search.files.manifest.facets.find(({ name }) => name === "funder");
    if (funder && facet) await counts(search, result, facet);
    const documents = await ordered(search, result, "da", limit);
    const results = await shown(search, documents.subarray(0, limit), "da");
    return results.map(({ id }) => id);
  };
  return { ask, wasm: noWasm };
}

/** The modules of the engine and of its page, one file for each. @param {string} site */
function modulesOf(site) {
  const assets = path.join(site, "assets");
  const built = readFileSync(path.join(site, "soeg.html"), "utf8").match(/assets\/([^/"]+)\/search\//)?.[1] ?? "";
  return ["worker.js", "page.js"].map((name) => path.join(assets, built, "search", name)).filter((file) => existsSync(file));
}

/** @param {Entry[]} entries @param {Places} places */
async function buildPagefind(entries, { folder, modules }) {
  const { createIndex, close } = await import(String(pathToFileURL(path.join(modules, "node_modules/pagefind/lib/index.js"))));
  // One index, as ours is one: Pagefind would make one for each language, and search one of them.
  const { index } = await createIndex({ forceLanguage: "da" });
  for (const { id, address, title, text, kind, year, funder } of entries) {
    const filters = { kind: [kind], ...(year && { year: [year] }), ...(funder && { funder: [funder] }) };
    await index.addCustomRecord({ url: address, content: text, language: "da", meta: { title, id }, filters });
  }
  await index.writeFiles({ outputPath: folder });
  await close();
}

/** @param {Places} places @param {Fetched} fetched */
async function openPagefind({ folder }, fetched) {
  const program = path.join(folder, "pagefind.js");
  fetched(gzipped(program));
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  const instantiate = WebAssembly.instantiate;
  Object.assign(WebAssembly, {
    /** @param {any} module @param {any} imports */
    instantiate: async (module, imports) => {
      const made = /** @type {any} */ (await instantiate(module, imports));
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.push(memory);
      return made;
    },
  });
  globalThis.fetch = async (address) => {
    const file = fileURLToPath(String(address).split("?")[0]);
    const bytes = readFileSync(file);
    // Its own files are compressed already, the entry alone is plain.
    fetched(file.endsWith(".json") ? gzipped(file) : bytes.length);
    return new Response(bytes);
  };
  const pagefind = await import(String(pathToFileURL(program)));
  await pagefind.options({ basePath: `${pathToFileURL(folder)}/` });
  await pagefind.init();
  const ask = async (/** @type {string} */ question, /** @type {string} */ funder, /** @type {number} */ limit) => {
    const { results } = await pagefind.search(question, funder ? { filters: { funder } } : {});
    const data = await Promise.all(results.slice(0, limit).map((/** @type {any} */ result) => result.data()));
    return data.map(({ meta }) => meta.id);
  };
  return { ask, wasm: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) };
}

/** @param {string} modules */
const lunrOf = (modules) => createRequire(path.join(modules, "here.js"))("elasticlunr");

/** @param {Entry[]} entries @param {Places} places */
async function buildLunr(entries, { folder, modules }) {
  const index = lunrOf(modules)(function (/** @type {any} */ made) {
    made.setRef("id");
    made.addField("title");
    made.addField("text");
    // Kept texts would make the file larger by all of them: a page would have to fetch its results by address.
    made.saveDocument(false);
  });
  for (const { id, title, text } of entries) index.addDoc({ id, title, text });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "index.json"), JSON.stringify(index));
}

/** @param {Places} places @param {Fetched} fetched */
async function openLunr({ folder, modules }, fetched) {
  fetched(gzipped(path.join(modules, "node_modules/elasticlunr/elasticlunr.min.js")));
  const file = path.join(folder, "index.json");
  fetched(gzipped(file));
  const index = lunrOf(modules).Index.load(JSON.parse(readFileSync(file, "utf8")));
  const ask = async (/** @type {string} */ question, /** @type {string} */ _, /** @type {number} */ limit) =>
    index.search(question, { bool: "AND" }).slice(0, limit).map((/** @type {any} */ { ref }) => ref);
  return { ask, wasm: noWasm };
}
