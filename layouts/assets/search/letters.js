// @ts-check
// Other spellings of a word: with and without the letters æ, ø, å, and with the plain letter. Twin of
// `src/search/letters.rs`. They stand beside the word and never replace it: å is not a.

/** Letters that were written as two before 1948 and still are in names and on foreign keyboards. */
const PAIRS = new Map([
  ["å", "aa"],
  ["æ", "ae"],
  ["ø", "oe"],
]);

const LETTER_OF_PAIR = new Map([...PAIRS].map(([letter, pair]) => [pair, letter]));

/** Each letter that somebody without the right keyboard writes as a plain one, from rows that begin with that one.
 * @type {Map<string, string>} */
const PLAIN = new Map(
  "aåáàâãä cčç dđð eéèêë gǥǧ iíìîï lł nñŋ oøóòôõö sš tŧ uúùûü yýÿ zž"
    .split(" ")
    .flatMap(([plain, ...letters]) => letters.map((letter) => [letter, plain])),
);

/** In shorter words the plain letter makes other words: `før` is not `for`, `år` is not `ar`. */
const SHORTEST_PLAIN = 4;

/**
 * The spellings of `word` other than itself: with æ, ø, å for two letters; with two letters for æ, ø, å; with the
 * plain letter, where æ is once `ae` and once `a`.
 * @param {string} word
 */
export function alternatives(word) {
  const letters = nordic(word);
  const found = [letters, word.replace(/[æøå]/g, (letter) => PAIRS.get(letter) ?? letter)];
  if (word.length >= SHORTEST_PLAIN) found.push(plain(letters, "ae"), plain(letters, "a"));
  return [...new Set(found)].filter((spelling) => spelling !== word);
}

/** The word with å for aa, æ for ae, ø for oe.
 * @param {string} word */
export function nordic(word) {
  return word.replace(/aa|ae|oe/g, (pair) => LETTER_OF_PAIR.get(pair) ?? pair);
}

/** @param {string} word @param {string} ae */
function plain(word, ae) {
  return [...word].map((letter) => (letter === "æ" ? ae : (PLAIN.get(letter) ?? letter))).join("");
}
