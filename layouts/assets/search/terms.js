// @ts-check
// The forms of the index with the documents that have them. What text search is made of hides behind `listsOf` and
// `postings`.

import { Bytes, nibble } from "./bytes.js";
import { placeOf } from "./files.js";
import { add, and, each, has, none } from "./set.js";

/** @import { Files } from "./files.js" */
/** @import { DocumentSet } from "./set.js" */

/** The lists of a form, in the order of their bits: as written, stem, other spellings, parts of compounds. */
export const EXACT = 0;
export const STEM = 1;
export const LETTERS = 2;
export const PART = 3;
/** As written, where no stem is known to have the same entries. */
export const WRITTEN = 4;

/** Says that the list of the stem is that of the word as written. */
const SAME = 16;

/** Says that who asks for the stem finds every entry that has the word as written. */
const COVERED = 32;

/**
 * Where the documents of a form stand that have it in one of the lists.
 * @typedef {object} List
 * @property {number} scale what the levels of its documents are multiplied by
 * @property {number} count
 * @property {Place} place
 */

/**
 * Bytes in a shard, and the number of the list among the shard's exact ones; or the number of a file of its own.
 * @typedef {{ bytes: Uint8Array | null, from: number, size: number, number: number, shard: Shard }} Place
 */

/** A shard: its number, how many of its lists have positions beside it, and what it says.
 * @typedef {{ number: number, exact: number, bytes: Uint8Array }} Shard */

/**
 * Rising documents with a level each, or where `bits` are, a bit for each document, `base` for most and their own level
 * for some better ones. `pieces` are the first postings of each file of positions.
 * @typedef {{ documents: Uint32Array, levels: Uint8Array, bits: DocumentSet | null, base: number, pieces: Uint32Array }} Postings
 */

const ONE_PIECE = new Uint32Array(1);

const encoder = new TextEncoder();

/**
 * The lists of a form; none where no entry has it.
 * @param {Files} files
 * @param {string} form
 * @returns {Promise<(List | undefined)[]>}
 */
export async function listsOf(files, form) {
  const number = placeOf(files.manifest.terms, form);
  const found = number < 0 ? [] : look(await shard(files, number), encoder.encode(form), true);
  return found[0] ?? [];
}

/**
 * The lists as written of all forms that begin so.
 * @param {Files} files
 * @param {string} letters
 */
export async function beginning(files, letters) {
  const found = [];
  for (const number of shardsOf(files.manifest.terms, letters)) {
    found.push(...look(await shard(files, number), encoder.encode(letters), false));
  }
  return found.flatMap(({ [EXACT]: list }) => (list ? [list] : []));
}

/**
 * The numbers of the sorted files in which words that begin so can stand.
 * @param {string[]} firsts
 * @param {string} letters
 */
export function shardsOf(firsts, letters) {
  const from = Math.max(placeOf(firsts, letters), 0);
  const numbers = [];
  for (let n = from; n < firsts.length && (n === from || firsts[n].startsWith(letters)); n += 1) numbers.push(n);
  return numbers;
}

/**
 * The documents of a list.
 * @param {Files} files
 * @param {List} list
 * @returns {Promise<Postings>}
 */
export async function postings(files, list) {
  if (list.place.bytes) return rising(new Bytes(list.place.bytes), list.count);
  return files.get(`hot/${list.place.number}`, (bytes) => {
    const found = bytes.byte() ? bitmap(bytes, files.manifest.entries) : rising(bytes, list.count);
    if (bytes.at < bytes.bytes.length) found.pieces = bytes.rising(bytes.varint());
    return found;
  });
}

/** Puts the documents of a list into a set. @param {DocumentSet} set @param {Postings} postings */
export function addAll(set, { documents, bits }) {
  if (bits) bits.forEach((word, n) => (set[n] |= word));
  else for (const document of documents) add(set, document);
}

/**
 * Adds to the score of each document of `among` that a list has.
 * @param {Uint32Array} scores
 * @param {DocumentSet} among
 * @param {Postings} postings
 * @param {number[]} worth what each level counts
 */
export function addScores(scores, among, { documents, levels, bits, base }, worth) {
  if (bits) {
    each(and(bits, among), (document) => {
      scores[document] += worth[base];
    });
  }
  const less = bits ? worth[base] : 0;
  documents.forEach((document, n) => {
    if (has(among, document)) scores[document] += worth[nibble(levels, n)] - less;
  });
}

/**
 * Where a form as written stands in those of its documents that are wanted.
 * @param {Files} files
 * @param {List} list
 * @param {DocumentSet} wanted
 * @returns {Promise<Map<number, Uint32Array>>}
 */
export async function positions(files, list, wanted) {
  const { documents, bits, pieces } = await postings(files, list);
  const all = bits ? listed(bits) : documents;
  const found = new Map();
  for (let piece = 0; piece < pieces.length; piece += 1) {
    const own = all.subarray(pieces[piece], pieces[piece + 1]);
    if (!own.some((document) => has(wanted, document))) continue;
    const bytes = await area(files, list.place, piece);
    for (const document of own) {
      const at = bytes.rising(bytes.varint());
      if (has(wanted, document)) found.set(document, at);
    }
  }
  return found;
}

/** @param {Files} files @param {Place} place @param {number} piece */
async function area(files, { bytes, number, shard }, piece) {
  if (!bytes) return new Bytes(await files.get(`hotpositions/${number}/${piece}`, ({ bytes }) => bytes));
  const areas = await files.get(`positions/${shard.number}`, (bytes) => {
    const sizes = Array.from({ length: shard.exact }, () => bytes.varint());
    return sizes.map((size) => bytes.take(size));
  });
  return new Bytes(areas[number]);
}

/** @param {DocumentSet} bits */
function listed(bits) {
  /** @type {number[]} */
  const documents = [];
  each(bits, (document) => documents.push(document));
  return Uint32Array.from(documents);
}

/** @param {Bytes} bytes @param {number} count @returns {Postings} */
function rising(bytes, count) {
  const documents = bytes.rising(count);
  return { documents, levels: bytes.take((count + 1) >> 1), bits: null, base: 0, pieces: ONE_PIECE };
}

/** @param {Bytes} bytes @param {number} entries */
function bitmap(bytes, entries) {
  const bits = none(entries);
  new Uint8Array(bits.buffer).set(bytes.take((entries + 7) >> 3));
  const base = bytes.byte();
  return { ...rising(bytes, bytes.varint()), bits, base };
}

/** @param {Files} files @param {number} number @returns {Promise<Shard>} */
function shard(files, number) {
  return files.get(`terms/${number}`, ({ bytes }) => ({ number, exact: 0, bytes }));
}

/**
 * The lists of the form, or of all forms that begin so. A shard is walked again for each: kept in objects it would take ten
 * times the room.
 * @param {Shard} shard
 * @param {Uint8Array} form
 * @param {boolean} isWhole
 */
function look(shard, form, isWhole) {
  const bytes = new Bytes(shard.bytes);
  const word = new Uint8Array(shard.bytes.length);
  /** @type {(List | undefined)[][]} */
  const found = [];
  /** @type {Walk} */
  const walk = { shard, inline: 0, exact: 0 };
  for (let left = bytes.varint(); left > 0; left -= 1) {
    const shared = bytes.varint();
    const rest = bytes.take(bytes.varint());
    word.set(rest, shared);
    const length = shared + rest.length;
    const isMeant = (isWhole ? length === form.length : length >= form.length) && form.every((byte, n) => byte === word[n]);
    const lists = term(bytes, walk);
    if (isMeant) found.push(lists);
  }
  shard.exact = walk.exact;
  for (const { place } of found.flat().filter((list) => list !== undefined)) {
    // Several lists may share a place.
    if (place.size > 0) place.bytes = shard.bytes.subarray(bytes.at + place.from, bytes.at + place.from + place.size);
  }
  return found;
}

/** How far a shard has been walked: the bytes of the lists, and the exact lists. @typedef {{ shard: Shard, inline: number, exact: number }} Walk */

/** @param {Bytes} bytes @param {Walk} walk */
function term(bytes, walk) {
  const flags = bytes.byte();
  /** @type {(List | undefined)[]} */
  const lists = [];
  for (const at of [EXACT, STEM, LETTERS, PART]) {
    const written = lists[EXACT];
    if (!(flags & (1 << at))) continue;
    if (at === STEM && flags & SAME && written) {
      lists[STEM] = { ...written, scale: bytes.varint() };
      continue;
    }
    const [count, scale, size] = [bytes.varint(), bytes.varint(), bytes.varint()];
    const isNumbered = size > 0 && at === EXACT;
    const number = size === 0 ? bytes.varint() : isNumbered ? walk.exact++ : 0;
    lists[at] = { scale, count, place: { bytes: null, from: walk.inline, size, number, shard: walk.shard } };
    walk.inline += size;
  }
  if (!(flags & COVERED)) lists[WRITTEN] = lists[EXACT];
  return lists;
}
