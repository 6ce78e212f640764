// @ts-check
// What a state finds: the entries that hold the question, the chosen values and the ranges. Twin of
// `src/search/ask/engine.rs`.

import { dated, withAmount, withCodes } from "./filter.js";
import { lower, parse } from "./parse.js";
import { answerTo } from "./question.js";
import { all, and, count, none, not } from "./set.js";
import { readState } from "./state.js";
import { codeOf } from "./values.js";

/** @import { Facet } from "./files.js" */
/** @import { Search } from "./filter.js" */
/** @import { Notice } from "./parse.js" */
/** @import { Found } from "./question.js" */
/** @import { DocumentSet } from "./set.js" */
/** @import { State } from "./state.js" */

/** What the values that were chosen of a facet leave. @typedef {{ facet: Facet, set: DocumentSet, chosen: Map<number, boolean> }} Filter */

/**
 * A result. `base` holds everything but the chosen values, each of which `filters` tell: codes, and whether excluded.
 * @typedef {object} Result
 * @property {State} state
 * @property {boolean} asked whether there was a question or a filter; else nothing is listed
 * @property {DocumentSet} set
 * @property {number} count
 * @property {string} sort the order in force
 * @property {string[]} currencies that were chosen; none where any will do
 * @property {Notice[]} notices
 * @property {Found} found
 * @property {DocumentSet} base
 * @property {Filter[]} filters
 */

/**
 * @param {Search} search
 * @param {string} address what stands in the page's address after the question mark
 * @returns {Promise<Result>}
 */
export async function resultOf(search, address) {
  const { entries, facets } = search.files.manifest;
  const state = readState(address, facets);
  const { items, notices } = parse(state.question, namesOf(facets));
  const found = await answerTo(search, items, state.synonyms);
  notices.push(...found.notices, ...state.notices);
  const currencies = state.chosen.filter(({ facet, out }) => facet.name === "currency" && !out);
  const wanted = currencies.map(({ slug }) => slug.toUpperCase());
  const ranges = [];
  if (isSet(state.dates)) ranges.push(await dated(search, state.dates, found.set));
  if (isSet(state.amounts)) ranges.push(await withAmount(search, state.amounts, wanted, found.set));
  const base = and(found.set, ...ranges);
  const filters = await filtersOf(search, state, base, notices);
  const asked = found.asked || ranges.length > 0 || filters.length > 0;
  const set = asked ? and(base, ...filters.map(({ set }) => set)) : none(entries);
  const sort = found.words.length === 0 && state.sort === "relevance" ? "" : state.sort;
  return {
    state,
    asked,
    set,
    count: count(set),
    sort: sort || (found.words.length > 0 ? "relevance" : "newest"),
    currencies: wanted,
    notices,
    found,
    base,
    filters,
  };
}

/** Those that hold everything but what was chosen of one facet. @param {Result} result @param {Facet} facet */
export function without({ set, base, filters }, facet) {
  if (!filters.some((filter) => filter.facet === facet)) return set;
  return and(base, ...filters.filter((filter) => filter.facet !== facet).map(({ set }) => set));
}

/** By what readers may call them: their names, and their labels without spaces. @param {Facet[]} facets */
export function namesOf(facets) {
  /** @type {Record<string, string>} */
  const names = {};
  for (const { name, label } of [...facets].reverse()) {
    for (const own of Object.values(label)) names[lower(own).replace(/\s/g, "")] = name;
  }
  for (const { name } of facets) names[name] = name;
  return names;
}

/** @param {{ least?: unknown, most?: unknown }} range */
function isSet({ least, most }) {
  return least !== undefined || most !== undefined;
}

/**
 * @param {Search} search
 * @param {State} state
 * @param {DocumentSet} among
 * @param {Notice[]} notices
 */
async function filtersOf(search, { chosen }, among, notices) {
  const { entries, facets } = search.files.manifest;
  /** @type {Filter[]} */
  const filters = [];
  for (const facet of facets) {
    const own = chosen.filter((one) => one.facet === facet);
    if (own.length === 0) continue;
    /** @type {[number[], number[]]} */
    const [wanted, excluded] = [[], []];
    const told = new Map();
    for (const { slug, out } of own) {
      const code = await codeOf(search.files, facet, slug);
      if (code === undefined) notices.push({ notice: "value", facet: facet.name, value: slug });
      else (out ? excluded : wanted).push(code);
      if (code !== undefined && !told.has(code)) told.set(code, out);
    }
    const hasWanted = own.some(({ out }) => !out);
    const kept = hasWanted ? await withCodes(search, facet, wanted, among) : all(entries);
    const left = excluded.length > 0 ? not(await withCodes(search, facet, excluded, among), entries) : kept;
    filters.push({ facet, set: and(kept, left), chosen: told });
  }
  return filters;
}
