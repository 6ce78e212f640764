// @ts-check
// What offices number their papers with: case numbers, organisation numbers, paragraphs, periods. Twin of
// `src/search/codes.rs`. KLE journal numbers (`24.00.00-A08-1-20`), numbers by year and sequence (`SAG-2021-00200`,
// `18/1407`), by sequence and year (`31/23`), archive series (`PS 15/2019`).

import { boundBy, digitsOf, hasDigits, isBlankOrStop, isDigits, reading, whole } from "./chunk.js";
import { isYear } from "./dates.js";

/** @import { Chunk, Reader, Reading } from "./chunk.js" */

/** Words before a case number; they say what it is and are no part of it. */
const CASE_LABELS = (
  "sag sags sak saks sagsnr saksnr sagsnummer saksnummer journalnr " +
  "journalnummer j jnr arkivsak arkivsaksnr ps case nr nummer"
).split(" ");

/** Words before an organisation number, also as parts of an identifier (`DK-CVR-29189919`). */
const ORGANISATION_LABELS = (
  "dk no cvr cvrnr brc org orgnr organisationsnr " +
  "organisasjonsnr organisationsnummer organisasjonsnummer nr nummer"
).split(" ");

/** Labels are short: `CVR-nr.`, `sag nr.`, `j. nr.`. */
const MOST_LABELS = 3;

/**
 * `§ 14`, `§14 a`, `§§ 14-15`, `§ 2-3`: joined to the sign, whole and by part.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
export function section(chunks, at) {
  const chunk = chunks[at];
  const [digits] = /^[0-9]*/.exec(chunk.parts[0]) ?? [""];
  if (!chunk.section || !digits) return null;
  const several = chunk.parts.length > 1;
  const parts = several && chunk.joints.every((joint) => joint === "-") ? chunk.parts : [];
  const withLetter = !several && chunk.parts[0] !== digits;
  const also = withLetter ? [digits] : parts;
  return reading({ main: [`§${whole(chunk)}`], also: also.map((part) => `§${part}`) });
}

/**
 * A case number, with the labels before it if there are any.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
export function caseNumber(chunks, at) {
  return labelled(chunks, at, CASE_LABELS, (chunks, at) => {
    const chunk = chunks[at];
    return chunk ? (journalNumber(chunk) ?? byYear(chunk) ?? bySequence(chunk)) : null;
  });
}

/**
 * An organisation number: joined from pairs, from an identifier, or after its label. Without a label digits are a
 * number and nothing more.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
export function organisationNumber(chunks, at) {
  const found = identifier(chunks[at]) ?? pairs(chunks, at);
  if (found) return found;
  const read = labelled(chunks, at, ORGANISATION_LABELS, spaced);
  return read && read.words.length > 0 ? read : null;
}

/**
 * `2021-23`, `2021-2023`, `2019/20`: by its ends and by both spellings. `2021-11` may also be a month.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
export function period(chunks, at) {
  const chunk = chunks[at];
  const mark = chunk.joints.join("");
  const [first, last] = chunk.parts;
  if ((mark !== "-" && mark !== "/") || !isYear(first)) return null;
  const end = hasDigits(last, 2, 2) ? first.slice(0, 2) + last : last;
  const isPeriod = isYear(end) && end > first;
  const isMonth = mark === "-" && last.length === 2 && last >= "01" && last < "13";
  if (!isMonth && !isPeriod) return null;
  const long = first + mark + end;
  const short = first + mark + end.slice(2);
  const also = isPeriod ? [first, isMonth ? long : short, end] : [first];
  return reading({ main: [isMonth ? short : long], also });
}

/**
 * `24.00.00-A08-1-20`: itself, with its facet, and its subject. The year may have two or four digits.
 * @param {Chunk} chunk
 */
function journalNumber(chunk) {
  const count = chunk.joints.length;
  if (count < 2 || count > 5 || !boundBy(chunk, "..---".slice(0, count))) return null;
  const [facet, number, year] = chunk.parts.slice(3);
  const fits =
    chunk.parts.slice(0, 3).every((part) => hasDigits(part, 2, 2)) &&
    (facet === undefined || /^[a-z][0-9]{2}$/.test(facet)) &&
    (number === undefined || isDigits(number)) &&
    (year === undefined || hasDigits(year, 2, 4));
  if (!fits) return null;
  const subject = chunk.parts.slice(0, 3).join(".");
  const also = [];
  if (number !== undefined) {
    const other = year && otherYear(year);
    if (other) also.push(`${subject}-${facet}-${number}-${other}`);
    also.push(`${subject}-${facet}`);
  }
  if (facet !== undefined) also.push(subject);
  return reading({ main: [whole(chunk)], also });
}

/**
 * `SAG-2021-00200` and `2021-00200`, also without the zeros.
 * @param {Chunk} chunk
 */
function byYear(chunk) {
  if (!boundBy(chunk, "-") && !boundBy(chunk, "--")) return null;
  const [series, year, number] = chunk.parts.length === 3 ? chunk.parts : ["", ...chunk.parts];
  if (!/^[a-z]*$/.test(series) || !isYear(year) || !hasDigits(number, 3, 12) || isYear(number)) return null;
  const main = `${year}-${number}`;
  const short = `${year}-${number.replace(/^0+/, "")}`;
  const also = series ? [whole(chunk)] : [];
  if (short !== main) also.push(short);
  return reading({ main: [main], also, words: series ? [series] : [] });
}

/**
 * `31/23` is `31/2023`, `18/1407` is `2018/1407`; a query for one asks for both.
 * @param {Chunk} chunk
 */
function bySequence(chunk) {
  const [first, last] = chunk.parts;
  if (!boundBy(chunk, "/") || !isDigits(first) || !isDigits(last)) return null;
  if (isYear(last) || (last.length === 2 && !isYear(first))) {
    return reading({ main: bothYears(last).map((year) => `${first}/${year}`) });
  }
  if (last.length >= 3 && (isYear(first) || first.length === 2)) {
    return reading({ main: bothYears(first).map((year) => `${year}/${last}`) });
  }
  return null;
}

/** A year with four and with two digits.
 * @param {string} year */
function bothYears(year) {
  const other = otherYear(year);
  return year.length === 4 ? [year, other] : [other, year];
}

/** The year with two digits as four, and the other way round. Numbering began to be electronic in the seventies.
 * @param {string} year */
function otherYear(year) {
  if (isYear(year)) return year.slice(2);
  if (year.length !== 2) return "";
  return (year < "70" ? "20" : "19") + year;
}

/**
 * `DK-CVR-29189919`, `cvr-29189919`, `dk29189919`, `no942110464mva`.
 * @param {Chunk} chunk
 */
function identifier(chunk) {
  const labels = chunk.parts.slice(0, -1);
  const last = chunk.parts[labels.length];
  const bound =
    chunk.joints.every((joint) => joint === "-") && labels.every((part) => ORGANISATION_LABELS.includes(part));
  const number = labels.length > 0 ? last : (/^(?:dk|no)([0-9]+)(?:mva)?$/.exec(last)?.[1] ?? "");
  if (!bound || !hasDigits(number, 8, 9)) return null;
  return reading({ main: [number], also: [whole(chunk)], words: labels });
}

/**
 * `29 18 99 19`: four pairs, and no further number beside them.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function pairs(chunks, at) {
  const number = joined(chunks, at, 2, 4);
  const before = chunks[at].gap === "space" && digitsOf(chunks[at - 1]) !== "";
  const after = chunks[at + 4]?.gap === "space" && digitsOf(chunks[at + 4]) !== "";
  return number && !before && !after ? reading({ taken: 4, main: [number] }) : null;
}

/**
 * An organisation number after its label: in one, in pairs, or by threes.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function spaced(chunks, at) {
  const one = digitsOf(chunks[at]);
  if (hasDigits(one, 8, 9)) return reading({ main: [one] });
  for (const [size, count] of [
    [2, 4],
    [3, 3],
  ]) {
    const number = joined(chunks, at, size, count);
    if (number) return reading({ taken: count, main: [number] });
  }
  return null;
}

/**
 * `count` chunks of `size` digits, one space apart, as one.
 * @param {Chunk[]} chunks
 * @param {number} at
 * @param {number} size
 * @param {number} count
 */
function joined(chunks, at, size, count) {
  const groups = chunks.slice(at, at + count);
  const fits =
    groups.length === count &&
    groups.every((chunk) => digitsOf(chunk).length === size) &&
    groups.slice(1).every((chunk) => chunk.gap === "space" && !chunk.section);
  return fits ? groups.map(digitsOf).join("") : "";
}

/**
 * What `read` finds after up to three label words, which the index keeps as words.
 * @param {Chunk[]} chunks
 * @param {number} at
 * @param {string[]} labels
 * @param {Reader} read
 */
function labelled(chunks, at, labels, read) {
  let count = 0;
  while (count < MOST_LABELS && chunks[at + count]?.parts.every((part) => labels.includes(part))) count += 1;
  for (let n = 1; n <= count; n += 1) {
    const gap = chunks[at + n]?.gap;
    if (!isBlankOrStop(gap) && gap !== "label") return null;
  }
  const found = read(chunks, at + count);
  if (!found) return null;
  const words = chunks.slice(at, at + count).flatMap((chunk) => chunk.parts);
  return { ...found, taken: found.taken + count, words: [...words, ...found.words] };
}
