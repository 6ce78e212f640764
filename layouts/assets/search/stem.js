// @ts-check
// Word stems, by language. Twin of `src/search/stem.rs`.

import { stemDanish } from "./stem-da.js";
import { stemEnglish } from "./stem-en.js";
import { stemNorwegian } from "./stem-no.js";

/** @typedef {"da" | "nb" | "nn" | "en"} Language */

/** @type {Record<Language, (word: string) => string>} */
const STEMMERS = { da: stemDanish, nb: stemNorwegian, nn: stemNorwegian, en: stemEnglish };

/**
 * The stem of a word in lower case: what its inflected forms have in common. Nynorsk uses the Norwegian algorithm.
 * @param {string} word
 * @param {Language} language
 */
export function stem(word, language) {
  return STEMMERS[language](word);
}
