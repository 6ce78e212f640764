// The entries of a built site as any search could be given them, and questions whose answers are known from the entries.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * What a search is given of an entry.
 * @typedef {{ id: string, address: string, title: string, text: string, kind: string, year: string, funder: string, words: Set<string>, numbers: Set<string>, caseNumbers: string[] }} Entry
 */

/** A question, and the entries that answer it. @typedef {{ question: string, answers: string[] }} Known */

/** Fields that say how a record is kept and not what it says. */
const KEPT_FOR_PROGRAMS = new Set(["kind", "id", "lang", "address", "translation", "source", "file", "language", "title", "name"]);
/** How many questions of a sort are drawn. */
const DRAWN = 50;
/** In how many entries a rare word may stand. */
const RARE = 12;
const SHORTEST_PART = 4;
/** Letters that an inflection may add. */
const LONGEST_ENDING = 3;
/** How many results are looked at for compounds. */
const LOOKED_AT = 50;
/** One in so many compounds is tried: each is looked for in all words. */
const STEP = 2;

/** The entries of a site, translations left out. @param {string} site the folder of a built site @returns {Entry[]} */
export function entriesOf(site) {
  const folder = path.join(site, "data");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const records = files.flatMap((name) =>
    readFileSync(path.join(folder, name), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)));
  const own = records.filter(({ translation }) => !translation);
  // Who reads of an organisation or a project reads its name, and a search is given what is read.
  const names = new Map(own.map(({ id, name, title }) => [id, name ?? title ?? id]));
  return own.map((record) => entryOf(record, names));
}

/** @param {any} record @param {Map<string, string>} names @returns {Entry} */
function entryOf(record, names) {
  const values = Object.entries(record).filter(([name]) => !KEPT_FOR_PROGRAMS.has(name)).flatMap(([, value]) => leaves(value));
  const title = record.title ?? record.name ?? record.id;
  const text = [title, ...values.map((value) => names.get(String(value)) ?? String(value))].join("\n");
  const day = record.date ?? record.decided ?? record.published ?? record.start ?? record.period ?? "";
  return {
    id: `${record.kind}/${record.id}`,
    address: record.address,
    title,
    text,
    kind: record.kind,
    year: String(day).slice(0, 4),
    funder: record.funder ?? "",
    words: new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []),
    numbers: new Set(values.filter((value) => typeof value === "number").map(String)),
    caseNumbers: record.kind === "case" ? [record.number ?? []].flat() : [],
  };
}

/** @param {any} value @returns {(string | number)[]} */
function leaves(value) {
  if (value === null || typeof value === "boolean") return [];
  return typeof value === "object" ? Object.values(value).flatMap(leaves) : [value];
}

/**
 * A first question: a rare word and the commonest one, and the funder of a grant that has both.
 * @param {Entry[]} entries
 * @returns {{ rare: string, common: string, funder: string }}
 */
export function firstQuestion(entries) {
  const holders = index(entries, ({ words }) => words);
  const long = [...holders].filter(([word]) => word.length >= SHORTEST_PART);
  const common = long.reduce((best, one) => (one[1].length > best[1].length ? one : best))[0];
  const fits = (/** @type {Entry} */ { words, funder }) => funder !== "" && words.has(common);
  const rare = long.filter(([, found]) => found.length > 1 && found.length <= RARE && found.some(fits));
  const [word, found] = drawn(rare, 1)[0];
  return { rare: word, common, funder: found.find(fits)?.funder ?? "" };
}

/** Questions for what is said inside a longer word only, for numbers and for cases. @param {Entry[]} entries */
export function knownAnswers(entries) {
  return { compounds: compounds(entries), amounts: amounts(entries), cases: cases(entries) };
}

/**
 * A word that ends longer ones, all parts being words of the site; answers are the entries that hold a longer one alone. Words
 * that stand, in any inflection and as any part, in more entries than results are looked at are left out: a search that finds
 * all of these has no room to show the answers.
 * @param {Entry[]} entries
 * @returns {Known[]}
 */
function compounds(entries) {
  const holders = index(entries, ({ words }) => words);
  /** @type {Map<string, Set<Entry>>} */
  const longer = new Map();
  for (const [word, found] of holders) {
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
      const [before, after] = [word.slice(0, at), word.slice(at)];
      if (!holders.has(after) || !(holders.has(before) || holders.has(before.replace(/[se]$/, "")))) continue;
      const all = longer.get(after) ?? new Set();
      found.forEach((entry) => all.add(entry));
      longer.set(after, all);
    }
  }
  const known = [...longer].map(([question, found]) => {
    return { question, answers: [...found].filter(({ words }) => !words.has(question)).map(({ id }) => id) };
  });
  const few = known.filter(({ answers }) => answers.length > 0 && answers.length <= DRAWN);
  const related = (/** @type {string} */ question) => {
    const root = question.slice(0, Math.max(SHORTEST_PART, question.length - LONGEST_ENDING));
    return new Set([...holders].filter(([word]) => word.includes(root)).flatMap(([, found]) => found)).size;
  };
  return drawn(few, Math.floor(few.length / STEP)).filter(({ question }) => related(question) <= LOOKED_AT).slice(0, DRAWN);
}

/** Amounts of seven digits and more, asked for as they are written by hand. @param {Entry[]} entries @returns {Known[]} */
function amounts(entries) {
  const few = [...index(entries, ({ numbers }) => numbers)].filter(([text, found]) => /^\d{7,}$/.test(text) && found.length <= 10);
  return drawn(few, DRAWN).map(([text, found]) => ({
    question: text.replace(/\B(?=(\d{3})+$)/g, "."),
    answers: found.map(({ id }) => id),
  }));
}

/** @param {Entry[]} entries @returns {Known[]} */
function cases(entries) {
  const few = [...index(entries, ({ caseNumbers }) => caseNumbers)].filter(([, found]) => found.length <= 10);
  return drawn(few, DRAWN).map(([question, found]) => ({ question, answers: found.map(({ id }) => id) }));
}

/**
 * @param {Entry[]} entries
 * @param {(entry: Entry) => Iterable<string>} of
 * @returns {Map<string, Entry[]>}
 */
function index(entries, of) {
  /** @type {Map<string, Entry[]>} */
  const found = new Map();
  for (const entry of entries) {
    for (const key of of(entry)) {
      const all = found.get(key);
      if (all) all.push(entry);
      else found.set(key, [entry]);
    }
  }
  return found;
}

/** Some of them, the same on every machine, from all over the list. @template T @param {T[]} all @param {number} count @returns {T[]} */
function drawn(all, count) {
  return Array.from({ length: Math.min(count, all.length) }, (_, n) => all[Math.floor(((n + 0.5) * all.length) / Math.min(count, all.length))]);
}
