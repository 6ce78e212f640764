// @ts-check
// What the three stemmers share. Snowball's own terms are used: a region is the part of a word behind a mark, and a
// list of suffixes is matched by the longest that lies wholly inside the region.

/**
 * Where region 1 begins: behind the first non-vowel that follows a vowel, from `start` on.
 * @param {string} word
 * @param {string} vowels
 * @param {number} [start]
 */
export function regionAfter(word, vowels, start = 0) {
  let at = start;
  while (at < word.length && !vowels.includes(word[at])) at += 1;
  while (at < word.length && vowels.includes(word[at])) at += 1;
  return Math.min(at + 1, word.length);
}

/**
 * The longest of `suffixes` with which the part of `word` behind `region` ends, or nothing.
 * @param {string} word
 * @param {readonly string[]} suffixes
 * @param {number} [region]
 */
export function longest(word, suffixes, region = 0) {
  let found = "";
  for (const suffix of suffixes) {
    const fits = suffix.length > found.length && word.length - suffix.length >= region;
    if (fits && word.endsWith(suffix)) found = suffix;
  }
  return found;
}

/** `word` without its last `count` characters.
 * @param {string} word
 * @param {number} count */
export function drop(word, count) {
  return word.slice(0, word.length - count);
}
