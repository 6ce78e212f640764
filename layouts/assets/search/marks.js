// @ts-check
// Where a title or a summary has the words of a question.

import { analyse, query } from "./analyse.js";

/** @import { Item, Notice } from "./parse.js" */
/** @import { Language } from "./stem.js" */

/** Says whether some text is meant by the question. @typedef {(text: string) => boolean} Meant */

/** Numbers, dates and codes are written in up to so many words: `18. januar 2021`, `2 762 000`. */
const LONGEST = 4;

/**
 * What marks texts for a question.
 * @param {Item[]} items
 * @param {Notice[]} notices whose words were looked for as well
 * @param {Language[]} languages
 * @returns {(text: string) => [number, number][]} from and to, in units of sixteen bits
 */
export function marker(items, notices, languages) {
  const texts = items.flatMap(textsOf);
  const meant = notices.flatMap(({ added, parts, instead }) => [...(added ?? []), ...(parts ?? []), instead ?? ""]);
  const words = [...texts, ...meant].flatMap((text) => query(text, languages).words);
  const beginnings = items.flatMap((item) => ("begins" in item ? [item.begins] : []));
  for (const { notice, word } of notices) if (notice === "prefix") beginnings.push(word);
  const codes = words.filter(({ stems }) => stems.length === 0).flatMap(({ exact }) => exact);
  const forms = new Set(words.flatMap(({ exact, spellings, letters }) => [...exact, ...spellings, ...letters]));
  const stems = new Set(words.flatMap(({ stems }) => stems));
  /** @type {Meant} */
  const isMeant = (word) => {
    const found = languages.map((language) => analyse(word, language));
    return found.some(({ exact, stems: own }) => {
      return (
        own.some((stem) => stems.has(stem)) ||
        exact.some((form) => forms.has(form) || beginnings.some((beginning) => form.startsWith(beginning)))
      );
    });
  };
  /** @type {Meant} */
  const isCode = (text) => analyse(text, languages[0]).exact.some((form) => codes.includes(form));
  return (text) => marked(text, isMeant, codes.length > 0 ? isCode : () => false);
}

/** What was asked for, but what was excluded. @param {Item} item @returns {string[]} */
function textsOf(item) {
  if ("any" in item) return item.any.flatMap(textsOf);
  if ("words" in item) return [item.words];
  return "phrase" in item ? [item.phrase] : [];
}

/** @param {string} text @param {Meant} isMeant @param {Meant} isCode */
function marked(text, isMeant, isCode) {
  const words = [...text.matchAll(/[\p{Alphabetic}\p{N}\p{M}]+/gu)].map((found) => [found.index, found.index + found[0].length]);
  const slice = (/** @type {number} */ from, /** @type {number} */ to) => text.slice(words[from][0], words[to][1]);
  /** @type {[number, number][]} */
  const marks = [];
  for (let at = 0; at < words.length; ) {
    let last = at;
    if (!isMeant(slice(at, at))) {
      // A code begins with the first of its words: without it, it is not there.
      const isWhole = (/** @type {number} */ end) => isCode(slice(at, end)) && !isCode(slice(at + 1, end));
      do last += 1;
      while (last < Math.min(at + LONGEST, words.length) && !isWhole(last));
      if (last === Math.min(at + LONGEST, words.length)) last = -1;
    }
    if (last >= 0) marks.push([words[at][0], words[last][1]]);
    at = Math.max(at, last) + 1;
  }
  return marks;
}
