// @ts-check
// Answers one state after the other, part by part: results, counts of facets, sums, groups. `worker.js` lets a page ask it.

import { amounts, codes, dates, eachAmount, eachCode, missing, rows, sizesOf } from "./columns.js";
import { codesOf, cost, counts, described, shownFacet, uncounted } from "./facets.js";
import { published } from "./files.js";
import { marker } from "./marks.js";
import { ordered } from "./order.js";
import { parse } from "./parse.js";
import { shown } from "./records.js";
import { namesOf, resultOf } from "./result.js";
import { blocksOf, each } from "./set.js";
import { groups, totals } from "./sums.js";
import { codesWhere, labelIn, valuesOf } from "./values.js";

/** @import { Facet, Files, Read } from "./files.js" */
/** @import { Search } from "./filter.js" */
/** @import { Result } from "./result.js" */

/** Gives a part of an answer to the page. @typedef {(part: Record<string, any>) => void} Tell */

/** A question of the page. @typedef {{ id?: number, ask: string } & Record<string, any>} Asked */

/** How many results stand on a page. */
const PAGE = 20;

/** What sums, and all facets together, may still fetch without being asked for, in bytes. */
const FREE_SUMS = 1_000_000;
const FREE_FACETS = 300_000;

/** What a module that is loaded later shares with the engine. */
export const TOOLS = {
  amounts,
  blocksOf,
  codes,
  dates,
  each,
  eachAmount,
  eachCode,
  labelIn,
  ordered,
  rows,
  shown,
  valuesOf,
};

const MOST_NAMES = 50;
const MOST_GROUPS = 200;

/** An answer that a later question has overtaken. */
export class Overtaken extends Error {}

/** Answers what a page asks. */
export class Engine {
  /**
   * @param {Read} read
   * @param {() => Promise<void>} pause lets messages come in
   */
  constructor(read, pause) {
    this.read = read;
    this.pause = pause;
    /** @type {Promise<Files> | null} */
    this.files = null;
    this.turn = 0;
    /** The latest state. @type {{ state: string, language: string }} */
    this.latest = { state: "", language: "" };
    /** @type {{ key: string, result: Result } | null} */
    this.found = null;
  }

  /**
   * Answers a question; a state overtakes what was asked before it.
   * @param {Asked} asked
   * @param {Tell} tell
   */
  async answer(asked, tell) {
    if (asked.ask === "state") {
      this.turn += 1;
      this.latest = { state: asked.state, language: asked.language };
    }
    const turn = this.turn;
    const breathe = async () => {
      await this.pause();
      if (turn !== this.turn && asked.ask !== "download") throw new Overtaken();
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.files ??= published(this.read);
        const search = { files: await this.files, breathe };
        await breathe();
        return await this.parts(search, asked, (part) => tell({ id: asked.id, ...part }));
      } catch (error) {
        if (error instanceof Overtaken) return undefined;
        // A new build may have taken the place of the one that is known.
        this.files = null;
        this.found = null;
        if (attempt === 2) return tell({ id: asked.id, part: "failed", message: String(error) });
      }
    }
  }

  /** @param {Search} search @param {Asked} asked @param {Tell} tell */
  async parts(search, asked, tell) {
    const { state, language } = this.latest;
    switch (asked.ask) {
      case "warm":
        await search.files.json("facets");
        return;
      case "state":
        return everything(search, await this.result(search, state), language, tell);
      case "open":
        return open(search, await this.result(search, state), asked.facet, language, tell);
      case "names":
        return names(search, await this.result(search, state), asked, language, tell);
      case "sums":
        return sums(search, await this.result(search, state), language, tell, Infinity);
      case "download": {
        const { download } = await import("./download.js");
        return download(TOOLS, search, await resultOf(search, asked.state), asked, tell);
      }
    }
  }

  /** What a state finds, kept for what is asked about it later. @param {Search} search @param {string} state */
  async result(search, state) {
    const key = `${search.files.manifest.build} ${state}`;
    if (this.found?.key !== key) this.found = { key, result: await resultOf(search, state) };
    return this.found.result;
  }
}

/** @param {Search} search @param {Result} result @param {string} language @param {Tell} tell */
async function everything(search, result, language, tell) {
  const { manifest } = search.files;
  const pages = Math.max(Math.ceil(result.count / PAGE), 1);
  const page = Math.min(result.state.page, pages);
  const documents = (await ordered(search, result, language, page * PAGE)).subarray((page - 1) * PAGE);
  const { items } = parse(result.state.question, namesOf(manifest.facets));
  const mark = marker(items, result.notices, manifest.languages);
  const results = (await shown(search, documents, language)).map((one) => {
    return { ...one, marks: { title: mark(one.title), summary: mark(one.summary) } };
  });
  const { asked, count, sort, notices } = result;
  await search.breathe();
  tell({ part: "results", asked, count, page, pages, sort, results, notices });
  await facets(search, result, language, tell);
  if (asked) await sums(search, result, language, tell, FREE_SUMS);
}

/**
 * The facets in their order, as long as what they need is not too much.
 * @param {Search} search
 * @param {Result} result
 * @param {string} language
 * @param {Tell} tell
 */
async function facets(search, result, language, tell) {
  let free = FREE_FACETS;
  const found = [];
  for (const facet of search.files.manifest.facets) {
    const bytes = cost(search, result, facet);
    if (bytes <= free) {
      free -= bytes;
      found.push(await shownFacet(search, result, facet, language));
    } else {
      found.push(await uncounted(search, result, facet, language, bytes));
    }
  }
  await search.breathe();
  tell({ part: "facets", facets: found });
}

/** @param {Search} search @param {string} name */
function facetNamed({ files }, name) {
  return files.manifest.facets.find((facet) => facet.name === name);
}

/** @param {Search} search @param {Result} result @param {string} name @param {string} language @param {Tell} tell */
async function open(search, result, name, language, tell) {
  const facet = facetNamed(search, name);
  if (facet) tell({ part: "facets", facets: [await shownFacet(search, result, facet, language)] });
}

/**
 * The values of a facet whose label holds a text; without text those that most have.
 * @param {Search} search
 * @param {Result} result
 * @param {Asked} asked
 * @param {string} language
 * @param {Tell} tell
 */
async function names(search, result, { facet: name, text }, language, tell) {
  const facet = facetNamed(search, name);
  if (!facet) return;
  const found = await counts(search, result, facet);
  const part = text.trim().toLowerCase();
  const isMeant = (/** @type {string} */ label) => label.toLowerCase().includes(part);
  const meant = part ? await codesWhere(search.files, facet, isMeant) : null;
  const having = (meant ?? codesOf(found)).filter((code) => found[code] > 0);
  having.sort((a, b) => found[b] - found[a] || a - b);
  const values = await described(search, result, facet, having.slice(0, MOST_NAMES), found, language);
  tell({ part: "names", facet: name, text, values, more: Math.max(having.length - MOST_NAMES, 0) });
}

/**
 * Totals, and groups where they are asked for, where what they need is not too much.
 * @param {Search} search
 * @param {Result} result
 * @param {string} language
 * @param {Tell} tell
 * @param {number} free
 */
async function sums(search, result, language, tell, free) {
  const { files } = search;
  const blocks = blocksOf(result.set);
  const money = [sizesOf(files, "amount"), sizesOf(files, "whole")];
  const bytes = missing(files, money, blocks);
  const all = blocks.length;
  if (bytes > free) tell({ part: "totals", done: 0, blocks: all, bytes, lines: [], without: 0 });
  else {
    const counting = (/** @type {number} */ done) => tell({ part: "totals", done, blocks: all, bytes: 0, lines: [], without: 0 });
    const found = await totals(search, result.set, counting);
    const lines = [...found.lines].map(([line, { sum, count, inside }]) => {
      return { ...files.manifest.lines[line], minor: String(sum.minor), count, inside };
    });
    tell({ part: "totals", done: all, blocks: all, bytes: 0, lines, without: found.without });
  }
  if (result.state.group) await grouped(search, result, result.state.group, language, tell, free);
}

/** @param {Search} search @param {Result} result @param {Facet} facet @param {string} language @param {Tell} tell @param {number} free */
async function grouped(search, result, facet, language, tell, free) {
  const { files } = search;
  const blocks = blocksOf(result.set);
  const columns = [sizesOf(files, "amount"), sizesOf(files, "whole"), /** @type {[string, number[]]} */ ([facet.name, facet.blocks])];
  const bytes = missing(files, columns, blocks);
  const head = { part: "groups", facet: facet.name, label: labelIn(facet.label, language), blocks: blocks.length };
  const nothing = { groups: [], more: 0 };
  if (bytes > free) return tell({ ...head, done: 0, bytes, ...nothing });
  const counting = (/** @type {number} */ done) => tell({ ...head, done, bytes: 0, ...nothing });
  const found = await groups(search, result.set, facet, MOST_GROUPS, counting);
  const list = found.slice(0, MOST_GROUPS);
  const held = list.map(({ code }) => code);
  const values = await described(search, result, facet, held, null, language);
  const told = list.map(({ count, lines }, n) => ({
    slug: values[n].slug,
    label: values[n].label,
    count,
    lines: [...lines].map(([line, { count, ...sums }]) => ({ ...files.manifest.lines[line], count, ...texts(sums) })),
  }));
  tell({ ...head, done: blocks.length, bytes: 0, groups: told, more: found.length - list.length });
}

/** Amounts as text, which every reader of a message can hold. @param {Record<string, number | bigint>} sums */
function texts(sums) {
  return Object.fromEntries(Object.entries(sums).map(([name, minor]) => [name, String(minor)]));
}
