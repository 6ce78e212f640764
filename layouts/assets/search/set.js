// @ts-check
// Sets of documents, a bit for each.

/** @typedef {Uint32Array<ArrayBuffer>} DocumentSet */

/** How many documents belong to a block. */
export const BLOCK = 65536;

/** No document of so many. @param {number} entries @returns {DocumentSet} */
export function none(entries) {
  return new Uint32Array((entries + 31) >> 5);
}

/** Every document of so many. @param {number} entries */
export function all(entries) {
  return not(none(entries), entries);
}

/** Those outside of a set. @param {DocumentSet} set @param {number} entries */
export function not(set, entries) {
  const others = set.map((bits) => ~bits);
  // The bits after the last document stay empty, so that they count nowhere.
  if (entries & 31) others[others.length - 1] &= 2 ** (entries & 31) - 1;
  return others;
}

/** Those in all of some sets. @param {DocumentSet} first @param {DocumentSet[]} others */
export function and(first, ...others) {
  const both = first.slice();
  for (const other of others) for (let n = 0; n < both.length; n += 1) both[n] &= other[n];
  return both;
}

/** Puts those of another set into the first. @param {DocumentSet} set @param {DocumentSet} other */
export function join(set, other) {
  for (let n = 0; n < set.length; n += 1) set[n] |= other[n];
}

/** @param {DocumentSet} set @param {number} document */
export function add(set, document) {
  set[document >> 5] |= 1 << (document & 31);
}

/** @param {DocumentSet} set @param {number} document */
export function has(set, document) {
  return (set[document >> 5] >>> (document & 31)) & 1;
}

/** How many there are. @param {DocumentSet} set */
export function count(set) {
  let sum = 0;
  for (let bits of set) {
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    sum += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return sum;
}

/** @param {DocumentSet} set */
export function isEmpty(set) {
  return set.every((bits) => bits === 0);
}

/**
 * Calls `found` for every document, rising; of one block only where that is named.
 * @param {DocumentSet} set
 * @param {(document: number) => void} found
 * @param {number} [block]
 */
export function each(set, found, block) {
  const [from, to] = words(set, block);
  for (let n = from; n < to; n += 1) {
    for (let bits = set[n]; bits; bits &= bits - 1) found(n * 32 + 31 - Math.clz32(bits & -bits));
  }
}

/** Whether a set has something in a block. @param {DocumentSet} set @param {number} block */
export function touches(set, block) {
  const [from, to] = words(set, block);
  for (let n = from; n < to; n += 1) if (set[n]) return true;
  return false;
}

/** The blocks in which a set has something. @param {DocumentSet} set */
export function blocksOf(set) {
  const blocks = Array.from({ length: Math.ceil((set.length * 32) / BLOCK) }, (_, block) => block);
  return blocks.filter((block) => touches(set, block));
}

/** @param {DocumentSet} set @param {number} [block] */
function words(set, block) {
  const size = BLOCK / 32;
  return block === undefined ? [0, set.length] : [block * size, Math.min((block + 1) * size, set.length)];
}
