// The words that are asked: found in the index itself, so that any site can be measured.

import { published } from "../../layouts/assets/search/files.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { reading } from "../../tests/search/folder.mjs";

/** In how many entries the rare word stands: so few, and yet enough to fill a page of results where a site is large enough. */
const RARE = { least: 20, most: 60, share: 1 / 50 };

/**
 * The word that most entries have, a rare one that stands beside it somewhere, the facets, those of most values
 * first, and a year in the middle of all dates.
 * @param {string} folder of a built site
 */
export async function wordsOf(folder) {
  const search = { files: await published(reading(folder)), breathe: async () => undefined };
  const { manifest } = search.files;
  /** @type {[string, number][]} */
  const words = [];
  for (let n = 0; n < manifest.words.length; n += 1) {
    words.push(...(await search.files.get(`words/${n}`, wordsIn)));
  }
  const common = words.reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0])[0];
  const least = Math.ceil(Math.min(RARE.least, manifest.entries * RARE.share));
  const rare = words.filter(([, documents]) => documents >= least && documents <= RARE.most);
  // Words all over the alphabet, so that the first that fits is no neighbour of the common one.
  for (let n = 0; n < rare.length; n += 1) {
    const [word] = rare[(n * 7919) % rare.length];
    const result = await resultOf(search, `q=${encodeURIComponent(`${word} ${common}`)}&synonyms=off`);
    const all = result.notices.every((/** @type {any} */ { notice }) => notice !== "any");
    if (all && result.count >= least && result.count <= RARE.most) {
      const facets = [...manifest.facets].sort((a, b) => b.values - a.values);
      const dates = manifest.columns.date.blocks.filter(({ to }) => to > 0);
      const [from, to] = [Math.min(...dates.map(({ from }) => from)), Math.max(...dates.map(({ to }) => to))];
      // A date's year is its value divided by 512: one in the middle, so that the dates themselves must be looked at.
      return { common, rare: word, facets, year: Math.floor((from + to) / 2 / 512) };
    }
  }
  throw new Error(`${folder} has no rare word beside ${common}`);
}

/** @param {any} bytes @returns {[string, number][]} */
function wordsIn(bytes) {
  const count = bytes.varint();
  /** @type {[string, number][]} */
  const found = [];
  let before = new Uint8Array(0);
  const decoder = new TextDecoder();
  for (let n = 0; n < count; n += 1) {
    const shared = bytes.varint();
    const more = bytes.take(bytes.varint());
    const word = new Uint8Array(shared + more.length);
    word.set(before.subarray(0, shared));
    word.set(more, shared);
    found.push([decoder.decode(word), bytes.varint()]);
    before = word;
  }
  return found;
}
