// @ts-check
// From a question to an answer: which tokens each field is asked for, and which entries count as found.

import { refsOf, search } from "./lunr.js";
import { SPELLING_FACTOR, WEIGHTS } from "./weights.js";

/** @import { Query, Word } from "./analyse.js" */
/** @import { Index, Lookup } from "./lunr.js" */
/** @import { Language } from "./stem.js" */

/**
 * An entry of the index of one language.
 * @typedef {{ language: Language, ref: string, score: number }} Hit
 */

/**
 * The entries found. Where no entry has all the words, `complete` is false and those stand here that have any.
 * @typedef {{ complete: boolean, hits: Hit[] }} Answer
 */

/**
 * @param {{ language: Language, index: Index }[]} indexes
 * @param {Query} query
 * @returns {Answer}
 */
export function answer(indexes, query) {
  const lookups = lookupsOf(query);
  const found = indexes.flatMap(({ language, index }) => {
    const having = query.words.map((word) => refsWith(index, word));
    return search(index, lookups).map(({ ref, score }) => ({
      hit: { language, ref, score },
      complete: having.every((refs) => refs.has(ref)),
    }));
  });
  const complete = found.some((entry) => entry.complete);
  return { complete, hits: found.filter((entry) => entry.complete || !complete).map((entry) => entry.hit) };
}

/**
 * The tokens of a question by field, with the weight of each lookup.
 * @param {Query} query
 * @returns {Lookup[]}
 */
export function lookupsOf({ words }) {
  /** @type {(forms: (word: Word) => string[]) => string[]} */
  const all = (forms) => [...new Set(words.flatMap(forms))];
  const exact = all((word) => word.exact);
  const spellings = all((word) => word.spellings);
  return [
    { field: "title", tokens: exact, boost: WEIGHTS.title },
    { field: "text", tokens: exact, boost: WEIGHTS.text },
    { field: "stems", tokens: all((word) => word.stems), boost: WEIGHTS.stems },
    { field: "letters", tokens: all((word) => word.letters), boost: WEIGHTS.letters },
    { field: "title", tokens: spellings, boost: WEIGHTS.title * SPELLING_FACTOR },
    { field: "text", tokens: spellings, boost: WEIGHTS.text * SPELLING_FACTOR },
  ];
}

/**
 * The entries that have a word in any of its forms.
 * @param {Index} index
 * @param {Word} word
 */
function refsWith(index, word) {
  const lookups = lookupsOf({ words: [word] });
  return new Set(lookups.flatMap(({ field, tokens }) => tokens.flatMap((token) => refsOf(index, field, token))));
}
