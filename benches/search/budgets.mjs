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

const PAGE = 20;
const ROUNDS = 20;
/** In how many entries a rare word stands: in enough for a page of results. */
const RARE = [PAGE, 4 * PAGE];

for (const folder of process.argv.slice(2)) console.log(JSON.stringify(await measured(folder)));

/** @param {string} folder */
async function measured(folder) {
  const { common, rare, party } = await wordsOf(folder);
  const both = `q=${encodeURIComponent(`${rare} ${common}`)}`;
  const text = await cold(folder, (search) => results(search, both));
  const before = await cold(folder, (search) => results(search, `q=${encodeURIComponent(common)}`));
  const summed = await cold(folder, async (search) => {
    await results(search, both);
    return counted(search, `${both}&from=1990&min=1`, party);
  });
  const whole = await cold(folder, async (search) => {
    await results(search, `q=${encodeURIComponent(common)}`);
    return counted(search, `q=${encodeURIComponent(common)}&from=1990&min=1`, party);
  });
  return {
    folder,
    entries: text.entries,
    rare,
    common,
    found: text.given,
    text: text.bytes,
    kinds: text.kinds,
    columns: summed.bytes - text.bytes,
    columnsOfAll: whole.bytes - before.bytes,
    memory: summed.memory,
    memoryOfAll: whole.memory,
    times: await times(folder, common, rare, party),
    engine: engine(folder),
  };
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
    const kind = address.split("/")[1];
    kinds[kind] = (kinds[kind] ?? 0) + statSync(path.join(folder, address)).size;
  };
  const start = held();
  const search = { files: await published(reading(folder, asked)), breathe: async () => undefined };
  const given = await work(search);
  const memory = held() - start;
  const bytes = Object.values(kinds).reduce((sum, one) => sum + one, 0);
  return { bytes, kinds, memory, given, entries: search.files.manifest.entries };
}

/** Bytes that are held once everything that can go has gone. */
function held() {
  for (let n = 0; n < 3; n += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The first page of results. @param {any} search @param {string} state */
async function results(search, state) {
  const result = await resultOf(search, state);
  const documents = await ordered(search, result, "da", PAGE);
  await shown(search, documents.subarray(0, PAGE), "da");
  return result.count;
}

/** The counts of a facet and the sums. @param {any} search @param {string} state @param {any} facet */
async function counted(search, state, facet) {
  const result = await resultOf(search, state);
  if (facet) await counts(search, result, facet);
  await totals(search, result.set);
  return result.count;
}

/**
 * Milliseconds of a question that is asked again with everything at hand, the median of some rounds.
 * @param {string} folder
 * @param {string} common
 * @param {string} rare
 * @param {any} party
 */
async function times(folder, common, rare, party) {
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
    "common, facet, range and sum": () => counted(search, `${q(common)}&from=1990&min=1`, party),
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

/** A very common word, a rare one that stands beside it somewhere, and the facet with most values. @param {string} folder */
async function wordsOf(folder) {
  const search = { files: await published(reading(folder)), breathe: async () => undefined };
  const { manifest } = search.files;
  /** @type {[string, number][]} */
  const words = [];
  for (let n = 0; n < manifest.words.length; n += 1) {
    words.push(...(await search.files.get(`words/${n}`, wordsIn)));
  }
  const common = words.reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0])[0];
  const rare = words.filter(([, documents]) => documents >= RARE[0] && documents <= RARE[1]);
  // Words all over the alphabet, so that the first that fits is no neighbour of the common one.
  for (let n = 0; n < rare.length; n += 1) {
    const [word] = rare[(n * 7919) % rare.length];
    const result = await resultOf(search, `q=${encodeURIComponent(`${word} ${common}`)}&synonyms=off`);
    const all = result.notices.every((/** @type {any} */ { notice }) => notice !== "any");
    if (all && result.count >= RARE[0]) {
      const party = manifest.facets.reduce((most, one) => (one.values > (most?.values ?? 0) ? one : most), manifest.facets[0]);
      return { common, rare: word, party };
    }
  }
  throw new Error(`${folder} has no rare word beside ${common}`);
}

/** @param {any} bytes @returns {[string, number][]} */
function wordsIn(bytes) {
  const count = bytes.varint();
  /** @type {[string, number][]} */
  const found = [];
  let before = new Uint8Array(0);
  const decoder = new TextDecoder();
  for (let n = 0; n < count; n += 1) {
    const shared = bytes.varint();
    const more = bytes.take(bytes.varint());
    const word = new Uint8Array(shared + more.length);
    word.set(before.subarray(0, shared));
    word.set(more, shared);
    found.push([decoder.decode(word), bytes.varint()]);
    before = word;
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
  const modules = path.join(assets, names[0], "search");
  const size = (/** @type {string} */ name) => gzipSync(readFileSync(path.join(modules, name)), { level: 9 }).length;
  return { worker: size("worker.js"), page: size("page.js") };
}
