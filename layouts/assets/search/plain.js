// @ts-check
// Words, compounds with hyphens, abbreviations, and codes of which no office's shape is known. Twin of
// `src/search/plain.rs`.

import { hasDigit, reading, whole } from "./chunk.js";
import { value } from "./numbers.js";

/** @import { Chunk, Reading } from "./chunk.js" */

/**
 * A chunk that is nothing special: a word, a compound with hyphens, an abbreviation, or somebody's code.
 * @param {Chunk} chunk
 * @returns {Reading}
 */
export function plain(chunk) {
  if (chunk.parts.length === 1) return single(chunk.parts[0]);
  const together = chunk.parts.join("");
  if (isAbbreviation(chunk)) return reading({ main: [together] });
  if (!chunk.parts.some(hasDigit)) return reading({ words: chunk.parts, joined: together });
  return code(chunk);
}

/** @param {string} part */
function single(part) {
  const letter = /^(.+?)(?:\+\+|#)$/u.exec(part)?.[1];
  if (letter) return reading({ main: [part], also: [letter] });
  return hasDigit(part) ? reading({ main: [part] }) : reading({ words: [part] });
}

/** `F.M.B.A`, `A/S`, `R&D`: single letters, bound by anything but hyphens.
 * @param {Chunk} chunk */
function isAbbreviation(chunk) {
  const letters = chunk.parts.every((part) => part.length === 1 && !hasDigit(part));
  return letters && chunk.joints.every((joint) => ".&/".includes(joint));
}

/**
 * `A03-P1-EPI004`, `3-årig`, `08:00`: kept whole, and where marks stronger than those of numbers part it, in parts.
 * @param {Chunk} chunk
 */
function code(chunk) {
  const read = reading({ main: [whole(chunk)] });
  if (chunk.joints.every((joint) => ".,:".includes(joint))) return read;
  for (const segment of segments(chunk)) {
    const number = value(segment);
    if (number !== null) read.also.push(number);
    else if (segment.parts.some(hasDigit)) read.also.push(whole(segment));
    else read.words.push(...segment.parts);
  }
  return read;
}

/**
 * The chunk cut at every mark that cannot stand inside a number.
 * @param {Chunk} chunk
 */
function segments(chunk) {
  /** @type {Chunk[]} */
  const found = [];
  chunk.parts.forEach((part, n) => {
    const joint = chunk.joints[n - 1];
    const last = found.at(-1);
    if (last && (joint === "." || joint === ",")) {
      last.joints.push(joint);
      last.parts.push(part);
    } else {
      found.push({ gap: chunk.gap, section: false, parts: [part], joints: [] });
    }
  });
  return found;
}
