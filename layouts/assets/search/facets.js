// @ts-check
// How many entries of a result have each value of a facet.

import { codes, eachCode, missing } from "./columns.js";
import { without } from "./result.js";
import { BLOCK, blocksOf, each } from "./set.js";
import { codeOf, labelIn, valueOf, valuesOf } from "./values.js";

/** @import { Facet } from "./files.js" */
/** @import { Search } from "./filter.js" */
/** @import { Result } from "./result.js" */

/** A value as the page shows it. @typedef {{ slug: string, label: string, count: number | null, selected: "" | "in" | "out" }} Shown */

/** How many values of a facet are shown. */
const SHOWN = 10;

/** How many numbers have a bar; one more than a page shows, so that it knows of further ones. */
const BARS = 36;

/** About how many bytes a file of values has. */
const VALUES_FILE = 6000;

/**
 * The counts of a facet over what holds everything but what was chosen of it, by code.
 * @param {Search} search
 * @param {Result} result
 * @param {Facet} facet
 */
export async function counts(search, result, facet) {
  const found = new Uint32Array(facet.values);
  if (!result.asked) {
    let code = 0;
    for await (const values of valuesOf(search.files, facet)) for (const [, count] of values) found[code++] = count;
    return found;
  }
  const set = without(result, facet);
  for (const block of blocksOf(set)) {
    await search.breathe();
    const own = await codes(search.files, facet, block);
    if (own) each(set, (document) => eachCode(own, document % BLOCK, (code) => void (found[code] += 1)), block);
  }
  return found;
}

/** How many bytes are still to be fetched for the counts of a facet. @param {Search} search @param {Result} result @param {Facet} facet */
export function cost({ files }, result, facet) {
  if (!result.asked) return 0;
  const blocks = blocksOf(without(result, facet));
  const bytes = missing(files, [[facet.name, facet.blocks]], blocks);
  const labels = Math.min(facet.slugs.length, SHOWN) * VALUES_FILE;
  return bytes > 0 ? bytes + labels : 0;
}

/**
 * What the page shows of a facet: the values that most have, of numbers the largest, and those that were chosen.
 * @param {Search} search
 * @param {Result} result
 * @param {Facet} facet
 * @param {string} language
 */
export async function shownFacet(search, result, facet, language) {
  const isFirst = !result.asked && !facet.numbers;
  const found = isFirst ? await firstCounts(search, facet) : await counts(search, result, facet);
  const having = codesOf(found);
  const order = facet.numbers ? await byNumber(search, facet, having) : having.sort((a, b) => found[b] - found[a] || a - b);
  const chosen = [...chosenOf(result, facet).keys()];
  const shown = order.slice(0, SHOWN);
  const extra = chosen.filter((code) => !shown.includes(code));
  const all = isFirst ? facet.values : order.length;
  const more = all - shown.length - extra.filter((code) => found[code] > 0).length;
  const told = head(facet, language, await described(search, result, facet, [...shown, ...extra], found, language), more, 0);
  return facet.numbers ? { ...told, bars: await bars(search, facet, order, found) } : told;
}

/** The same without counts, which would take so many bytes. @param {Search} search @param {Result} result @param {Facet} facet @param {string} language @param {number} bytes */
export async function uncounted(search, result, facet, language, bytes) {
  const chosen = [...chosenOf(result, facet).keys()];
  return head(facet, language, await described(search, result, facet, chosen, null, language), 0, bytes);
}

/**
 * Values with what the page shows of each.
 * @param {Search} search
 * @param {Result} result
 * @param {Facet} facet
 * @param {number[]} list codes
 * @param {Uint32Array | null} found
 * @param {string} language
 * @returns {Promise<Shown[]>}
 */
export async function described({ files }, result, facet, list, found, language) {
  const chosen = chosenOf(result, facet);
  return Promise.all(
    list.map(async (code) => {
      const [slug, , label] = await valueOf(files, facet, code);
      const out = chosen.get(code);
      const selected = out === undefined ? "" : out ? "out" : "in";
      return { slug, label: labelIn(label, language), count: found ? found[code] : null, selected };
    }),
  );
}

/** The codes that some entry has. @param {Uint32Array} found @returns {number[]} */
export function codesOf(found) {
  /** @type {number[]} */
  const codes = [];
  found.forEach((count, code) => count > 0 && codes.push(code));
  return codes;
}

/** What a value is called by its slug. @param {Search} search @param {string} name @param {string} slug @param {string} language */
export async function labelOf({ files }, name, slug, language) {
  const facet = files.manifest.facets.find((facet) => facet.name === name);
  const code = facet ? await codeOf(files, facet, slug) : undefined;
  return facet && code !== undefined ? labelIn((await valueOf(files, facet, code))[2], language) : slug;
}

/** @param {Result} result @param {Facet} facet @returns {Map<number, boolean>} */
function chosenOf({ filters }, facet) {
  return filters.find((filter) => filter.facet === facet)?.chosen ?? new Map();
}

/** The counts over the whole site of the first values. @param {Search} search @param {Facet} facet */
async function firstCounts({ files }, facet) {
  const found = new Uint32Array(facet.values);
  for (let code = 0; code < Math.min(SHOWN, facet.values); code += 1) [, found[code]] = await valueOf(files, facet, code);
  return found;
}

/** @param {Search} search @param {Facet} facet @param {number[]} list */
async function byNumber({ files }, facet, list) {
  const numbers = new Float64Array(facet.values);
  let at = 0;
  for await (const values of valuesOf(files, facet)) for (const [slug] of values) numbers[at++] = Number(slug);
  return list.sort((a, b) => numbers[b] - numbers[a] || a - b);
}

/**
 * How many have each of the largest numbers. Their files were read to put them in order.
 * @param {Search} search
 * @param {Facet} facet
 * @param {number[]} order
 * @param {Uint32Array} found
 * @returns {Promise<[slug: string, count: number][]>}
 */
function bars({ files }, facet, order, found) {
  return Promise.all(
    order.slice(0, BARS).map(async (code) => {
      const [slug] = await valueOf(files, facet, code);
      return /** @type {[string, number]} */ ([slug, found[code]]);
    }),
  );
}

/** @param {Facet} facet @param {string} language @param {Shown[]} values @param {number} more @param {number} bytes */
function head({ name, label, numbers }, language, values, more, bytes) {
  return { name, label: labelIn(label, language), numbers, values, more, bytes };
}
