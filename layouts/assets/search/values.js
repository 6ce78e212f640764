// @ts-check
// The values of facets: their codes, slugs, labels, and how many entries of the site have each.

import { placeOf } from "./files.js";
import { lower } from "./parse.js";

/** @import { Facet, Files } from "./files.js" */

/** Slug, count over the whole site, and label, by language where it differs. @typedef {[string, number, string | Record<string, string>]} Value */

/** How many values, or slugs, stand in one of a facet's own files. */
const VALUES = 512;

/** How many values of each facet stand in the first file. */
const FIRST = 64;

/** @param {Files} files @param {Facet} facet @param {number} code @returns {Promise<Value>} */
export async function valueOf(files, facet, code) {
  if (code < FIRST) return (await files.json("facets"))[facet.name][code];
  return (await part(files, facet, Math.floor(code / VALUES)))[code % VALUES];
}

/**
 * All values of a facet in the order of their codes, some at a time.
 * @param {Files} files
 * @param {Facet} facet
 * @returns {AsyncGenerator<Value[]>}
 */
export async function* valuesOf(files, facet) {
  if (facet.slugs.length === 0) yield (await files.json("facets"))[facet.name];
  else for (let n = 0; n * VALUES < facet.values; n += 1) yield part(files, facet, n);
}

/** @param {Value[2]} label @param {string} language */
export function labelIn(label, language) {
  return typeof label === "string" ? label : (label[language] ?? Object.values(label)[0] ?? "");
}

/**
 * The code of the value with this slug.
 * @param {Files} files
 * @param {Facet} facet
 * @param {string} slug
 * @returns {Promise<number | undefined>}
 */
export async function codeOf(files, { name, slugs }, slug) {
  if (slugs.length === 0) {
    /** @type {Value[]} */
    const values = (await files.json("facets"))[name];
    const code = values.findIndex(([own]) => own === slug);
    return code < 0 ? undefined : code;
  }
  const place = placeOf(slugs, slug);
  if (place < 0) return undefined;
  /** @type {[string, number][]} */
  const listed = await files.json(`facets/${name}/slugs/${place}`);
  return listed.find(([own]) => own === slug)?.[1];
}

/**
 * The codes that somebody means by some words: of the value of that slug, else of all of that label.
 * @param {Files} files
 * @param {Facet} facet
 * @param {string} words
 */
export async function codesMeant(files, facet, words) {
  const asked = lower(words);
  const code = await codeOf(files, facet, asked);
  return code === undefined ? codesWhere(files, facet, (label) => lower(label) === asked) : [code];
}

/**
 * The codes of the values that are called so in any language, rising.
 * @param {Files} files
 * @param {Facet} facet
 * @param {(label: string, slug: string) => boolean} isMeant
 */
export async function codesWhere(files, facet, isMeant) {
  /** @type {number[]} */
  const codes = [];
  let code = 0;
  for await (const values of valuesOf(files, facet)) {
    for (const [slug, , label] of values) {
      if ((typeof label === "string" ? [label] : Object.values(label)).some((own) => isMeant(own, slug))) codes.push(code);
      code += 1;
    }
  }
  return codes;
}

/** @param {Files} files @param {Facet} facet @param {number} n @returns {Promise<Value[]>} */
function part(files, { name }, n) {
  return files.json(`facets/${name}/${n}`);
}
