// @ts-check
// Results as a reader of a language sees them.

import { labelOf } from "./facets.js";

/** @import { Line } from "./files.js" */
/** @import { Search } from "./filter.js" */

/** An entry as the index keeps it; `v` holds title, address, summary, payer, payee and the title's language, by language.
 * @typedef {{ i: string, k: number, d?: string, m?: [number, number | string][], u?: string, v: Record<string, string[]> }} Entry */

/** @typedef {Line & { minor: string }} Amount */

/**
 * @typedef {object} Shown
 * @property {string} id of the kind and of the entry
 * @property {string} kind what its kind is called
 * @property {string} date as it is known, empty where it is not
 * @property {string} title
 * @property {string} lang of the title
 * @property {string} address from the site's root
 * @property {string} summary
 * @property {string} payer
 * @property {string} payee
 * @property {Amount[]} amounts
 * @property {{ slug: string, label: string } | null} status
 */

/**
 * @param {Search} search
 * @param {ArrayLike<number>} documents
 * @param {string} language
 * @returns {Promise<Shown[]>}
 */
export function shown(search, documents, language) {
  return Promise.all(Array.from(documents, async (document) => one(search, await entryOf(search, document), language)));
}

/** @param {Search} search @param {number} document @returns {Promise<Entry>} */
async function entryOf({ files }, document) {
  const size = files.manifest.recordsPerFile;
  return (await files.json(`records/${Math.floor(document / size)}`))[document % size];
}

/** @param {Search} search @param {Entry} entry @param {string} language @returns {Promise<Shown>} */
async function one(search, { i, k, d = "", m = [], u, v }, language) {
  const { kinds, languages, lines } = search.files.manifest;
  const own = [language, ...languages].find((own) => v[own]) ?? language;
  const [title, address, summary, payer, payee, lang = own] = v[own];
  return {
    id: `${kinds[k].id}/${i}`,
    kind: kinds[k].name[language] ?? Object.values(kinds[k].name)[0],
    date: d,
    title,
    lang,
    address,
    summary,
    payer,
    payee,
    amounts: m.map(([line, minor]) => ({ ...lines[line], minor: String(minor) })),
    status: u ? { slug: u, label: await labelOf(search, "status", u, language) } : null,
  };
}
