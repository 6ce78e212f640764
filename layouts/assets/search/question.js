// @ts-check
// From the items of a question to the entries that hold them. Twin of `src/search/ask/question.rs`.

import { query } from "./analyse.js";
import { dated, withAmount, withCodes } from "./filter.js";
import { all, and, isEmpty, join, none, not } from "./set.js";
import { amount, between, date } from "./state.js";
import { codesMeant, codesWhere } from "./values.js";
import { begun, phrase, understood, written } from "./words.js";

/** @import { Search } from "./filter.js" */
/** @import { Item, Notice } from "./parse.js" */
/** @import { DocumentSet } from "./set.js" */
/** @import { Clause } from "./words.js" */

/** Entries that hold an item, and whether they are ranked by it. @typedef {Clause & { isWords: boolean }} Ranked */

/**
 * What a question finds. `words` are what the results are ranked by, `isAny` says that no entry has them all.
 * @typedef {{ set: DocumentSet, words: Ranked[], asked: boolean, isAny: boolean, notices: Notice[] }} Found
 */

/** What a reader is told, and whether words also find what means the same. @typedef {{ notices: Notice[], synonyms: boolean }} Told */

/**
 * The entries that hold all items; where none does, those that hold any word or phrase and everything else.
 * @param {Search} search
 * @param {Item[]} items
 * @param {boolean} synonyms
 * @returns {Promise<Found>}
 */
export async function answerTo(search, items, synonyms) {
  const { entries } = search.files.manifest;
  /** @type {Told[]} */
  const told = items.map(() => ({ notices: [], synonyms }));
  const isColumn = (/** @type {Item} */ item) => "field" in item || ("not" in item && "field" in item.not);
  const one = (/** @type {Item} */ item, /** @type {number} */ n) => clauses(search, item, told[n], near);
  // Words first: of a column only those blocks are asked for in which something has one of them.
  let near = all(entries);
  const worded = await Promise.all(items.map((item, n) => (isColumn(item) ? [] : one(item, n))));
  const words = worded.flat().filter(({ isWords }) => isWords);
  const any = none(entries);
  for (const { set } of words) join(any, set);
  if (words.length > 0) near = any;
  const found = worded.flat();
  for (const [n, item] of items.entries()) if (isColumn(item)) found.push(...(await one(item, n)));
  const held = found.filter(({ isWords }) => !isWords).map(({ set }) => set);
  const together = and(all(entries), ...words.map(({ set }) => set), ...held);
  const isAny = words.length > 1 && isEmpty(together);
  const notices = told.flatMap(({ notices }) => notices);
  return {
    set: isAny ? and(any, ...held) : together,
    words,
    asked: found.length > 0,
    isAny,
    notices: isAny ? [...notices, { notice: "any" }] : notices,
  };
}

/**
 * What an item asks for: several clauses where it is several words.
 * @param {Search} search
 * @param {Item} item
 * @param {Told} told
 * @param {DocumentSet} near where columns are looked at
 * @returns {Promise<Ranked[]>}
 */
async function clauses(search, item, told, near) {
  if ("words" in item) {
    const { words } = query(item.words, search.files.manifest.languages);
    const all = await Promise.all(words.map((word) => understood(search, word, told.synonyms)));
    told.notices.push(...all.flatMap(({ notices }) => notices));
    return all.map(({ clause }) => ({ ...clause, isWords: true }));
  }
  if ("phrase" in item) {
    const clause = await phrase(search, item.phrase);
    return clause ? [{ ...clause, isWords: true }] : [];
  }
  if ("begins" in item) return [{ ...(await begun(search, item.begins)), isWords: true }];
  if ("field" in item) return [holding(await field(search, item, told, near))];
  if ("any" in item) return any(search, item.any, told, near);
  const excluded = await exactly(search, item.not, told, near);
  return excluded ? [holding(not(excluded, search.files.manifest.entries))] : [];
}

/** @param {DocumentSet} set @returns {Ranked} */
function holding(set) {
  return { set, lists: [], parts: [], isWords: false };
}

/**
 * What holds any of several items; the words of one item must all be there.
 * @param {Search} search
 * @param {Item[]} items
 * @param {Told} told
 * @param {DocumentSet} near
 * @returns {Promise<Ranked[]>}
 */
async function any(search, items, told, near) {
  /** @type {Ranked[]} */
  const parts = [];
  for (const item of items) {
    const own = await clauses(search, item, told, near);
    if (own.length > 0) parts.push({ ...own[0], set: and(own[0].set, ...own.map(({ set }) => set)), lists: [], parts: own });
  }
  if (parts.length === 0) return [];
  const set = none(search.files.manifest.entries);
  for (const part of parts) join(set, part.set);
  return [{ set, lists: [], parts, isWords: parts.some(({ isWords }) => isWords) }];
}

/**
 * What holds an item as it was typed, without what was perhaps meant: nobody excludes by mistake.
 * @param {Search} search
 * @param {Item} item
 * @param {Told} told
 * @param {DocumentSet} near
 */
async function exactly(search, item, told, near) {
  const { languages } = search.files.manifest;
  const found =
    "words" in item
      ? await Promise.all(query(item.words, languages).words.map((word) => written(search, word)))
      : await clauses(search, item, told, near);
  return found.length > 0 ? and(found[0].set, ...found.map(({ set }) => set)) : null;
}

/**
 * @param {Search} search
 * @param {{ field: string, value: string }} item
 * @param {Told} told
 * @param {DocumentSet} near
 */
async function field(search, { field, value }, { notices }, near) {
  const { facets, languages, entries } = search.files.manifest;
  const facet = facets.find(({ name }) => name === field);
  const reversed = () => notices.push({ notice: "reversed", name: field });
  const unreadable = () => {
    notices.push({ notice: "range", name: field, value });
    return none(entries);
  };
  if (field === "amount") {
    const range = ends(value, (text) => amountIn(text, languages));
    return range ? withAmount(search, between(...range, reversed), [], near) : unreadable();
  }
  if (field === "date") {
    const range = ends(value, date);
    return range ? dated(search, between(...range, reversed), near) : unreadable();
  }
  if (field === "year") {
    const range = ends(value, year);
    if (!range) return unreadable();
    const { least = 0, most = Infinity } = between(...range, reversed);
    const isMeant = (/** @type {string} */ _, /** @type {string} */ slug) => Number(slug) >= least && Number(slug) <= most;
    return facet ? withCodes(search, facet, await codesWhere(search.files, facet, isMeant), near) : none(entries);
  }
  const codes = facet ? await codesMeant(search.files, facet, value) : [];
  if (codes.length === 0) notices.push({ notice: "value", facet: field, value });
  return facet ? withCodes(search, facet, codes, near) : none(entries);
}

/**
 * `a`, `a..b`, `a..` or `..b`; nothing where an end cannot be read.
 * @template T
 * @param {string} text
 * @param {(text: string) => [T, T] | undefined} read
 * @returns {[[T, T] | undefined, [T, T] | undefined] | null}
 */
function ends(text, read) {
  const cut = text.indexOf("..");
  const [from, to] = cut < 0 ? [text, text] : [text.slice(0, cut), text.slice(cut + 2)];
  const both = [from, to].map((end) => (end ? read(end) : undefined));
  if ((from && !both[0]) || (to && !both[1]) || !(from || to)) return null;
  return [both[0], both[1]];
}

/**
 * An amount as it is written in a question, in millionths.
 * @param {string} text
 * @param {import("./stem.js").Language[]} languages
 */
function amountIn(text, languages) {
  const sign = text.startsWith("-") ? "-" : "";
  const { words } = query(text.slice(sign.length), languages);
  return words.length === 1 ? amount(sign + words[0].exact[0].replace(",", ".")) : undefined;
}

/** @param {string} text @returns {[number, number] | undefined} */
function year(text) {
  return /^\d{1,4}$/.test(text) ? [Number(text), Number(text)] : undefined;
}
