// @ts-check
// Columns: what each document has of facets, dates and amounts, in blocks of documents that follow each other.

import { Bytes } from "./bytes.js";
import { BLOCK, has } from "./set.js";

/** @import { Files, Facet } from "./files.js" */
/** @import { DocumentSet } from "./set.js" */

/** Codes of a facet: one more than the code for each document, or `ends` where each document's codes end.
 * @typedef {{ codes: Uint8Array | Uint16Array | Uint32Array, ends: Uint32Array | null }} Codes */

/**
 * The amounts of a block, one after the other. The head of a document is 0 where its kind has none, 1 where it has none
 * itself, 2 and the line where it has one, and `several` where it has more: then `counts` and `lines` say which.
 * @typedef {object} Amounts
 * @property {Uint8Array | Uint16Array} heads
 * @property {number} several
 * @property {number[]} counts
 * @property {number[]} lines
 * @property {Int32Array | (number | bigint)[]} values
 * @property {Uint8Array} exponents how many zeros each value has lost at its end
 */

/** Documents that are parts, and after each other those of which they are parts, nearest first.
 * @typedef {{ parts: Uint32Array, ends: Uint32Array, wholes: Uint32Array }} Wholes */

const NOTHING = new Uint32Array(0);

/** How many documents a block has. @param {Files} files @param {number} block */
export function sizeOf({ manifest }, block) {
  return Math.min(BLOCK, manifest.entries - block * BLOCK);
}

/**
 * How many bytes are still to be fetched of some blocks.
 * @param {Files} files
 * @param {[string, number[]][]} columns name and bytes of each block of each column
 * @param {number[]} blocks
 */
export function missing({ fetched }, columns, blocks) {
  const sizes = columns.flatMap(([name, bytes]) => {
    return blocks.map((block) => (fetched.has(`columns/${name}/${block}`) ? 0 : bytes[block]));
  });
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

/** The bytes of each block of a column that is no facet. @param {Files} files @param {string} name @returns {[string, number[]]} */
export function sizesOf({ manifest }, name) {
  return [name, manifest.columns[name].blocks.map(({ bytes }) => bytes)];
}

/** @param {Files} files @param {Facet} facet @param {number} block @returns {Promise<Codes | null>} */
export function codes(files, { name, blocks }, block) {
  return column(files, name, block, blocks[block], (bytes, count) => {
    if (bytes.byte() === 0) return { codes: bytes.planes(count, bytes.byte()), ends: null };
    const codes = [];
    const ends = new Uint32Array(count);
    for (let n = 0; n < count; n += 1) {
      for (let left = bytes.varint(); left > 0; left -= 1) codes.push(bytes.varint());
      ends[n] = codes.length;
    }
    return { codes: Uint32Array.from(codes), ends };
  });
}

/**
 * Calls `found` for each code of a document, by its place in the block.
 * @param {Codes} codes
 * @param {number} at
 * @param {(code: number) => void} found
 */
export function eachCode({ codes, ends }, at, found) {
  if (!ends) {
    if (codes[at]) found(codes[at] - 1);
    return;
  }
  for (let n = at ? ends[at - 1] : 0; n < ends[at]; n += 1) found(codes[n]);
}

/** Dates as year·512 + month·32 + day, 0 where there is none. @param {Files} files @param {number} block */
export function dates(files, block) {
  return column(files, "date", block, sizesOf(files, "date")[1][block], (bytes, count) => {
    const dates = new Uint32Array(count);
    let date = 0;
    for (let n = 0; n < count; n += 1) dates[n] = date -= Number(bytes.zigzag());
    return dates;
  });
}

/** The place of each document among all, by title in a language. @param {Files} files @param {string} language @param {number} block */
export function names(files, language, block) {
  const name = `name.${language}`;
  return column(files, name, block, sizesOf(files, name)[1][block], (bytes, count) => bytes.planes(count, 4));
}

/** The row of each document in the table of its kind. @param {Files} files @param {number} block */
export function rows(files, block) {
  return column(files, "row", block, sizesOf(files, "row")[1][block], (bytes, count) => {
    return Uint32Array.from({ length: count }, () => bytes.varint());
  });
}

/** @param {Files} files @param {number} block @returns {Promise<Wholes | null>} */
export function wholes(files, block) {
  return column(files, "whole", block, sizesOf(files, "whole")[1][block], (bytes) => {
    /** @type {number[]} */
    const parts = [];
    /** @type {number[]} */
    const ends = [];
    /** @type {number[]} */
    const wholes = [];
    let document = block * BLOCK;
    for (let left = bytes.varint(); left > 0; left -= 1) {
      parts.push((document += bytes.varint()));
      for (let more = bytes.varint(); more > 0; more -= 1) wholes.push(bytes.varint());
      ends.push(wholes.length);
    }
    return { parts: Uint32Array.from(parts), ends: Uint32Array.from(ends), wholes: Uint32Array.from(wholes) };
  });
}

/** The documents of which one is a part. @param {Wholes | null} wholes @param {number} document */
export function wholesOf(wholes, document) {
  let [from, to] = [0, wholes?.parts.length ?? 0];
  while (wholes && from < to) {
    const middle = (from + to) >> 1;
    const part = wholes.parts[middle];
    if (part === document) return wholes.wholes.subarray(middle ? wholes.ends[middle - 1] : 0, wholes.ends[middle]);
    if (part < document) from = middle + 1;
    else to = middle;
  }
  return NOTHING;
}

/** @param {Files} files @param {number} block @returns {Promise<Amounts | null>} */
export function amounts(files, block) {
  return column(files, "amount", block, sizesOf(files, "amount")[1][block], (bytes, count) => {
    const several = files.manifest.lines.length + 2;
    const packed = new Bytes(bytes.take(bytes.varint()));
    const heads = new (several < 256 ? Uint8Array : Uint16Array)(count);
    const exponents = bytes.take(bytes.varint()).slice();
    /** @type {Amounts & { values: (number | bigint)[] }} */
    const found = { heads, several, counts: [], lines: [], values: [], exponents };
    for (let at = 0; at < count; at += 1) {
      heads[at] = packed.varint();
      const own = heads[at] === several ? bytes.varint() : Number(heads[at] > 1);
      if (heads[at] === several) found.counts.push(own);
      for (let left = own; left > 0; left -= 1) {
        if (heads[at] === several) found.lines.push(bytes.varint());
        found.values.push(bytes.zigzag());
      }
    }
    const isSmall = found.values.every((value) => value === Number(value) >> 0);
    return isSmall ? { ...found, values: Int32Array.from(/** @type {number[]} */ (found.values)) } : found;
  });
}

/**
 * Calls `found` for each amount of the wanted documents of a block, in minor units.
 * @param {Amounts} amounts
 * @param {number} block
 * @param {DocumentSet} wanted
 * @param {(document: number, line: number, minor: number | bigint) => void} found
 */
export function eachAmount({ heads, several, counts, lines, values, exponents }, block, wanted, found) {
  let [value, count, line] = [0, 0, 0];
  heads.forEach((head, at) => {
    if (head < 2) return;
    const document = block * BLOCK + at;
    const isWanted = has(wanted, document);
    for (let left = head === several ? counts[count++] : 1; left > 0; left -= 1) {
      const own = head === several ? lines[line++] : head - 2;
      if (isWanted) found(document, own, times(values[value], 10 ** exponents[value]));
      value += 1;
    }
  });
}

/** @param {number | bigint} value @param {number} unit */
function times(value, unit) {
  const minor = Number(value) * unit;
  return Number.isSafeInteger(minor) ? minor : BigInt(value) * BigInt(unit);
}

/**
 * What a block of a column says; nothing where it has no file.
 * @template T
 * @param {Files} files
 * @param {string} name
 * @param {number} block
 * @param {number} size
 * @param {(bytes: Bytes, count: number) => T} decode
 * @returns {Promise<T | null>}
 */
async function column(files, name, block, size, decode) {
  return size ? files.get(`columns/${name}/${block}`, (bytes) => decode(bytes, sizeOf(files, block))) : null;
}
