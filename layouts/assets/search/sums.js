// @ts-check
// Exact sums over a result: in all, and by the values of a facet. A part is counted only where none of its wholes that
// are in the result has an amount in the same line. Twin of `src/search/ask/totals.rs`.

import { amounts, codes, eachAmount, eachCode, wholes, wholesOf } from "./columns.js";
import { add, blocksOf, BLOCK, each, has, none } from "./set.js";
import { valueOf } from "./values.js";

/** @import { Amounts } from "./columns.js" */
/** @import { Facet, Files } from "./files.js" */
/** @import { Search } from "./filter.js" */
/** @import { DocumentSet } from "./set.js" */

/** A sum, how many amounts it is made of, and how many more lie inside one already counted. @typedef {{ sum: Sum, count: number, inside: number }} Total */

/** The sums of a result by line, and how many of its entries have no amount although others of their kind have.
 * @typedef {{ lines: Map<number, Total>, without: number }} Totals */

/** What a value of a facet has of a line, to the minor unit. @typedef {{ minor: bigint, count: number, average: bigint, median: bigint, largest: number | bigint }} GroupLine */

/** @typedef {{ code: number, count: number, lines: Map<number, GroupLine> }} Group */

/** Called for each amount of a result. @typedef {(document: number, line: number, minor: number | bigint, inside: boolean) => void} Each */

/** Called when a block has been counted. @typedef {(done: number, blocks: number) => void} Progress */

/** A sum of whole numbers that stays exact, however large. */
class Sum {
  small = 0;
  large = 0n;

  /** @param {number | bigint} minor */
  add(minor) {
    const sum = typeof minor === "number" ? this.small + minor : NaN;
    if (Number.isSafeInteger(sum)) this.small = sum;
    else {
      this.large += BigInt(this.small) + BigInt(minor);
      this.small = 0;
    }
  }

  get minor() {
    return this.large + BigInt(this.small);
  }
}

/**
 * The sums of a result.
 * @param {Search} search
 * @param {DocumentSet} set
 * @param {Progress} [progress]
 * @returns {Promise<Totals>}
 */
export async function totals(search, set, progress) {
  const found = /** @type {Totals} */ ({ lines: new Map(), without: 0 });
  const count = (/** @type {number} */ line, /** @type {number | bigint} */ minor, /** @type {boolean} */ inside) => {
    const total = entry(found.lines, line, () => ({ sum: new Sum(), count: 0, inside: 0 }));
    if (inside) total.inside += 1;
    else {
      total.sum.add(minor);
      total.count += 1;
    }
  };
  await eachOf(search, set, (_, line, minor, inside) => count(line, minor, inside), {
    progress,
    block: async (block, own) => {
      own?.heads.forEach((head, at) => {
        if (head === 1) found.without += has(set, block * BLOCK + at);
      });
    },
  });
  found.lines = new Map([...found.lines].sort(([a], [b]) => a - b));
  return found;
}

/**
 * A result by the values of a facet, those with the largest sums in the line of most amounts first; of the first `limit` the
 * order is right.
 * @param {Search} search
 * @param {DocumentSet} set
 * @param {Facet} facet
 * @param {number} limit
 * @param {Progress} [progress]
 * @returns {Promise<Group[]>}
 */
export async function groups(search, set, facet, limit, progress) {
  const counts = new Uint32Array(facet.values);
  /** Amounts by line and code. @type {Map<number, Map<number, (number | bigint)[]>>} */
  const held = new Map();
  /** @type {Map<number, number>} */
  const amountsOf = new Map();
  /** @type {import("./columns.js").Codes | null} */
  let own = null;
  const block = async (/** @type {number} */ block) => {
    const codesOf = (own = await codes(search.files, facet, block));
    if (codesOf) each(set, (document) => eachCode(codesOf, document % BLOCK, (code) => void (counts[code] += 1)), block);
  };
  const amount = (/** @type {number} */ document, /** @type {number} */ line, /** @type {number | bigint} */ minor) => {
    amountsOf.set(line, (amountsOf.get(line) ?? 0) + 1);
    if (own) eachCode(own, document % BLOCK, (code) => entry(entry(held, line, newMap), code, newList).push(minor));
  };
  await eachOf(search, set, (document, line, minor, inside) => inside || amount(document, line, minor), { progress, block });
  const [lead = -1] = [...amountsOf].sort(([a, few], [b, many]) => many - few || a - b)[0] ?? [];
  /** @type {Group[]} */
  const found = [];
  counts.forEach((count, code) => count && found.push({ code, count, lines: new Map() }));
  for (const [line, byCode] of [...held].sort(([a], [b]) => a - b)) {
    for (const group of found) {
      const list = byCode.get(group.code);
      if (list) group.lines.set(line, described(list));
    }
  }
  return inOrder(search.files, facet, found, lead, limit);
}

/**
 * Calls `found` for each amount of a result, block by block, and `block` before those of each.
 * @param {Search} search
 * @param {DocumentSet} set
 * @param {Each} found
 * @param {{ progress?: Progress, block: (block: number, own: Amounts | null) => Promise<void> }} options
 */
async function eachOf(search, set, found, { progress, block: begin }) {
  const { files } = search;
  const blocks = blocksOf(set);
  const hasParts = blocks.some((block) => files.manifest.columns.whole.blocks[block].bytes > 0);
  const having = hasParts ? await havingLines(search, set) : new Map();
  for (const [done, block] of blocks.entries()) {
    await search.breathe();
    if (done > 0) progress?.(done, blocks.length);
    const [own, above] = await Promise.all([amounts(files, block), wholes(files, block)]);
    await begin(block, own);
    if (!own) continue;
    eachAmount(own, block, set, (document, line, minor) => {
      const counted = above && having.get(line);
      found(document, line, minor, Boolean(counted) && wholesOf(above, document).some((whole) => has(counted, whole) === 1));
    });
  }
}

/** The documents of a result that have an amount, by line. @param {Search} search @param {DocumentSet} set */
async function havingLines(search, set) {
  /** @type {Map<number, DocumentSet>} */
  const having = new Map();
  for (const block of blocksOf(set)) {
    await search.breathe();
    const own = await amounts(search.files, block);
    if (!own) continue;
    eachAmount(own, block, set, (document, line) => add(entry(having, line, () => none(search.files.manifest.entries)), document));
  }
  return having;
}

/** @param {(number | bigint)[]} list @returns {GroupLine} */
function described(list) {
  const sum = new Sum();
  for (const minor of list) sum.add(minor);
  list.sort((a, b) => (a < b ? -1 : Number(a > b)));
  const count = list.length;
  const middle = BigInt(list[(count - 1) >> 1]) + BigInt(list[count >> 1]);
  const average = divided(sum.minor, BigInt(count));
  return { minor: sum.minor, count, average, median: divided(middle, 2n), largest: list[count - 1] };
}

/** To the nearest whole number, halves away from zero. @param {bigint} sum @param {bigint} by */
function divided(sum, by) {
  const magnitude = ((sum < 0n ? -sum : sum) * 2n + by) / (by * 2n);
  return sum < 0n ? -magnitude : magnitude;
}

/**
 * Ties are told apart by slug, and slugs are asked for only where there are some.
 * @param {Files} files
 * @param {Facet} facet
 * @param {Group[]} groups
 * @param {number} lead
 * @param {number} limit
 * @returns {Promise<Group[]>}
 */
async function inOrder(files, facet, groups, lead, limit) {
  const compare = (/** @type {Group} */ a, /** @type {Group} */ b) => {
    const [one, other] = [a.lines.get(lead)?.minor, b.lines.get(lead)?.minor];
    if (one === other) return b.count - a.count;
    return one === undefined || (other !== undefined && one < other) ? 1 : -1;
  };
  groups.sort(compare);
  for (let from = 0; from < Math.min(groups.length, limit); ) {
    let to = from + 1;
    while (to < groups.length && compare(groups[from], groups[to]) === 0) to += 1;
    if (to - from > 1) {
      const same = groups.slice(from, to).map(async (group) => ({ group, slug: (await valueOf(files, facet, group.code))[0] }));
      const named = (await Promise.all(same)).sort((a, b) => (a.slug < b.slug ? -1 : 1));
      named.forEach(({ group }, n) => (groups[from + n] = group));
    }
    from = to;
  }
  return groups;
}

/** @template K, V @param {Map<K, V>} map @param {K} key @param {() => V} make */
function entry(map, key, make) {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** @returns {Map<number, (number | bigint)[]>} */
const newMap = () => new Map();

/** @returns {(number | bigint)[]} */
const newList = () => [];
