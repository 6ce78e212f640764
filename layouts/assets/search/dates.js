// @ts-check
// Dates, however written, as `2021-01-18`, with their month `2021-01` and their year `2021`. Twin of
// `src/search/dates.rs`. Day comes before month, as both countries write; only ISO dates begin with the year.

import { boundBy, digitsOf, hasDigits, isBlank, isBlankOrStop, reading, single, whole } from "./chunk.js";

/** @import { Chunk, Gap } from "./chunk.js" */

/** Names and abbreviations in the site's languages; where a language writes differently, every spelling is here. */
const MONTHS = [
  "januar january jan",
  "februar february feb",
  "marts mars march mar",
  "april apr",
  "maj mai may",
  "juni june jun",
  "juli july jul",
  "august aug",
  "september sep sept",
  "oktober october okt oct",
  "november nov",
  "december desember dec des",
].map((names) => names.split(" "));

/**
 * A day of a month, or a whole month: `""` for the day.
 * @typedef {{ year: string, month: string, day: string }} Day
 */

/**
 * A date in figures or with the month in words.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
export function date(chunks, at) {
  return inFigures(chunks, at) ?? dayFirst(chunks, at) ?? monthFirst(chunks, at) ?? monthOfYear(chunks, at);
}

/** Whether these digits can be a year that somebody writes about.
 * @param {string} text */
export function isYear(text) {
  return hasDigits(text, 4, 4) && text >= "1800" && text < "2200";
}

/**
 * `18.12.2020`, `15-01-2021`, `7/12-2020`, `7/12 2020`, `2021-01-18`.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function inFigures(chunks, at) {
  const chunk = chunks[at];
  const [first, second, third] = chunk.parts;
  if (boundBy(chunk, "/")) {
    const found = dateOf(yearAt(chunks, at + 1, isBlank), second, first);
    if (!found) return null;
    const read = readingOf(found, 2);
    return { ...read, also: [...read.also, whole(chunk)] };
  }
  const iso = boundBy(chunk, "--") !== null && isYear(first);
  if (!iso && !["..", "--", "//", "/-"].some((marks) => boundBy(chunk, marks))) return null;
  const found = iso ? dateOf(first, second, third) : dateOf(third, second, first);
  return found && readingOf(found, 1);
}

/**
 * `18. januar 2021`, `18 jan. 2021`.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function dayFirst(chunks, at) {
  const day = digitsOf(chunks[at]);
  const name = monthAt(chunks, at + 1, isBlankOrStop);
  return day && name ? named(chunks, at + 2, isBlankOrStop, name, day) : null;
}

/**
 * `January 18, 2021`.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function monthFirst(chunks, at) {
  const name = monthAt(chunks, at, () => true);
  const day = digitsOf(chunks[at + 1]);
  return name && day && isBlank(chunks[at + 1].gap) ? named(chunks, at + 2, (gap) => gap === "comma", name, day) : null;
}

/**
 * `januar 2021`.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function monthOfYear(chunks, at) {
  const name = monthAt(chunks, at, () => true);
  const year = name && yearAt(chunks, at + 1, isBlankOrStop);
  if (!year) return null;
  return { ...readingOf({ year, month: monthNumber(name), day: "" }, 2), words: [name] };
}

/**
 * The reading of a date in words, which is also found by its words.
 * @param {Chunk[]} chunks
 * @param {number} yearIndex
 * @param {(gap: Gap) => boolean} fits
 * @param {string} name
 * @param {string} day
 */
function named(chunks, yearIndex, fits, name, day) {
  const found = dateOf(yearAt(chunks, yearIndex, fits), monthNumber(name), day);
  if (!found) return null;
  const read = readingOf(found, 3);
  return { ...read, also: [...read.also, day], words: [name] };
}

/**
 * @param {Chunk[]} chunks
 * @param {number} at
 * @param {(gap: Gap) => boolean} fits
 */
function monthAt(chunks, at, fits) {
  const word = single(chunks[at]);
  return word && fits(chunks[at].gap) && monthNumber(word) !== "0" ? word : "";
}

/** @param {string} name */
function monthNumber(name) {
  return String(MONTHS.findIndex((names) => names.includes(name)) + 1);
}

/**
 * @param {Chunk[]} chunks
 * @param {number} at
 * @param {(gap: Gap) => boolean} fits
 */
function yearAt(chunks, at, fits) {
  const year = digitsOf(chunks[at]);
  return isYear(year) && fits(chunks[at].gap) ? year : "";
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string} day
 * @returns {Day | null}
 */
function dateOf(year, month, day) {
  return isYear(year) && within(month, 12) && within(day, 31) ? { year, month, day } : null;
}

/**
 * @param {Day} day
 * @param {number} taken
 */
function readingOf({ year, month, day }, taken) {
  const long = `${year}-${month.padStart(2, "0")}`;
  return day
    ? reading({ taken, main: [`${long}-${day.padStart(2, "0")}`], also: [long, year] })
    : reading({ taken, main: [long], also: [year] });
}

/** One or two digits that are a number from 1 to `most`.
 * @param {string} text
 * @param {number} most */
function within(text, most) {
  return hasDigits(text, 1, 2) && Number(text) >= 1 && Number(text) <= most;
}
