// @ts-check
// Cuts a text into chunks: runs of letters and digits, with the marks that bind them. Twin of `src/search/chunk.rs`.
// `24.00.00-A08-1-20` is one chunk of six parts, `18. januar` is two chunks. What a chunk means is not decided here.

/**
 * What stands between a chunk and the one before it. `space` is one space: the only gap that digits of one number may
 * have; `wide` is more white space, but within the line; `stop` and `comma` are that mark, then white space; `label` is
 * full stops, colons and white space. A line break is `other`, so that no number or date is read across two lines.
 * @typedef {"start" | "space" | "wide" | "stop" | "comma" | "label" | "other"} Gap
 */

/**
 * Parts bound by single marks: `joints[n]` stands between `parts[n]` and `parts[n + 1]`.
 * @typedef {object} Chunk
 * @property {Gap} gap
 * @property {boolean} section a paragraph sign stands before it, with nothing but white space between
 * @property {string[]} parts runs of letters and digits in lower case, never empty
 * @property {string[]} joints
 */

/**
 * One meaning, over one or more chunks.
 * @typedef {object} Reading
 * @property {number} taken how many chunks it covers, at least one
 * @property {string[]} main the forms by which a query asks for it; empty where its words are what counts
 * @property {string[]} also further forms, which only the index holds: `24.00.00` of `24.00.00-A08-1-20`
 * @property {string[]} words words of a language, which have stems and other spellings
 * @property {string | null} joined the words written as one: `setup` of `set-up`
 */

/**
 * Looks for one sort of meaning at a position among all chunks of a text.
 * @typedef {(chunks: Chunk[], at: number) => Reading | null} Reader
 */

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;

// Without the flag for full code points each 16-bit unit stands alone, so that characters of two units part words:
// elasticlunr.js walks its index by units, elasticlunr-rs by characters, and such words could never be found.
const STARTS_WORD = /^[\p{Alphabetic}\p{N}]$/u;
const ALPHABETIC = /^\p{Alphabetic}$/u;
const WHITE = /^\p{White_Space}*$/u;
const SPACE = /^[ \u00a0\u2000-\u200a\u202f]$/;
const LINE_BREAK = /[\n-\r\u0085\u2028\u2029]/;
const LABEL_GAP = /^[.:\p{White_Space}]*$/u;

/** What an apostrophe may add to a word or an abbreviation: `VER's`, `KPI'er`. It belongs to grammar and is dropped. */
const ENDINGS = "s er ers erne ernes en ens et ets ene enes ne r rne a ar ane t d ll m re ve".split(" ");

/**
 * The chunks of a text, in order.
 * @param {string} text
 * @returns {Chunk[]}
 */
export function chunks(text) {
  const chars = normalise(text);
  /** @type {Chunk[]} */
  const found = [];
  let at = 0;
  let gapFrom = 0;
  while (at < chars.length) {
    if (!startsWord(chars[at])) {
      at += 1;
      continue;
    }
    const between = chars.slice(gapFrom, at);
    const gap = gapOf(between, found.length === 0);
    const section = /§\p{White_Space}*$/u.test(between);
    const before = found.at(-1);
    const afterDigits = gap === "space" && before !== undefined && hasDigits(single(before), 1, 3);
    const { parts, joints, end } = read(chars, at, afterDigits);
    found.push({ gap, section, parts, joints });
    at = skipEnding(chars, end);
    gapFrom = at;
  }
  return found;
}

/**
 * @param {Partial<Reading>} reading
 * @returns {Reading}
 */
export function reading(reading) {
  return { taken: 1, main: [], also: [], words: [], joined: null, ...reading };
}

/** The chunk as it was written, in lower case.
 * @param {Chunk} chunk */
export function whole(chunk) {
  return chunk.parts.map((part, n) => part + (chunk.joints[n] ?? "")).join("");
}

/** Its only part, or nothing where it has several.
 * @param {Chunk | undefined} chunk */
export function single(chunk) {
  return chunk?.parts.length === 1 ? chunk.parts[0] : "";
}

/** Its only part, where that is digits and nothing else, or nothing.
 * @param {Chunk | undefined} chunk */
export function digitsOf(chunk) {
  const part = single(chunk);
  return isDigits(part) ? part : "";
}

/** Its parts, where they are bound by exactly these marks.
 * @param {Chunk} chunk
 * @param {string} marks */
export function boundBy(chunk, marks) {
  return chunk.joints.join("") === marks ? chunk.parts : null;
}

/** @param {string} text */
export function isDigits(text) {
  return /^[0-9]+$/.test(text);
}

/** @param {string} text @param {number} least @param {number} most */
export function hasDigits(text, least, most) {
  return isDigits(text) && text.length >= least && text.length <= most;
}

/** @param {string} text */
export function hasDigit(text) {
  return /[0-9]/.test(text);
}

/** @param {Gap | undefined} gap */
export function isBlank(gap) {
  return gap === "space" || gap === "wide";
}

/** @param {Gap | undefined} gap */
export function isBlankOrStop(gap) {
  return isBlank(gap) || gap === "stop";
}

/**
 * Lower case and composed, without the characters that only say where a line may break, and with one sort of dash and
 * of apostrophe.
 * @param {string} text
 */
function normalise(text) {
  const composed = text.replace(INVISIBLE, "").toLowerCase().normalize("NFC");
  return composed.replace(DASHES, "-").replace(APOSTROPHES, "'");
}

/** @param {string | undefined} char */
function startsWord(char) {
  return char !== undefined && STARTS_WORD.test(char);
}

/** Marks that composition left over stay with their letter.
 * @param {string | undefined} char */
function inWord(char) {
  return char !== undefined && (STARTS_WORD.test(char) || /^[\u0300-\u036f]$/.test(char));
}

/** @param {string} chars @param {number} from */
function runEnd(chars, from) {
  let end = from;
  while (inWord(chars[end])) end += 1;
  return end;
}

/**
 * Parts, joints, and where the chunk that starts at `from` ends.
 * @param {string} chars
 * @param {number} from
 * @param {boolean} afterDigits
 */
function read(chars, from, afterDigits) {
  const parts = [];
  const joints = [];
  let at = from;
  for (;;) {
    const end = runEnd(chars, at);
    const part = chars.slice(at, end);
    parts.push(part);
    if (joins(chars, end, part, afterDigits && joints.length === 0 && part.length === 3)) {
      joints.push(chars[end]);
      at = end + 1;
      continue;
    }
    const sign = joints.length === 0 ? languageSign(chars, end, part) : "";
    return sign ? { parts: [part + sign], joints, end: end + sign.length } : { parts, joints, end };
  }
}

/**
 * Whether the mark at `at` binds `part` to what follows. In `500 000-600 000` it does not: there the part before it
 * ends a number that began in an earlier chunk.
 * @param {string} chars
 * @param {number} at
 * @param {string} part
 * @param {boolean} endsNumber
 */
function joins(chars, at, part, endsNumber) {
  const next = chars[at + 1];
  if (!startsWord(next)) return false;
  const digits = isDigits(chars[at - 1]) && isDigits(next);
  const letters = () => ALPHABETIC.test(part) && ALPHABETIC.test(next) && !inWord(chars[at + 2]);
  switch (chars[at]) {
    case "-":
      return !(endsNumber && digits);
    case ".":
    case "/":
      return digits || letters();
    case ",":
    case ":":
      return digits;
    case "&":
      return letters();
    default:
      return false;
  }
}

/**
 * The sign in names like `C++` and `F#`.
 * @param {string} chars
 * @param {number} at
 * @param {string} part
 */
function languageSign(chars, at, part) {
  const sign = ["++", "#"].find((sign) => chars.startsWith(sign, at)) ?? "";
  return ALPHABETIC.test(part) && !inWord(chars[at + sign.length]) ? sign : "";
}

/** @param {string} chars @param {number} at */
function skipEnding(chars, at) {
  if (chars[at] !== "'") return at;
  const end = runEnd(chars, at + 1);
  return ENDINGS.includes(chars.slice(at + 1, end)) ? end : at;
}

/**
 * @param {string} between
 * @param {boolean} first
 * @returns {Gap}
 */
function gapOf(between, first) {
  if (first) return "start";
  if (between === "" || LINE_BREAK.test(between)) return "other";
  if (SPACE.test(between)) return "space";
  if (WHITE.test(between)) return "wide";
  if (WHITE.test(between.slice(1)) && between[0] === ".") return "stop";
  if (WHITE.test(between.slice(1)) && between[0] === ",") return "comma";
  return LABEL_GAP.test(between) ? "label" : "other";
}
