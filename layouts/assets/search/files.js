// @ts-check
// The files of the search: fetched, opened, checked against the manifest, and kept for a while once they are read.

import { Bytes } from "./bytes.js";

/**
 * Gives the content of a file of the site by its address from the site's root; asks the server again where `version` is
 * null, else takes what is kept of that version.
 * @typedef {(address: string, version: string | null) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>} Read
 */

/** @typedef {{ bytes: number }} Block */
/** @typedef {Record<string, string>} Words by language */

/**
 * A facet; `slugs` is empty where all its values stand in the first file.
 * @typedef {{ name: string, label: Words, values: number, many: boolean, numbers: boolean, slugs: string[], blocks: number[] }} Facet
 */

/** Sums of what can be added. @typedef {{ currency: string, digits: number, basis: string, per: string }} Line */

/** @typedef {Block & { from: number, to: number }} DateBlock */
/** @typedef {Block & { min: string, max: string, bound: string }} AmountBlock */

/**
 * @typedef {object} Manifest
 * @property {number} version
 * @property {string} build
 * @property {number} entries
 * @property {number} undated
 * @property {number} recordsPerFile
 * @property {import("./stem.js").Language[]} languages
 * @property {string | null} licence
 * @property {string[]} terms
 * @property {string[]} words
 * @property {string[]} backwards
 * @property {{ id: string, name: Words, plural: Words, table: string | null }[]} kinds
 * @property {Line[]} lines
 * @property {string[]} currencies
 * @property {Facet[]} facets
 * @property {Record<string, { blocks: Block[] }> & { date: { blocks: DateBlock[] }, amount: { blocks: AmountBlock[] } }} columns
 */

/**
 * How much of what was read is kept, in bytes: so much for a site of no entry, so much more for each, and so much at most. What
 * words and results need is kept apart, else what is counted after each answer would drive it out; and so are the amounts, all of
 * which a sum needs.
 */
const KEPT = {
  others: { least: 1_000_000, entry: 8, most: 3_000_000 },
  amounts: { least: 250_000, entry: 10, most: 12_000_000 },
  facets: { least: 1_500_000, entry: 14, most: 8_000_000 },
};

/** What was read and is kept as long as there is room. */
class Kept {
  /**
   * @param {number} most bytes
   * @param {boolean} [stays] what came first stays, else what was asked for last: of what is gone through in a circle nothing
   *   would be there when its turn comes
   */
  constructor(most, stays = false) {
    this.most = most;
    this.stays = stays;
    this.size = 0;
    /** @type {Map<string, Promise<any>>} */
    this.read = new Map();
    /** @type {Map<string, number>} */
    this.sizes = new Map();
  }

  /** @param {string} name @returns {Promise<any> | undefined} */
  get(name) {
    const found = this.read.get(name);
    if (found) {
      this.read.delete(name);
      this.read.set(name, found);
    }
    return found;
  }

  /** @param {string} name @param {Promise<any>} coming */
  add(name, coming) {
    this.read.set(name, coming);
    coming.catch(() => this.drop(name));
  }

  /** @param {string} name of what has come @param {number} size */
  weigh(name, size) {
    this.sizes.set(name, size);
    this.size += size;
    const others = [...this.read.keys()].filter((other) => other !== name && this.sizes.has(other));
    for (const other of this.stays ? [name] : others) if (this.size > this.most) this.drop(other);
  }

  /** @param {string} name */
  drop(name) {
    this.read.delete(name);
    this.size -= this.sizes.get(name) ?? 0;
    this.sizes.delete(name);
  }
}

/** The files of one build. */
export class Files {
  /**
   * @param {Read} read
   * @param {Manifest} manifest
   */
  constructor(read, manifest) {
    this.read = read;
    this.manifest = manifest;
    /** Names of what was fetched once, which the browser need not fetch again. @type {Set<string>} */
    this.fetched = new Set();
    /** @param {{ least: number, entry: number, most: number }} room */
    const bytes = ({ least, entry, most }) => Math.min(least + entry * manifest.entries, most);
    this.others = new Kept(bytes(KEPT.others));
    this.amounts = new Kept(bytes(KEPT.amounts));
    this.facets = new Kept(bytes(KEPT.facets), true);
  }

  /**
   * What `decode` makes of a file.
   * @template T
   * @param {string} name without `search/` and `.bin`
   * @param {(bytes: Bytes) => T} decode
   * @param {number} [room] how many times the bytes of the file what is made of it takes
   * @returns {Promise<T>}
   */
  get(name, decode, room = 1.5) {
    const kept = this.keeps(name);
    const found = kept.get(name);
    if (found) return found;
    const fresh = this.open(name).then((bytes) => {
      kept.weigh(name, bytes.length * room);
      return decode(new Bytes(bytes));
    });
    kept.add(name, fresh);
    return fresh;
  }

  /** @param {string} name */
  keeps(name) {
    if (name.startsWith("columns/amount/")) return this.amounts;
    return /^(columns|facets)\b/.test(name) ? this.facets : this.others;
  }

  /** @param {string} name @returns {Promise<any>} */
  json(name) {
    return this.get(name, ({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)), 5);
  }

  /** @param {string} name */
  async open(name) {
    const bytes = await inflated(await this.read(`search/${name}.bin`, this.manifest.build));
    const id = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (id !== this.manifest.build) throw new Error(`${name} belongs to another build`);
    this.fetched.add(name);
    return bytes.subarray(8);
  }
}

/**
 * The files of the build that is published now.
 * @param {Read} read
 */
export async function published(read) {
  const bytes = await inflated(await read("search/manifest.bin", null));
  const manifest = JSON.parse(new TextDecoder().decode(bytes));
  if (manifest.version !== 1) throw new Error(`unknown version ${manifest.version}`);
  return new Files(read, manifest);
}

/**
 * Reads by `fetch`.
 * @param {string} root the address of the site's root
 * @returns {Read}
 */
export function fetching(root) {
  return async (address, version) => {
    const url = new URL(version === null ? address : `${address}?v=${version}`, root);
    const response = await fetch(url, { cache: version === null ? "no-cache" : "default" });
    if (!response.ok || !response.body) throw new Error(`${address}: ${response.status}`);
    return response.body;
  };
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
async function inflated(stream) {
  const opened = stream.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(opened).arrayBuffer());
}

/**
 * Where among sorted files, told by the first of each, something stands.
 * @param {string[]} firsts
 * @param {string} word
 * @returns {number} -1 where it would come before the first
 */
export function placeOf(firsts, word) {
  let [from, to] = [0, firsts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (firsts[middle] <= word) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
