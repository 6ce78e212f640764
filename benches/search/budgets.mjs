// What a question costs: bytes fetched, memory and time, of the index in a folder. `node --expose-gc budgets.mjs FOLDER…`
// prints a line of JSON for each; `benches/run search` makes a table of them.

import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { counts } from "../../layouts/assets/search/facets.js";
import { published } from "../../layouts/assets/search/files.js";
import { ordered } from "../../layouts/assets/search/order.js";
import { shown } from "../../layouts/assets/search/records.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { groups, totals } from "../../layouts/assets/search/sums.js";
import { reading } from "../../tests/search/folder.mjs";
import { wordsOf } from "./words.mjs";

const PAGE = 20;
const ROUNDS = 20;

for (const folder of process.argv.slice(2)) console.log(JSON.stringify(await measured(folder)));

/** @param {string} folder */
async function measured(folder) {
  const { common, rare, facets, year } = await wordsOf(folder);
  const [party] = facets;
  const both = `q=${encodeURIComponent(`${rare} ${common}`)}`;
  const alone = `q=${encodeURIComponent(common)}`;
  const range = `from=${year}&min=1`;
  const asked = (/** @type {string} */ state, /** @type {any[]} */ counted) =>
    cold(folder, async (search) => {
      const count = await results(search, state);
      if (counted.length > 0) await summed(search, `${state}&${range}`, counted);
      return count;
    });
  const text = await asked(both, []);
  const one = await asked(both, [party]);
  const three = await asked(both, facets.slice(0, 3));
  const before = await asked(alone, []);
  const all = await asked(alone, [party]);
  return {
    folder,
    entries: text.entries,
    rare,
    common,
    found: text.given,
    text: text.bytes,
    kinds: text.kinds,
    columns: one.bytes - text.bytes,
    columnsKinds: less(one.kinds, text.kinds),
    columnsOfThreeFacets: three.bytes - text.bytes,
    columnsOfAll: all.bytes - before.bytes,
    memory: three.memory,
    memoryOfAll: all.memory,
    times: await times(folder, common, rare, party, range),
    engine: engine(folder),
  };
}

/** What some work fetched beyond some other. @param {Record<string, number>} more @param {Record<string, number>} kinds */
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
  /** @type {Record<string, number>} */
  const kinds = {};
  const asked = (/** @type {string} */ address) => {
    const kind = address.split("/").slice(1, -1).join("/") || path.basename(address, ".bin");
    kinds[kind] = (kinds[kind] ?? 0) + statSync(path.join(folder, address)).size;
  };
  const start = await held();
  const search = { files: await published(reading(folder, asked)), breathe: async () => undefined };
  const given = await work(search);
  const memory = (await held()) - start;
  const bytes = Object.values(kinds).reduce((sum, one) => sum + one, 0);
  return { bytes, kinds, memory, given, entries: search.files.manifest.entries };
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

/** The first page of results. @param {any} search @param {string} state */
async function results(search, state) {
  // The page shows what there is to choose from before anything is asked.
  await search.files.json("facets");
  const result = await resultOf(search, state);
  const documents = await ordered(search, result, "da", PAGE);
  await shown(search, documents.subarray(0, PAGE), "da");
  return result.count;
}

/** The counts of facets and the sums. @param {any} search @param {string} state @param {any[]} facets */
async function summed(search, state, facets) {
  const result = await resultOf(search, state);
  for (const facet of facets) await counts(search, result, facet);
  await totals(search, result.set);
  return result.count;
}

/**
 * Milliseconds of a question that is asked again with everything at hand, the median of some rounds.
 * @param {string} folder
 * @param {string} common
 * @param {string} rare
 * @param {any} party
 * @param {string} range
 */
async function times(folder, common, rare, party, range) {
  const search = { files: await published(reading(folder)), breathe: async () => undefined };
  const q = (/** @type {string} */ text) => `q=${encodeURIComponent(text)}`;
  /** @type {Record<string, () => Promise<any>>} */
  const asked = {
    rare: () => results(search, q(rare)),
    common: () => results(search, q(common)),
    "rare and common": () => results(search, q(`${rare} ${common}`)),
    phrase: () => results(search, q(`"${rare} ${common}"`)),
    beginning: () => results(search, q(`${rare.slice(0, 4)}*`)),
    "common, sorted by amount": () => results(search, `${q(common)}&sort=amount`),
    "common, facet, range and sum": () => summed(search, `${q(common)}&${range}`, [party]),
    "common, grouped": async () => {
      const result = await resultOf(search, `${q(common)}&group=${party?.name ?? "year"}`);
      if (result.state.group) await groups(search, result.set, result.state.group, 200);
    },
  };
  /** @type {Record<string, number>} */
  const found = {};
  for (const [name, ask] of Object.entries(asked)) {
    await ask();
    const rounds = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const start = performance.now();
      await ask();
      rounds.push(performance.now() - start);
    }
    found[name] = rounds.sort((a, b) => a - b)[ROUNDS / 2];
  }
  return found;
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
