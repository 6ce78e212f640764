// @ts-check
// Numbers: however they are grouped, counted in millions or written in words, one number is one form. Twin of
// `src/search/numbers.rs`. The form is the digits with a decimal comma: `2.762.000`, `2 762 000` and `2762000` are
// `2762000`; `2,5` and `2.5` are `2,5`. Danish groups by full stops, Norwegian by spaces, English by commas.

import { digitsOf, hasDigits, isBlank, isDigits, reading, single } from "./chunk.js";

/** @import { Chunk, Reading } from "./chunk.js" */

/**
 * A number as its digits before and after the decimal sign. `other` is the second reading of `1,234`, which English
 * means as a thousand.
 * @typedef {{ whole: string, fraction: string, other?: string }} Figures
 */

/**
 * A number and what was found with it: `tail` is letters written onto the last digit, as in `20.000kr`.
 * @typedef {{ number: Figures, taken: number, tail: string }} Found
 */

/** Words that multiply, by the power of ten. @type {Map<string, number>} */
const SCALES = new Map([
  ["tusind", 3],
  ["tusinde", 3],
  ["tusen", 3],
  ["thousand", 3],
  ["mio", 6],
  ["mill", 6],
  ["million", 6],
  ["millioner", 6],
  ["millionar", 6],
  ["millions", 6],
  ["mia", 9],
  ["mrd", 9],
  ["milliard", 9],
  ["milliarder", 9],
  ["milliardar", 9],
]);

/** Units that are often written onto the last digit. */
const UNITS = ["kr", "dkk", "nok", "sek", "eur", "usd"];

/** Numbers that are written as words before a scale. */
const NUMBER_WORDS = [
  ["1", "en et én ét ein eit one"],
  ["2", "to two"],
  ["3", "tre three"],
  ["4", "fire four"],
  ["5", "fem five"],
  ["6", "seks six"],
  ["7", "syv sju seven"],
  ["8", "otte åtte eight"],
  ["9", "ni nine"],
  ["10", "ti ten"],
  ["11", "elleve eleven"],
  ["12", "tolv twelve"],
  ["15", "femten fifteen"],
  ["20", "tyve tjue twenty"],
  ["30", "tredive tretti thirty"],
  ["40", "fyrre førti forty"],
  ["50", "halvtreds femti fifty"],
  ["100", "hundrede hundre hundred"],
];

/**
 * A number in figures or words, with the scale that follows it.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
export function number(chunks, at) {
  return inWords(chunks, at) ?? inFigures(chunks, at);
}

/**
 * The form of a chunk that is one number in figures and nothing else.
 * @param {Chunk} chunk
 */
export function value(chunk) {
  const parsed = chunk.parts.every(isDigits) ? parse(chunk.parts, chunk.joints) : null;
  return parsed && form(parsed);
}

/**
 * `seks millioner`. Without a scale a number word is a word.
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function inWords(chunks, at) {
  const word = single(chunks[at]);
  const row = word && NUMBER_WORDS.find(([, words]) => words.split(" ").includes(word));
  const scale = row ? scaleAfter(chunks, at + 1) : null;
  if (!row || !scale) return null;
  const main = times({ whole: row[0], fraction: "" }, scale.zeros);
  return reading({ taken: 2, main: [main], words: [word, scale.word] });
}

/**
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function inFigures(chunks, at) {
  const found = grouped(chunks, at) ?? alone(chunks[at]);
  if (!found) return null;
  const { number, taken, tail } = found;
  const zeros = SCALES.get(tail);
  const scale = zeros ? { word: tail, zeros, taken: 0 } : tail ? null : scaleAfter(chunks, at + taken);
  if (scale) {
    const main = [times(number, scale.zeros)];
    return reading({ taken: taken + scale.taken, main, also: [form(number)], words: [scale.word] });
  }
  return reading({
    taken,
    main: number.other ? [form(number), number.other] : [form(number)],
    also: number.whole.length >= 4 && number.fraction ? [number.whole] : [],
    words: tail ? [tail] : [],
  });
}

/**
 * `2 762 000,50`: a chunk of one to three digits, then chunks of three, one space apart.
 * @param {Chunk[]} chunks
 * @param {number} at
 * @returns {Found | null}
 */
function grouped(chunks, at) {
  const first = digitsOf(chunks[at]);
  if (!hasDigits(first, 1, 3) || first.startsWith("0")) return null;
  /** @type {Found} */
  const found = { number: { whole: first, fraction: "" }, taken: 1, tail: "" };
  for (;;) {
    const next = group(chunks[at + found.taken]);
    if (!next) break;
    found.number.whole += next.digits;
    found.number.fraction = withoutZeros(next.fraction);
    found.tail = next.tail;
    found.taken += 1;
    if (next.fraction || next.tail) break;
  }
  return found.taken > 1 ? found : null;
}

/**
 * Three digits of a grouped number, with the fraction and the tail of its last group.
 * @param {Chunk | undefined} chunk
 */
function group(chunk) {
  if (chunk?.gap !== "space" || chunk.section) return null;
  const joints = chunk.joints.join("");
  if (!["", ",", "."].includes(joints)) return null;
  const last = splitTail(chunk.parts[chunk.parts.length - 1]);
  const digits = joints ? chunk.parts[0] : last.digits;
  const fraction = joints ? last.digits : "";
  return hasDigits(digits, 3, 3) && isTail(last.tail) ? { digits, fraction, tail: last.tail } : null;
}

/**
 * A number within one chunk, perhaps with a unit or a scale written onto it.
 * @param {Chunk} chunk
 * @returns {Found | null}
 */
function alone(chunk) {
  const before = chunk.parts.slice(0, -1);
  const { digits, tail } = splitTail(chunk.parts[before.length]);
  if (!digits || !isTail(tail) || !before.every(isDigits)) return null;
  const number = parse([...before, digits], chunk.joints);
  return number === null ? null : { number, taken: 1, tail };
}

/**
 * The number that these digits are, grouped by full stops or commas, with the other as decimal sign.
 * @param {string[]} parts
 * @param {string[]} joints
 * @returns {Figures | null}
 */
function parse(parts, joints) {
  if (joints.length === 0) return { whole: parts.join(""), fraction: "" };
  const mark = joints[joints.length - 1];
  const others = joints.slice(0, -1);
  const before = parts.slice(0, -1);
  const last = parts[before.length];
  if (mark !== "." && mark !== ",") return null;
  if (others.length === 0) return twoParts(parts[0], last, mark);
  const [first] = others;
  if (!others.every((other) => other === first)) return null;
  if (mark === first && isGrouped(parts)) return { whole: parts.join(""), fraction: "" };
  const decimal = mark !== first && (first === "." || first === ",") && isGrouped(before);
  return decimal ? { whole: before.join(""), fraction: withoutZeros(last) } : null;
}

/**
 * `1.234` is a thousand, `2.5` and `0.234` are decimals; `1,234` is a decimal that English means as a thousand.
 * @param {string} whole
 * @param {string} last
 * @param {string} mark
 * @returns {Figures}
 */
function twoParts(whole, last, mark) {
  const thousands = isGrouped([whole, last]);
  if (mark === "." && thousands) return { whole: whole + last, fraction: "" };
  // After a full stop the zeros of a small number stay: it is rather a section (2.10) or a time (08.00).
  const fraction = mark === "." && whole.length < 4 ? last : withoutZeros(last);
  return thousands ? { whole, fraction, other: whole + last } : { whole, fraction };
}

/** @param {string[]} parts */
function isGrouped([first, ...rest]) {
  return hasDigits(first, 1, 3) && !first.startsWith("0") && rest.every((part) => hasDigits(part, 3, 3));
}

/** @param {Figures} number */
function form({ whole, fraction }) {
  return fraction ? `${whole},${fraction}` : whole;
}

/**
 * The form of this number times a power of ten, by moving the decimal sign: no digit is ever rounded.
 * @param {Figures} number
 * @param {number} zeros
 */
function times({ whole, fraction }, zeros) {
  const digits = whole + fraction.slice(0, zeros).padEnd(zeros, "0");
  return form({ whole: digits.replace(/^0+/, "") || "0", fraction: withoutZeros(fraction.slice(zeros)) });
}

/**
 * @param {Chunk[]} chunks
 * @param {number} at
 */
function scaleAfter(chunks, at) {
  const word = single(chunks[at]);
  const zeros = SCALES.get(word);
  return zeros && isBlank(chunks[at].gap) ? { word, zeros, taken: 1 } : null;
}

/** The leading digits, and what is written onto them.
 * @param {string} part */
function splitTail(part) {
  const [digits] = /^[0-9]*/.exec(part) ?? [""];
  return { digits, tail: part.slice(digits.length) };
}

/** @param {string} fraction */
function withoutZeros(fraction) {
  let end = fraction.length;
  while (fraction[end - 1] === "0") end -= 1;
  return fraction.slice(0, end);
}

/** @param {string} tail */
function isTail(tail) {
  return tail === "" || SCALES.has(tail) || UNITS.includes(tail);
}
