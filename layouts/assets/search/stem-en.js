// @ts-check
// The English stemmer (Porter 2), after the description of the algorithm at
// snowballstem.org/algorithms/english/stemmer.html, in the version of Snowball 2.0. Words come without apostrophes.

import { drop, longest, regionAfter } from "./suffix.js";

/** A `y` that is a consonant is written `Y` while the steps run, and is no vowel. */
const VOWELS = "aeiouy";

/** Words with a stem of their own. */
const EXCEPTIONS = new Map([
  ["skis", "ski"],
  ["skies", "sky"],
  ["dying", "die"],
  ["lying", "lie"],
  ["tying", "tie"],
  ["idly", "idl"],
  ["gently", "gentl"],
  ["ugly", "ugli"],
  ["early", "earli"],
  ["only", "onli"],
  ["singly", "singl"],
  ["sky", "sky"],
  ["news", "news"],
  ["howe", "howe"],
  ["atlas", "atlas"],
  ["cosmos", "cosmos"],
  ["bias", "bias"],
  ["andes", "andes"],
]);

/** Words that keep the ending they have after the first step. */
const FINISHED = ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];

/** Beginnings after which region 1 begins at once. */
const BEGINNINGS = ["gener", "commun", "arsen"];

const DOUBLES = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"];

/** Step 2: an ending in region 1 and what replaces it. */
const STEP_2 = table(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al " +
    "aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogi:og fulli:ful " +
    "lessli:less li:",
);

/** Step 3, likewise; `ative` must lie in region 2. */
const STEP_3 = table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");

/** Step 4: endings that go where they lie in region 2. */
const STEP_4 = "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion".split(" ");

/**
 * The stem of an English word in lower case.
 * @param {string} word
 */
export function stemEnglish(word) {
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined || word.length < 3) return exception ?? word;
  const marked = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const beginning = BEGINNINGS.find((beginning) => marked.startsWith(beginning));
  const r1 = beginning ? beginning.length : regionAfter(marked, VOWELS);
  const r2 = regionAfter(marked, VOWELS, r1);
  const singular = step1a(marked);
  if (FINISHED.includes(singular)) return singular;
  const verb = step1c(step1b(singular, r1));
  return step5(step4(step3(step2(verb, r1), r1, r2), r2), r1, r2).replaceAll("Y", "y");
}

/** @param {string} rows */
function table(rows) {
  return new Map(rows.split(" ").map((row) => /** @type {[string, string]} */ (row.split(":"))));
}

/** Plurals.
 * @param {string} word */
function step1a(word) {
  const found = longest(word, ["sses", "ied", "ies", "s", "us", "ss"]);
  switch (found) {
    case "sses":
      return drop(word, 2);
    case "ied":
    case "ies":
      return drop(word, word.length > 4 ? 2 : 1);
    case "s":
      return hasVowel(drop(word, 2)) ? drop(word, 1) : word;
    default:
      return word;
  }
}

/** Past tense and participles.
 * @param {string} word
 * @param {number} r1 */
function step1b(word, r1) {
  const found = longest(word, ["eed", "eedly", "ed", "edly", "ing", "ingly"]);
  if (!found) return word;
  const base = drop(word, found.length);
  if (found.startsWith("eed")) return base.length >= r1 ? `${base}ee` : word;
  if (!hasVowel(base)) return word;
  if (longest(base, ["at", "bl", "iz"])) return `${base}e`;
  if (longest(base, DOUBLES)) return drop(base, 1);
  return base.length === r1 && endsShort(base) ? `${base}e` : base;
}

/** A final y behind a consonant that does not begin the word.
 * @param {string} word */
function step1c(word) {
  const afterConsonant = word.length > 2 && !VOWELS.includes(word[word.length - 2]);
  return /y$/i.test(word) && afterConsonant ? `${drop(word, 1)}i` : word;
}

/** @param {string} word @param {number} r1 */
function step2(word, r1) {
  const found = longest(word, [...STEP_2.keys()]);
  const base = drop(word, found.length);
  const last = base[base.length - 1] ?? "";
  const fits = found && base.length >= r1;
  if (!fits || (found === "ogi" && last !== "l")) return word;
  if (found === "li" && !(last && "cdeghkmnrt".includes(last))) return word;
  return base + STEP_2.get(found);
}

/** @param {string} word @param {number} r1 @param {number} r2 */
function step3(word, r1, r2) {
  const found = longest(word, [...STEP_3.keys()]);
  const base = drop(word, found.length);
  return found && base.length >= (found === "ative" ? r2 : r1) ? base + STEP_3.get(found) : word;
}

/** @param {string} word @param {number} r2 */
function step4(word, r2) {
  const found = longest(word, STEP_4);
  const base = drop(word, found.length);
  if (!found || base.length < r2 || (found === "ion" && !/[st]$/.test(base))) return word;
  return base;
}

/** @param {string} word @param {number} r1 @param {number} r2 */
function step5(word, r1, r2) {
  const base = drop(word, 1);
  if (word.endsWith("e")) return base.length >= r2 || (base.length >= r1 && !endsShort(base)) ? base : word;
  return word.endsWith("ll") && base.length >= r2 ? base : word;
}

/** @param {string} text */
function hasVowel(text) {
  return /[aeiouy]/.test(text);
}

/** Whether a word ends in a short syllable: consonant, vowel, consonant other than w, x, Y; or is vowel, consonant.
 * @param {string} word */
function endsShort(word) {
  return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);
}
