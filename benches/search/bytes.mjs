// What a first question fetches: of the index, file by file, and the modules that ask it.

import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { counts } from "../../layouts/assets/search/facets.js";
import { published } from "../../layouts/assets/search/files.js";
import { ordered } from "../../layouts/assets/search/order.js";
import { shown } from "../../layouts/assets/search/records.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { totals } from "../../layouts/assets/search/sums.js";
import { reading } from "../../tests/search/folder.mjs";
import { wordsOf } from "./words.mjs";

const PAGE = 20;

/** Bytes by the kind of file, such as `terms` or `columns/date`. @typedef {Record<string, number>} Kinds */

/**
 * What one rare and one very common word fetch until a page of results stands there; what the counts of a facet, a range and
 * sums fetch on top of that, and those of three facets instead of one; the same on top of the common word alone.
 * @param {string} folder of a built site, or of an index alone
 */
export async function bytesOf(folder) {
  const { common, rare, facets, year } = await wordsOf(folder);
  const both = `q=${encodeURIComponent(`${rare} ${common}`)}`;
  const alone = `q=${encodeURIComponent(common)}`;
  const range = `from=${year}&min=1`;
  const asked = (/** @type {string} */ state, /** @type {any[]} */ counted) =>
    cold(folder, async (search) => {
      const found = await results(search, state);
      if (counted.length > 0) await summed(search, `${state}&${range}`, counted);
      return found;
    });
  const text = await asked(both, []);
  const one = await asked(both, facets.slice(0, 1));
  const three = await asked(both, facets.slice(0, 3));
  const before = await asked(alone, []);
  const all = await asked(alone, facets.slice(0, 1));
  return {
    ...text.given,
    entries: text.entries,
    rare,
    common,
    text: text.kinds,
    columns: less(one.kinds, text.kinds),
    columnsOfThreeFacets: less(three.kinds, text.kinds),
    columnsOfAll: less(all.kinds, before.kinds),
    memory: three.memory,
    memoryOfAll: all.memory,
    engine: engine(folder),
  };
}

/** All bytes. @param {Kinds} kinds */
export function sumOf(kinds) {
  return Object.values(kinds).reduce((sum, bytes) => sum + bytes, 0);
}

/** What some work fetched beyond some other. @param {Kinds} more @param {Kinds} kinds */
function less(more, kinds) {
  const left = Object.entries(more).map(([kind, bytes]) => [kind, bytes - (kinds[kind] ?? 0)]);
  return Object.fromEntries(left.filter(([, bytes]) => bytes !== 0));
}

/**
 * What a fresh engine fetches and keeps for some work.
 * @param {string} folder
 * @param {(search: any) => Promise<any>} work
 */
async function cold(folder, work) {
  /** @type {Kinds} */
  const kinds = {};
  const asked = (/** @type {string} */ address) => {
    const kind = address.split("/").slice(1, -1).join("/") || path.basename(address, ".bin");
    kinds[kind] = (kinds[kind] ?? 0) + statSync(path.join(folder, address)).size;
  };
  const start = await held();
  const search = { files: await published(reading(folder, asked)), breathe: async () => undefined };
  const given = await work(search);
  const memory = (await held()) - start;
  return { kinds, memory, given, entries: search.files.manifest.entries };
}

/** Bytes that are held once everything that can go has gone. */
async function held() {
  for (let n = 0; n < 3; n += 1) {
    // What has been read and closed goes only after its turn.
    await new Promise((resolve) => setTimeout(resolve, 5));
    globalThis.gc?.();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * The first page of results.
 * @param {any} search
 * @param {string} state
 * @returns {Promise<{ found: number, shown: number }>}
 */
export async function results(search, state) {
  // The page shows what there is to choose from before anything is asked.
  await search.files.json("facets");
  const result = await resultOf(search, state);
  const documents = await ordered(search, result, "da", PAGE);
  const told = await shown(search, documents.subarray(0, PAGE), "da");
  return { found: result.count, shown: told.length };
}

/** The counts of facets and the sums. @param {any} search @param {string} state @param {any[]} facets */
export async function summed(search, state, facets) {
  const result = await resultOf(search, state);
  for (const facet of facets) await counts(search, result, facet);
  await totals(search, result.set);
}

/** Bytes of the modules of a whole site, each compressed as a server does; nothing of an index alone. @param {string} folder */
function engine(folder) {
  const assets = path.join(folder, "assets");
  let names;
  try {
    names = readdirSync(assets);
  } catch {
    return null;
  }
  const size = (/** @type {string} */ name) => gzipSync(readFileSync(path.join(assets, names[0], "search", name)), { level: 9 }).length;
  return { worker: size("worker.js"), page: size("page.js") };
}
