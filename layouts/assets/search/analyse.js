// @ts-check
// From text to the forms that stand in the index, and from a question to the forms that it asks for. Twin of
// `src/search/analyse.rs`; `tests/search/fixture.json` holds the two together.

import { chunks } from "./chunk.js";
import { caseNumber, organisationNumber, period, section } from "./codes.js";
import { date } from "./dates.js";
import { alternatives, nordic } from "./letters.js";
import { number } from "./numbers.js";
import { plain } from "./plain.js";
import { stem } from "./stem.js";

/** @import { Reader, Reading } from "./chunk.js" */
/** @import { Language } from "./stem.js" */

/**
 * What the index holds of one text: words as written, stems in the text's language, other spellings.
 * @typedef {{ exact: string[], stems: string[], letters: string[] }} Forms
 */

/**
 * One word, number or date of a question. An entry has it if it has any of these forms: `exact` in title or text,
 * `stems` among the stems, `letters` among the other spellings, `spellings` (with æ, ø, å) in title or text.
 * @typedef {{ exact: string[], stems: string[], letters: string[], spellings: string[] }} Word
 */

/** @typedef {{ words: Word[] }} Query */

/** Tried in this order at every chunk; the first that answers is right. @type {Reader[]} */
const READERS = [section, date, period, caseNumber, organisationNumber, number];

/** Longer forms are cut, here and in the index, which is a tree as deep as its longest form. */
const LONGEST_FORM = 64;

/**
 * The forms of a text in `language`, for the index.
 * @param {string} text
 * @param {Language} language
 * @returns {Forms}
 */
export function analyse(text, language) {
  /** @type {Forms} */
  const forms = { exact: [], stems: [], letters: [] };
  for (const { main, also, words, joined } of readings(text)) {
    forms.exact.push(...main.map(cut), ...also.map(cut));
    for (const word of (joined === null ? words : [...words, joined]).map(cut)) {
      forms.stems.push(cut(stem(word, language)));
      forms.letters.push(...alternatives(word).map(cut));
      forms.exact.push(word);
    }
  }
  return forms;
}

/**
 * The words of a question, each once, for a site in `languages`.
 * @param {string} text
 * @param {Language[]} languages
 * @returns {Query}
 */
export function query(text, languages) {
  const words = phrase(text, languages);
  return { words: [...new Map(words.map((word) => [JSON.stringify(word), word])).values()] };
}

/**
 * The words of a question as they follow each other: each takes one position in a text that has them all.
 * @param {string} text
 * @param {Language[]} languages
 * @returns {Word[]}
 */
export function phrase(text, languages) {
  return readings(text).flatMap((reading) => wordsOf(reading, languages));
}

/** What the stretches of a text mean, in order.
 * @param {string} text */
function readings(text) {
  const found = [];
  const cut = chunks(text);
  for (let at = 0; at < cut.length; ) {
    const reading = firstOf(READERS, (read) => read(cut, at)) ?? plain(cut[at]);
    at += reading.taken;
    found.push(reading);
  }
  return found;
}

/**
 * @param {Reader[]} readers
 * @param {(read: Reader) => Reading | null} ask
 */
function firstOf(readers, ask) {
  for (const read of readers) {
    const found = ask(read);
    if (found) return found;
  }
  return null;
}

/**
 * A number, date or code is asked for by its own form alone; words are asked for one by one, and the parts of a
 * compound with hyphens also as the compound.
 * @param {Reading} reading
 * @param {Language[]} languages
 * @returns {Word[]}
 */
function wordsOf({ main, words, joined }, languages) {
  if (main.length > 0) return [{ exact: main.map(cut), stems: [], letters: [], spellings: [] }];
  return words.map((word) => asked(joined === null ? [word] : [word, joined], languages));
}

/**
 * @param {string[]} written
 * @param {Language[]} languages
 * @returns {Word}
 */
function asked(written, languages) {
  const exact = [...new Set(written.map(cut))];
  const forms = exact.map((form) => [form, cut(nordic(form))]);
  const stems = forms.flatMap((both) => languages.flatMap((language) => both.map((form) => cut(stem(form, language)))));
  const spellings = forms.filter(([form, nordic]) => nordic !== form).map(([, nordic]) => nordic);
  return {
    exact,
    stems: [...new Set(stems)],
    letters: [...new Set(exact.flatMap((form) => [...alternatives(form).map(cut), form]))],
    spellings: [...new Set(spellings)],
  };
}

/** @param {string} form */
function cut(form) {
  return form.slice(0, LONGEST_FORM);
}
