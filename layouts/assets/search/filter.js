// @ts-check
// The documents that columns tell of: those with some values of a facet, with an amount or a date in a range.

import { amounts, codes, dates, eachAmount, eachCode, sizeOf } from "./columns.js";
import { BLOCK, add, blocksOf, none } from "./set.js";
import { inMinor, overlaps, span } from "./state.js";

/** @import { Facet, Files } from "./files.js" */
/** @import { DocumentSet } from "./set.js" */
/** @import { Between } from "./state.js" */

/** What is asked in: the files, and `breathe`, which lets a later question overtake this one and throws where one has.
 * @typedef {{ files: Files, breathe: () => Promise<void> }} Search */

/**
 * Those that have one of some codes of a facet, among the blocks of `among`.
 * @param {Search} search
 * @param {Facet} facet
 * @param {number[]} wanted
 * @param {DocumentSet} among
 */
export async function withCodes(search, facet, wanted, among) {
  const isWanted = new Uint8Array(facet.values);
  for (const code of wanted) isWanted[code] = 1;
  return where(search, blocksOf(among), async (block, found) => {
    const own = wanted.length > 0 ? await codes(search.files, facet, block) : null;
    for (let at = 0; own && at < sizeOf(search.files, block); at += 1) {
      eachCode(own, at, (code) => {
        if (isWanted[code]) found(at);
      });
    }
  });
}

/**
 * Those with an amount in a range of millionths, where `currencies` says so of some currencies only.
 * @param {Search} search
 * @param {Between<bigint>} range
 * @param {string[]} currencies
 * @param {DocumentSet} among
 */
export async function withAmount(search, range, currencies, among) {
  const { lines, columns } = search.files.manifest;
  const ranges = lines.map(({ currency, digits }) => {
    return currencies.length === 0 || currencies.includes(currency) ? inMinor(range, digits) : null;
  });
  const blocks = blocksOf(among).filter((block) => {
    const { min, max } = columns.amount.blocks[block];
    return ranges.some((range) => range && overlaps(range, BigInt(min), BigInt(max)));
  });
  return where(search, blocks, async (block, found) => {
    const own = await amounts(search.files, block);
    if (!own) return;
    eachAmount(own, block, among, (document, line, minor) => {
      const range = ranges[line];
      if (range && overlaps(range, minor, minor)) found(document % BLOCK);
    });
  });
}

/**
 * Those whose date can lie in a range.
 * @param {Search} search
 * @param {Between<number>} range
 * @param {DocumentSet} among
 */
export async function dated(search, range, among) {
  const { columns, entries, undated } = search.files.manifest;
  const { least = 0, most = Infinity } = range;
  return where(search, blocksOf(among), async (block, found) => {
    const { from, to, bytes } = columns.date.blocks[block];
    // The last day of a year is the latest that a date in it can mean.
    if (bytes === 0 || from > most || (to | 511) < least) return;
    const isInside = from >= least && to <= most;
    const own = isInside ? null : await dates(search.files, block);
    const size = Math.min(sizeOf(search.files, block), entries - undated - block * BLOCK);
    for (let at = 0; at < size; at += 1) {
      if (own ? own[at] > 0 && overlaps(range, ...span(own[at])) : true) found(at);
    }
  });
}

/**
 * @param {Search} search
 * @param {number[]} blocks
 * @param {(block: number, found: (at: number) => void) => Promise<void>} look
 */
async function where(search, blocks, look) {
  const set = none(search.files.manifest.entries);
  for (const block of blocks) {
    await search.breathe();
    await look(block, (at) => add(set, block * BLOCK + at));
  }
  return set;
}
