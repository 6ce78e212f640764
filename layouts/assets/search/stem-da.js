// @ts-check
// The Danish stemmer, after the description of the algorithm at snowballstem.org/algorithms/danish/stemmer.html.

import { drop, longest, regionAfter } from "./suffix.js";

const VOWELS = "aeiouyæåø";

/** Letters that may stand before an `s` that is an ending. */
const BEFORE_S = "abcdfghjklmnoprtvyzå";

const ENDINGS = (
  "hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes ernes " +
  "eres ens hedens erens ers ets erets et eret s"
).split(" ");

const PAIRS = ["gd", "dt", "gt", "kt"];

const DERIVATIONS = ["ig", "lig", "elig", "els", "løst"];

/**
 * The stem of a Danish word in lower case.
 * @param {string} word
 */
export function stemDanish(word) {
  if (word.length < 3) return word;
  const region = Math.max(regionAfter(word, VOWELS), 3);
  return undouble(derivation(pair(ending(word, region), region), region), region);
}

/** @param {string} word @param {number} region */
function ending(word, region) {
  const found = longest(word, ENDINGS, region);
  if (found === "s" && !BEFORE_S.includes(word[word.length - 2])) return word;
  return drop(word, found.length);
}

/** @param {string} word @param {number} region */
function pair(word, region) {
  return longest(word, PAIRS, region) ? drop(word, 1) : word;
}

/** @param {string} word @param {number} region */
function derivation(word, region) {
  const base = word.endsWith("igst") ? drop(word, 2) : word;
  const found = longest(base, DERIVATIONS, region);
  if (found === "løst") return drop(base, 1);
  return found ? pair(drop(base, found.length), region) : base;
}

/** @param {string} word @param {number} region */
function undouble(word, region) {
  const last = word[word.length - 1];
  const inRegion = word.length > region && !VOWELS.includes(last);
  return inRegion && word[word.length - 2] === last ? drop(word, 1) : word;
}
