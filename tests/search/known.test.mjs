// Known items: an entry of real tables, asked for by its own title, by its case or project number, or by its organisation,
// stands first or nearly so. Then how many compounds are found by their parts, with and without those parts in the index.
//
// The tables lie beside the repository where there are any; they are no part of it.

import assert from "node:assert/strict";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { ordered } from "../../layouts/assets/search/order.js";
import { shown } from "../../layouts/assets/search/records.js";
import { resultOf } from "../../layouts/assets/search/result.js";
import { stem } from "../../layouts/assets/search/stem.js";
import { REPOSITORY, chance, folder, glasklar, pick, searchOf, skip as skipped } from "./built.mjs";

const TABLES = path.join(REPOSITORY, "../shared/data");

/** The sites of `tests/sites/tables`, their language, and the tables of each. @type {[site: string, language: string, files: string[]][]} */
const SITES = [
  ["dk-eu", "da", ["dk-eu-projects-2007-2013.csv"]],
  ["no-eu", "nb", ["no-eu-grants-h2020.csv"]],
  ["party-support", "nb", [2011, 2012, 2013, 2014].map((year) => `no-party-support-${year}.csv`)],
];

/** How many items are drawn of each sort, from each site that has it. */
const DRAWN = 50;

const TEN = 10;

const skip = skipped || (existsSync(TABLES) ? false : "the real tables are not here");

/** What is asked for, and which entries are meant. @typedef {{ sort: string, question: string, meant: Set<string> }} Item */

/**
 * What a site adds to its description: only what stands in a field can be found, and these project numbers stand in none.
 * @type {Record<string, string>}
 */
const ADDED = { "no-eu": 'summary = "Prosjekt {Prosjektnr}, {Prosjektkortnavn}"' };

/**
 * Builds one of the sites.
 * @param {string} name
 * @param {string[]} [whole] words that are not split, in the place of the built-in ones
 */
async function built(name, whole) {
  const [, language, files] = SITES.find(([site]) => site === name);
  const made = folder();
  const source = path.join(made, "source");
  cpSync(path.join(REPOSITORY, "tests/sites/tables", name), source, { recursive: true });
  for (const file of files) copyFileSync(path.join(TABLES, file), path.join(source, "content/grants", file));
  const description = path.join(source, "content/grants", `${name}.table.toml`);
  const text = readFileSync(description, "utf8");
  writeFileSync(description, text.replace("[columns]", `[columns]\n${ADDED[name] ?? ""}`));
  if (whole) {
    mkdirSync(path.join(source, "layouts/search"), { recursive: true });
    writeFileSync(path.join(source, "layouts/search", `${language}.toml`), `whole = ${JSON.stringify(whole)}\n`);
  }
  const site = path.join(made, "site");
  glasklar("build", source, "--out", site, "--today", "2026-01-31");
  const entries = (kind) => readFileSync(path.join(site, "data", `${kind}.jsonl`), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  return { site, language, grants: entries("grant"), organisations: entries("organisation"), search: await searchOf(site) };
}

/**
 * The sorts of items: what is typed, and what tells the entries that are meant, all that have it.
 * @type {[sort: string, kind: "grants" | "organisations", typed: (entry: any) => string | undefined][]}
 */
const SORTS = [
  ["title", "grants", ({ title }) => title],
  ["project number", "grants", ({ id }) => /^\d+-\d+-\d+$/.test(id) ? id.split("-")[0] : undefined],
  ["organisation", "organisations", ({ name }) => name],
  ["organisation number", "organisations", ({ number }) => /\d+$/.exec(number ?? "")?.[0]],
];

/** Items of every sort, each asked once. @returns {Item[]} */
function items(name, { grants, organisations }, random) {
  return SORTS.flatMap(([sort, kind, typed]) => {
    /** @type {Map<string, Set<string>>} */
    const meant = new Map();
    for (const entry of { grants, organisations }[kind]) {
      const question = typed(entry);
      if (question) meant.set(question, (meant.get(question) ?? new Set()).add(`${entry.kind}/${entry.id}`));
    }
    const left = [...meant.keys()];
    return Array.from({ length: Math.min(DRAWN, left.length) }, () => {
      const question = pick(random, left);
      left.splice(left.indexOf(question), 1);
      return { sort: `${name}: ${sort}`, question, meant: meant.get(question) };
    });
  });
}

/** The first entries that a question finds. */
async function first({ search, language }, question, limit) {
  const result = await resultOf(search, new URLSearchParams({ q: question }).toString());
  return shown(search, await ordered(search, result, language, limit), language);
}

test("what is known to be there stands first: mean reciprocal rank among the first ten", { skip }, async () => {
  const random = chance(300);
  /** @type {Map<string, number[]>} */
  const ranks = new Map();
  for (const [name] of SITES) {
    const site = await built(name);
    for (const { sort, question, meant } of items(name, site, random)) {
      const rank = 1 + (await first(site, question, TEN)).findIndex(({ id }) => meant.has(id));
      ranks.set(sort, [...(ranks.get(sort) ?? []), rank ? 1 / rank : 0]);
    }
  }
  const all = [...ranks.values()].flat();
  for (const [sort, own] of [...ranks, ["all", all]]) console.log(`MRR@10 ${mean(own).toFixed(3)} of ${own.length}: ${sort}`);
  assert.ok(all.length >= 300);
  assert.ok(mean(all) >= 0.95, `${mean(all)}`);
});

/** How many letters a part of a compound has at least. */
const PART = 4;

/** How many results are looked at for what was to be found by a part. */
const FIFTY = 50;

/** What links the parts of a Danish compound. */
const LINK = /[se]$/;

/** The words of an entry. @returns {string[]} */
const wordsOf = ({ title, summary = "" }) => `${title} ${summary}`.normalize("NFC").replaceAll("\u00ad", "").toLowerCase().match(/\p{L}+/gu) ?? [];

/**
 * Words that are parts of others, each with the entries that have it in a compound and not by itself, where these fit into
 * what is looked at. Compounds are told by their letters alone, so some are none (`skud` of `tilskud`): no index finds all.
 * @param {any[]} grants
 */
function parts(grants) {
  const own = grants.map((grant) => [`grant/${grant.id}`, [...new Set(wordsOf(grant))]]);
  const known = new Set(own.flatMap(([, words]) => words).filter((word) => word.length >= PART));
  /** Whether a word is another, known one and this one after it. */
  const isIn = (part, word) => {
    const rest = word.endsWith(part) ? word.slice(0, -part.length) : "";
    return rest.length >= PART && (known.has(rest) || (rest.length > PART && known.has(rest.replace(LINK, ""))));
  };
  return [...known].filter((part) => part.length > PART).flatMap((part) => {
    const bare = stem(part, "da");
    const alike = own.filter(([, words]) => words.some((word) => word.includes(bare)));
    if (alike.length > FIFTY) return [];
    const meant = alike.filter(([, words]) => !words.some((word) => word.startsWith(bare)) && words.some((word) => isIn(part, word)));
    return meant.length > 0 ? [{ part, meant: meant.map(([id]) => id) }] : [];
  });
}

test("compounds are found by their last part: recall among the first fifty", { skip }, async () => {
  const split = await built("dk-eu");
  const words = [...new Set(split.grants.flatMap(wordsOf))].filter((word) => word.length >= 2 * PART);
  const unsplit = await built("dk-eu", words);
  const random = chance(50);
  const all = parts(split.grants);
  const drawn = Array.from({ length: 200 }, () => pick(random, all));
  const recall = async (site) => {
    const each = [];
    for (const { part, meant } of drawn) {
      const found = new Set((await first(site, part, FIFTY)).map(({ id }) => id));
      each.push(meant.filter((id) => found.has(id)).length / meant.length);
    }
    return mean(each);
  };
  const [withParts, without] = [await recall(split), await recall(unsplit)];
  console.log(`recall@50 of compounds by their last part, ${all.length} parts: ${withParts.toFixed(3)} split, ${without.toFixed(3)} not split`);
  assert.ok(withParts > 0.8 && withParts > without + 0.3, `${withParts} ${without}`);
});

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
