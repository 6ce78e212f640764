// What a question costs: bytes fetched, memory and time, of the index in a folder. `node --expose-gc budgets.mjs FOLDER…`
// prints a line of JSON for each; `benches/run search` makes a table of them.

import { performance } from "node:perf_hooks";
import { published } from "../../layouts/assets/search/files.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { groups } from "../../layouts/assets/search/sums.js";
import { reading } from "../../tests/search/folder.mjs";
import { bytesOf, results, sumOf, summed } from "./bytes.mjs";
import { wordsOf } from "./words.mjs";

const ROUNDS = 20;

for (const folder of process.argv.slice(2)) console.log(JSON.stringify(await measured(folder)));

/** @param {string} folder */
async function measured(folder) {
  const { text, columns, columnsOfThreeFacets, columnsOfAll, ...rest } = await bytesOf(folder);
  return {
    folder,
    ...rest,
    text: sumOf(text),
    kinds: text,
    columns: sumOf(columns),
    columnsKinds: columns,
    columnsOfThreeFacets: sumOf(columnsOfThreeFacets),
    columnsOfAll: sumOf(columnsOfAll),
    times: await times(folder),
  };
}

/**
 * Milliseconds of a question that is asked again with everything at hand, the median of some rounds.
 * @param {string} folder
 */
async function times(folder) {
  const { common, rare, facets, year } = await wordsOf(folder);
  const [party] = facets;
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
    "common, facet, range and sum": () => summed(search, `${q(common)}&from=${year}&min=1`, [party]),
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
