// Facets and ranges, counts and sums: the engine over its index says what DuckDB says of the published tables.

import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { resultOf } from "../../layouts/assets/search/result.js";
import { totals } from "../../layouts/assets/search/sums.js";
import { chance, folder, glasklar, pick, searchOf, skip } from "./built.mjs";
import { answered, tablesOf } from "./tables.mjs";

const ROUNDS = Number(process.env.GLASKLAR_ROUNDS ?? 200);

/** Those of fields, of every kind, and of amounts. */
const FACETS = "funder recipient theme place programme agreement organisation publisher level owner concerns issuer type country origin".split(" ");
const ALL = ["kind", "year", "currency", "basis", ...FACETS];

/** Those that a grant has are asked for more often than others: they are what is added up. */
const OFTEN = ["kind", "year", "funder", "recipient", "theme", "place", "programme", "currency", "basis"];

/** Gives a number from 0 up to 1. @typedef {() => number} Random */

/**
 * A state of facets and ranges.
 * @param {Random} random
 * @param {Map<string, string[]>} values of each facet, as often as entries have them
 */
function someState(random, values) {
  const state = new URLSearchParams();
  for (let facets = Math.floor(random() * 3); facets >= 0; facets -= 1) {
    const facet = pick(random, random() < 0.8 ? OFTEN : ALL);
    for (let more = random() < 0.4 ? 3 : 1; more > 0; more -= 1) {
      state.append(facet, (random() < 0.2 ? "-" : "") + pick(random, values.get(facet)));
    }
  }
  if (random() < 0.3) state.set("from", someDate(random, 2015));
  if (random() < 0.3) state.set("to", someDate(random, 2020));
  if (random() < 0.3) state.set("min", pick(random, ["0", "1000", "24999.995", "100000"]));
  if (random() < 0.3) state.set("max", pick(random, ["100000", "250000.5", "1000000", "99999999"]));
  return state;
}

/** @param {Random} random @param {number} year the first of those it may be in */
function someDate(random, year) {
  const two = (/** @type {number} */ most) => String(1 + Math.floor(random() * most)).padStart(2, "0");
  const date = [String(year + Math.floor(random() * 6)), two(12), two(28)];
  return date.slice(0, 1 + Math.floor(random() * 3)).join("-");
}

test(`${ROUNDS} states of facets and ranges come to what DuckDB counts and adds up`, { skip }, async () => {
  const made = folder();
  const site = path.join(made, "site");
  glasklar("demo", path.join(made, "demo"), "--entries", "3000", "--no-pages");
  glasklar("build", path.join(made, "demo"), "--out", site, "--today", "2026-01-31");
  const search = await searchOf(site);
  const rows = await tablesOf(site, FACETS);
  const [{ n }] = await rows("SELECT count(*) AS n FROM entry");
  assert.equal(Number(n), search.files.manifest.entries);
  const values = new Map();
  for (const { facet, slug } of await rows("SELECT facet, slug FROM held ORDER BY ALL")) values.set(facet, [...(values.get(facet) ?? []), slug]);
  const random = chance(6);
  const met = { found: 0, lines: 0, inside: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const state = someState(random, values);
    const expected = await answered(rows, state);
    assert.deepEqual(await told(search, state), expected, `?${state}`);
    met.found += Number(expected.count > 0);
    met.lines += expected.lines.length;
    met.inside += expected.lines.filter(({ inside }) => inside > 0).length;
  }
  console.log(`${met.found} of ${ROUNDS} states find something; ${met.lines} sums, ${met.inside} of them without parts of others`);
  assert.ok(met.found > ROUNDS / 3 && met.lines > ROUNDS / 3 && met.inside > 0, "the states are worth asking");
});

/** What the engine says. */
async function told(search, state) {
  const result = await resultOf(search, state.toString());
  assert.ok(result.asked);
  const { lines } = await totals(search, result.set);
  const all = [...lines].map(([line, { sum, count, inside }]) => {
    const { currency, basis, per } = search.files.manifest.lines[line];
    return { currency, basis, per, minor: String(sum.minor), count, inside };
  });
  const key = ({ currency, basis, per }) => `${currency} ${basis} ${per}`;
  return { count: result.count, lines: all.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
