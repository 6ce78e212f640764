// @ts-check
// The order of results. Twin of `src/search/ask/order.rs`.

import { amounts, eachAmount, names } from "./columns.js";
import { BLOCK, blocksOf, each } from "./set.js";
import { score } from "./words.js";

/** @import { Search } from "./filter.js" */
/** @import { Result } from "./result.js" */

/** Whether the first document comes before the second: less than zero where it does. @typedef {(a: number, b: number) => number} Compare */

/** @type {Record<string, (search: Search, result: Result, language: string) => Promise<Compare>>} */
const ORDERS = { relevance, amount: byAmount, smallest: byAmount, name: byName };

/**
 * The first documents of a result in its order; where that does not decide, the newer comes first.
 * @param {Search} search
 * @param {Result} result
 * @param {string} language by whose alphabet names are ordered
 * @param {number} limit
 */
export async function ordered(search, result, language, limit) {
  const documents = new Uint32Array(result.count);
  let at = 0;
  each(result.set, (document) => {
    documents[at] = document;
    at += 1;
  });
  if (result.sort === "oldest") reverseDated(documents, search.files.manifest);
  const order = ORDERS[result.sort];
  return order ? first(documents, await order(search, result, language), limit) : documents.subarray(0, limit);
}

/** @param {Uint32Array} documents @param {{ entries: number, undated: number }} manifest */
function reverseDated(documents, { entries, undated }) {
  const end = documents.findIndex((document) => document >= entries - undated);
  documents.subarray(0, end < 0 ? documents.length : end).reverse();
}

/** @param {Search} search @param {Result} result @returns {Promise<Compare>} */
async function relevance(search, { set, found }) {
  const { entries } = search.files.manifest;
  const scores = new Uint32Array(entries);
  const items = found.isAny ? new Uint8Array(entries) : null;
  for (const word of found.words) {
    await search.breathe();
    await score(search, word, set, scores);
    if (items) each(word.set, (document) => void (items[document] += 1));
  }
  return (a, b) => (items ? items[b] - items[a] : 0) || scores[b] - scores[a] || a - b;
}

/**
 * By the largest or smallest amount of the first currency that an entry has.
 * @param {Search} search
 * @param {Result} result
 * @returns {Promise<Compare>}
 */
async function byAmount(search, { set, sort, currencies }) {
  const { entries, currencies: all, lines, columns } = search.files.manifest;
  const order = currencies.length > 0 ? all.filter((currency) => currencies.includes(currency)) : all;
  const placeOf = lines.map(({ currency }) => order.indexOf(currency));
  const isExact = columns.amount.blocks.every(({ min, max }) => [min, max].every((end) => Number.isSafeInteger(Number(end))));
  const places = new Uint8Array(entries).fill(255);
  /** @type {Float64Array | (number | bigint)[]} */
  const best = isExact ? new Float64Array(entries) : new Array(entries).fill(0);
  for (const block of blocksOf(set)) {
    await search.breathe();
    const own = await amounts(search.files, block);
    if (!own) continue;
    eachAmount(own, block, set, (document, line, minor) => {
      const place = placeOf[line];
      if (place < 0 || place > places[document]) return;
      const isBetter = sort === "amount" ? minor > best[document] : minor < best[document];
      if (place === places[document] && !isBetter) return;
      places[document] = place;
      best[document] = /** @type {number} */ (minor);
    });
  }
  const way = sort === "amount" ? -1 : 1;
  return (a, b) => {
    if (places[a] !== places[b]) return places[a] - places[b];
    return best[a] === best[b] ? a - b : best[a] < best[b] ? -way : way;
  };
}

/** @param {Search} search @param {Result} result @param {string} language @returns {Promise<Compare>} */
async function byName(search, { set }, language) {
  const { entries, languages } = search.files.manifest;
  const own = languages.find((own) => own === language) ?? languages[0];
  const places = new Uint32Array(entries);
  for (const block of blocksOf(set)) {
    await search.breathe();
    places.set((await names(search.files, own, block)) ?? [], block * BLOCK);
  }
  return (a, b) => places[a] - places[b] || a - b;
}

/**
 * The first of some documents in order, without ordering all: a heap holds the best so far with the last of them on top.
 * @param {Uint32Array} documents
 * @param {Compare} compare
 * @param {number} limit
 */
function first(documents, compare, limit) {
  if (limit * 4 > documents.length) return documents.sort(compare).subarray(0, limit);
  const heap = documents.slice(0, limit);
  for (let at = limit >> 1; at >= 0; at -= 1) sink(heap, at, compare);
  for (let at = limit; at < documents.length; at += 1) {
    if (compare(documents[at], heap[0]) >= 0) continue;
    heap[0] = documents[at];
    sink(heap, 0, compare);
  }
  return heap.sort(compare);
}

/** @param {Uint32Array} heap @param {number} at @param {Compare} compare */
function sink(heap, at, compare) {
  for (;;) {
    let last = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && compare(heap[child], heap[last]) > 0) last = child;
    }
    if (last === at) return;
    [heap[at], heap[last]] = [heap[last], heap[at]];
    at = last;
  }
}
