// @ts-check
// The Norwegian stemmer, after the description of the algorithm at snowballstem.org/algorithms/norwegian/stemmer.html,
// in the version of Snowball 2.0.

import { drop, longest, regionAfter } from "./suffix.js";

const VOWELS = "aeiouyæåø";

/** Letters that may stand before an `s` that is an ending; a `k` may where no vowel stands before it. */
const BEFORE_S = "bcdfghjlmnoprtvyz";

const ENDINGS = (
  "a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ers ets et het ast " +
  "s erte ert"
).split(" ");

const PAIRS = ["dt", "vt"];

const DERIVATIONS = ["leg", "eleg", "ig", "eig", "lig", "elig", "els", "lov", "elov", "slov", "hetslov"];

/**
 * The stem of a Norwegian word, bokmål or nynorsk, in lower case.
 * @param {string} word
 */
export function stemNorwegian(word) {
  if (word.length < 3) return word;
  const region = Math.max(regionAfter(word, VOWELS), 3);
  const base = ending(word, region);
  const single = longest(base, PAIRS, region) ? drop(base, 1) : base;
  return drop(single, longest(single, DERIVATIONS, region).length);
}

/** @param {string} word @param {number} region */
function ending(word, region) {
  const found = longest(word, ENDINGS, region);
  if (found === "erte" || found === "ert") return drop(word, found.length - 2);
  return found === "s" && !mayLoseS(word) ? word : drop(word, found.length);
}

/** @param {string} word */
function mayLoseS(word) {
  const before = word[word.length - 2];
  return BEFORE_S.includes(before) || (before === "k" && !VOWELS.includes(word[word.length - 3]));
}
