// The types of pages, and where each stands in each language of `tests/sites/languages`: the table that the tests of pages
// go through.

import { LANGUAGES } from "./site.mjs";

/** @import { Page } from "./site.mjs" */

/**
 * What is said once for all languages, or for each in the order of `LANGUAGES`.
 * @typedef {string | [da: string, nb: string, nn: string, en: string]} InEach
 */

/**
 * A type of page.
 * @typedef {object} Row
 * @property {string} name
 * @property {string} type as `Page.type` tells it
 * @property {InEach} file within the folder of the language, `*` for an entry's id; of `/was` and the page for missing addresses from the root
 * @property {InEach} [entry] an id to put there
 * @property {boolean} [onlyOnce] stands in the site's first language only, because its address is given from outside
 * @property {boolean} [isLeadingOn] sends its reader away by itself
 * @property {boolean} [isOfAnyKind] stands where a record of whatever kind stood
 * @property {boolean} [isByValue] is a list of any kind by the values of a field
 * @property {boolean} [isByRelation] tells of any kind to whom its entries refer
 * @property {boolean} [isUnlinked] is met by who has an old or a wrong address, not by links
 */

/**
 * A kind: the folder of its pages, and an entry of it in each language (one id, where a single record is translated into all).
 * @type {Record<string, { folder: InEach, entry: InEach }>}
 */
const KINDS = {
  agreement: { folder: ["aftaler", "avtaler", "avtalar", "agreements"], entry: "kystaftalen" },
  case: { folder: ["sager", "saker", "saker", "cases"], entry: "kystens-forsamlingshuse" },
  document: {
    folder: ["dokumenter", "dokumenter", "dokument", "documents"],
    entry: ["aervig-dagsorden", "oestervaag-moetebok", "fjordheim-avtale", "northshore-study"],
  },
  goal: { folder: ["maal", "maal", "maal", "goals"], entry: ["faerre-koersler", "nye-broenner", "reine-strender", "open-books"] },
  grant: {
    folder: ["tilskud", "tilskudd", "tilskot", "grants"],
    entry: ["tilskud-aalykke", "tilskudd-oestervaag", "tilskot-fjordheim", "shore-grant"],
  },
  indicator: {
    folder: ["indikatorer", "indikatorer", "indikatorar", "indicators"],
    entry: ["tomme-koersler", "broenner", "soppel", "purchases"],
  },
  meeting: { folder: ["moeder", "moeter", "moete", "meetings"], entry: "formannskapet-2020-12-03" },
  news: { folder: ["nyheder", "nyheter", "nyhende", "news"], entry: ["aabning", "oppstart", "dugnad", "lecture"] },
  organisation: {
    folder: ["organisationer", "organisasjoner", "organisasjonar", "organisations"],
    entry: ["aervig-kommune", "oestervaag-kommune", "fjordheim-kommune", "northshore-institute"],
  },
  page: { folder: ["sider", "sider", "sider", "pages"], entry: "vejledning" },
  partnership: { folder: ["partnerskaber", "partnerskap", "partnarskap", "partnerships"], entry: "kystloeftet" },
  place: { folder: ["steder", "steder", "stader", "places"], entry: ["aervig", "oestervaag", "fjordheim", "northshore"] },
  programme: {
    folder: ["stoetteordninger", "stoetteordninger", "stoetteordningar", "programmes"],
    entry: ["kystpuljen", "omstillingsmidler", "bygdemidlar", "shore-fund"],
  },
  project: { folder: ["projekter", "prosjekter", "prosjekt", "projects"], entry: "groen-hverdag" },
  report: {
    folder: ["udgivelser", "publikasjoner", "publikasjonar", "reports"],
    entry: ["kystplan", "omstillingsplan", "kommunelova", "shore-report"],
  },
};

/** @type {(folder: InEach, name: string) => InEach} */
const within = (folder, name) => map(folder, (one) => `${one}/${name}`);

/** Every type of page. @type {Row[]} */
export const ROWS = [
  { name: "home", type: "home", file: "index.html" },
  { name: "search", type: "search", file: ["soeg.html", "soek.html", "soek.html", "search.html"] },
  { name: "data", type: "data", file: "data.html" },
  {
    name: "dictionary",
    type: "dictionary",
    file: ["dataordbog.html", "dataordbok.html", "dataordbok.html", "data-dictionary.html"],
  },
  {
    name: "quality",
    type: "quality",
    file: ["datakvalitet.html", "datakvalitet.html", "datakvalitet.html", "data-quality.html"],
  },
  {
    name: "what changed",
    type: "changes",
    file: ["aendringer.html", "endringer.html", "endringar.html", "changes.html"],
  },
  { name: "about", type: "about", file: ["om.html", "om.html", "om.html", "about.html"] },
  {
    name: "accessibility",
    type: "accessibility",
    file: ["tilgaengelighed.html", "tilgjengelighet.html", "tilgjenge.html", "accessibility.html"],
  },
  {
    name: "privacy",
    type: "privacy",
    file: ["privatliv.html", "personvern.html", "personvern.html", "privacy.html"],
  },
  {
    name: "glossary",
    type: "glossary",
    file: ["ordforklaring.html", "ordforklaring.html", "ordforklaring.html", "glossary.html"],
  },
  ...Object.entries(KINDS).flatMap(([kind, { folder, entry }]) => [
    // The site's own pages are named in its navigation, one by one.
    { name: `list: ${kind}`, type: "list", file: within(folder, "index.html"), isUnlinked: kind === "page" },
    { name: `record: ${kind}`, type: `record kind-${kind}`, file: within(folder, "*.html"), entry },
  ]),
  {
    name: "list by value",
    type: "list",
    file: within(KINDS.agreement.folder, "list/status/*.html"),
    entry: ["indgaaet", "inngaatt", "inngaatt", "agreed"],
    isByValue: true,
  },
  {
    name: "list by relation",
    type: "list",
    file: within(KINDS.grant.folder, "list/*.html"),
    entry: ["tilskudsgiver", "tilskuddsgiver", "tilskotsgivar", "funder"],
    isByRelation: true,
  },
  {
    name: "moved",
    type: "moved",
    file: within(KINDS.project.folder, "*.html"),
    entry: "groen-kyst",
    isOfAnyKind: true,
    isLeadingOn: true,
    isUnlinked: true,
  },
  {
    name: "gone",
    type: "gone",
    file: within(KINDS.news.folder, "*.html"),
    entry: ["opslag", "oppslag", "oppslaget", "notice"],
    isOfAnyKind: true,
  },
  { name: "was", type: "was", file: "was/index.html", onlyOnce: true, isLeadingOn: true, isUnlinked: true },
  { name: "not found", type: "not-found", file: "404.html", onlyOnce: true, isUnlinked: true },
];

/**
 * A page of the table.
 * @typedef {object} Place
 * @property {Row} row
 * @property {string} language
 * @property {string} address from the site's root
 */

/** Every page of the table: each type in each language. @type {Place[]} */
export const PLACES = ROWS.flatMap((row) =>
  (row.onlyOnce ? LANGUAGES.slice(0, 1) : LANGUAGES).map((language) => ({ row, language, address: addressOf(row, language) })),
);

/**
 * Where a type of page stands in a language.
 * @param {Row} row
 * @param {string} language
 */
function addressOf(row, language) {
  return template(row, language).replace("*", row.entry ? inEach(row.entry, language) : "");
}

/**
 * The table's pages of one type.
 * @param {string} name
 * @returns {Place[]}
 */
export function placesOf(name) {
  return PLACES.filter(({ row }) => row.name === name);
}

/**
 * The rows that a page belongs to, of whatever site.
 * @param {Page} page
 * @returns {Row[]}
 */
export function rowsOf({ address, language, type }) {
  const stands = (/** @type {Row} */ row) => isOf(template(row, language), address);
  const whereRecordsStand = ROWS.some((row) => row.type.startsWith("record") && stands(row));
  const isByValue = /^([a-z]{2}\/)?[a-z-]+\/list\/[a-z-]+\/[a-z0-9-]+\.html$/.test(address);
  const isByRelation = /^([a-z]{2}\/)?[a-z-]+\/list\/[a-z-]+\.html$/.test(address);
  const belongs = (/** @type {Row} */ row) => {
    if (row.isByValue) return isByValue;
    if (row.isByRelation) return isByRelation;
    return row.isOfAnyKind ? whereRecordsStand : stands(row);
  };
  return ROWS.filter((row) => row.type === type && belongs(row));
}

/**
 * The fullest page of each type: what shows on any page of the type shows there, most likely.
 * @param {Page[]} all
 * @returns {Page[]}
 */
export function fullest(all) {
  /** @type {Map<Row, Page>} */
  const best = new Map();
  for (const page of all.toSorted((a, b) => a.size - b.size)) for (const row of rowsOf(page)) best.set(row, page);
  return [...best.values()];
}

/** @type {(row: Row, language: string) => string} */
function template(row, language) {
  return (language === LANGUAGES[0] ? "" : `${language}/`) + inEach(row.file, language);
}

/** @type {(template: string, address: string) => boolean} */
function isOf(template, address) {
  const [before, after] = template.split("*");
  if (after === undefined) return address === template;
  const id = address.slice(before.length, -after.length);
  return address === before + id + after && /^[a-z0-9-]+$/.test(id);
}

/** @type {(said: InEach, language: string) => string} */
function inEach(said, language) {
  return typeof said === "string" ? said : said[LANGUAGES.indexOf(language)];
}

/** @type {(said: InEach, change: (text: string) => string) => InEach} */
function map(said, change) {
  if (typeof said === "string") return change(said);
  const [da, nb, nn, en] = said;
  return [change(da), change(nb), change(nn), change(en)];
}
