// The engine over a small index made by hand, against a scan of the same entries that knows nothing of files.

import assert from "node:assert/strict";
import test from "node:test";
import { analyse, query } from "../../layouts/assets/search/analyse.js";
import { Engine } from "../../layouts/assets/search/engine.js";
import { published } from "../../layouts/assets/search/files.js";
import { answer } from "./ask.mjs";
import { index, reader } from "./encode.mjs";

const LINES = [
  { currency: "DKK", digits: 2, basis: "decided", per: "once" },
  { currency: "NOK", digits: 2, basis: "decided", per: "year" },
];

const WORDS = "tilskud til grøn havn i Åbenrå 2021 støtte bro skole vej plan 4 mio kr ungdom kultur".split(" ");

/** Numbers that look like chance and are the same each time. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function made(count, seed) {
  const chance = numbers(seed);
  const some = (list, most) => Array.from({ length: chance(most + 1) }, () => list[chance(list.length)]);
  const entries = Array.from({ length: count }, (_, n) => ({
    id: `entry-${n}`,
    title: [`Nr${String.fromCharCode(97 + (n % 26))}${n}`, ...some(WORDS, 4)].join(" "),
    text: some(WORDS, 8).join(" "),
    date: n < count - 3 ? (2025 - Math.floor(n / 9)) * 512 + (chance(3) && 6 * 32) + 0 : 0,
    amounts: Array.from({ length: chance(4) % 3 }, () => [chance(2), chance(9) ? chance(1e9) - 1e8 : 2n ** 60n - BigInt(chance(9))]),
    wholes: n > 4 && chance(4) === 0 ? [chance(n), chance(5)] : [],
    facets: { funder: some(["a", "b", "c"], 1), theme: [...new Set(some(["x", "y", "z"], 2))] },
  }));
  entries.sort((a, b) => b.date - a.date);
  return entries;
}

const ENTRIES = made(60, 7);
const FACETS = ["funder", "theme"];
const search = await open(index(ENTRIES, { facets: FACETS, lines: LINES }));

async function open(files) {
  return { files: await published(reader(files)), breathe: async () => undefined };
}

/** Whether an entry has a word in any form, by its text alone. */
function has({ title, text }, word) {
  const held = analyse(`${title} ${text}`, "da");
  const [asked] = query(word, ["da"]).words;
  const meet = (a, b) => a.some((form) => b.includes(form));
  return meet([...asked.exact, ...asked.spellings], held.exact) || meet(asked.stems, held.stems) || meet(asked.letters, held.letters);
}

/** What a scan finds: the entries, and the sums of each line. */
function scanned(holds) {
  const found = ENTRIES.filter(holds);
  const ids = new Set(found.map(({ id }) => id));
  const lines = new Map();
  for (const { amounts, wholes } of found) {
    for (const [line, minor] of amounts) {
      const counts = ({ id, amounts }) => ids.has(id) && amounts.some(([other]) => other === line);
      const total = lines.get(line) ?? { minor: 0n, count: 0, inside: 0 };
      lines.set(line, total);
      if (wholes.some((whole) => counts(ENTRIES[whole]))) total.inside += 1;
      else {
        total.minor += BigInt(minor);
        total.count += 1;
      }
    }
  }
  const told = [...lines].sort(([a], [b]) => a - b).map(([line, total]) => ({ ...LINES[line], ...total, minor: String(total.minor) }));
  return { ids: found.map(({ id }) => id), lines: told, without: found.filter(({ amounts }) => amounts.length === 0).length };
}

const of = (name, slug) => (entry) => entry.facets[name].includes(slug);
const STATES = [
  ["q=havn", (entry) => has(entry, "havn")],
  ["q=abenra&synonyms=off", (entry) => has(entry, "abenra")],
  ["q=havn+bro", (entry) => has(entry, "havn") && has(entry, "bro")],
  ["q=havn+-bro", (entry) => has(entry, "havn") && !has(entry, "bro")],
  ["q=havn+OR+plan", (entry) => has(entry, "havn") || has(entry, "plan")],
  ["q=tilskud", (entry) => has(entry, "tilskud") || has(entry, "støtte")],
  ["q=tilskud&synonyms=off", (entry) => has(entry, "tilskud")],
  ["q=ungdo*", (entry) => has(entry, "ungdom")],
  ['q="grøn havn"', (entry) => `${entry.title} ${entry.text}`.includes("grøn havn")],
  ["q=4+mio", (entry) => has(entry, "4 mio")],
  ["q=skoel", (entry) => has(entry, "skole")],
  ["q=havneplan", (entry) => has(entry, "havn") && has(entry, "plan")],
  ["funder=a&funder=b", (entry) => of("funder", "a")(entry) || of("funder", "b")(entry)],
  ["theme=-x&funder=c", (entry) => !of("theme", "x")(entry) && of("funder", "c")(entry)],
  ["q=theme:X+theme:y", (entry) => of("theme", "x")(entry) && of("theme", "y")(entry)],
  ["from=2022&to=2023-07", ({ date }) => date > 0 && (date | 511) >= 2022 * 512 && date <= 2023 * 512 + 7 * 32 + 31],
  ["min=0&max=5000000.5", ({ amounts }) => amounts.some(([, minor]) => minor >= 0 && minor <= 500000050)],
  ["q=amount:10.000.000.000.000.000..", () => false],
  ["min=9000000000000", ({ amounts }) => amounts.some(([, minor]) => minor >= 900000000000000n)],
];

for (const [state, holds] of STATES) {
  test(`entries and sums are those of a scan: ${state}`, async () => {
    const expected = scanned(holds);
    const pages = Math.max(Math.ceil(expected.ids.length / 20), 1);
    const found = [];
    let first;
    for (let page = 1; page <= pages; page += 1) {
      const told = await answer(search, `${state}&sort=newest&page=${page}`, "da");
      found.push(...told.results.map(({ id }) => id.slice("grant/".length)));
      first ??= told;
    }
    assert.deepEqual(found, expected.ids);
    assert.equal(first.count, expected.ids.length);
    assert.deepEqual(first.totals, { lines: expected.lines, without: expected.without });
  });
}

test("facets count what holds everything but their own values", async () => {
  const { facets } = await answer(search, "funder=a&theme=x", "da");
  const [funder] = facets;
  const counted = new Map(funder.values.map(({ slug, count }) => [slug, count]));
  for (const slug of ["a", "b", "c"]) {
    const expected = ENTRIES.filter((entry) => of("theme", "x")(entry) && of("funder", slug)(entry)).length;
    assert.equal(counted.get(slug) ?? 0, expected, slug);
  }
  assert.deepEqual(funder.values.map(({ selected }) => selected).sort(), ["", "", "in"].slice(0, funder.values.length).sort());
});

test("of a facet of numbers the largest are told with their counts, whichever of them are chosen", async () => {
  const years = Array.from({ length: 40 }, (_, n) => 1990 + ((n * 7) % 40));
  const dated = years.flatMap((year, n) => Array.from({ length: 1 + (n % 3) }, (_, m) => ({ id: `e${year}-${m}`, title: "havn", facets: { year: [String(year)] } })));
  const engine = new Engine(reader(index(dated, { facets: ["year"], lines: LINES })), async () => {});
  const expected = [...years].sort((a, b) => b - a).slice(0, 36).map((year) => [String(year), dated.filter(({ facets }) => facets.year[0] === String(year)).length]);
  for (const state of ["q=havn", "q=havn&year=1995&year=-2001"]) {
    const told = [];
    await engine.answer({ ask: "state", id: 1, state, language: "da" }, (part) => told.push(part));
    const [year] = told.find(({ part }) => part === "facets").facets;
    assert.deepEqual(year.bars, expected, state);
    assert.deepEqual(year.values.slice(0, 10).map(({ slug, count }) => [slug, count]), expected.slice(0, 10));
  }
});

test("groups tell average, median and largest of what is counted", async () => {
  const { groups } = await answer(search, "group=funder&from=1900", "da");
  const { lines } = groups.groups.find(({ slug }) => slug === "a");
  for (const { currency, count, minor, average, median, largest } of lines) {
    const line = LINES.findIndex((line) => line.currency === currency);
    const dated = ENTRIES.filter(({ date }) => date > 0);
    const counts = (whole) => dated.includes(ENTRIES[whole]) && ENTRIES[whole].amounts.some(([other]) => other === line);
    const own = dated.filter((entry) => of("funder", "a")(entry) && !entry.wholes.some(counts));
    const all = own.flatMap(({ amounts }) => amounts.filter(([other]) => other === line).map(([, minor]) => BigInt(minor)));
    all.sort((a, b) => (a < b ? -1 : 1));
    const sum = all.reduce((sum, minor) => sum + minor, 0n);
    const rounded = (n, by) => (n < 0n ? -1n : 1n) * (((n < 0n ? -n : n) * 2n + by) / (2n * by));
    const middle = all[(all.length - 1) >> 1] + all[all.length >> 1];
    const expected = [all.length, sum, rounded(sum, BigInt(all.length)), rounded(middle, 2n), all.at(-1)].map(String);
    assert.deepEqual([count, minor, average, median, largest].map(String), expected);
  }
});

test("amounts beyond what numbers hold exactly are added and put in order exactly", async () => {
  const large = [2n ** 60n, 2n ** 60n - 1n, 2n ** 60n + 1n].map((minor, n) => ({ id: `e${n}`, title: "sum", amounts: [[0, minor]] }));
  const { results, totals } = await answer(await open(index(large, { facets: [], lines: LINES })), "q=sum&sort=amount", "da");
  assert.deepEqual(results.map(({ id }) => id), ["grant/e2", "grant/e0", "grant/e1"]);
  assert.equal(totals.lines[0].minor, String(3n * 2n ** 60n));
});

const ORDERS = {
  oldest: (a, b) => Number(a.date === 0) - Number(b.date === 0) || (a.date === 0 ? a.n - b.n : b.n - a.n),
  name: (a, b) => (a.title < b.title ? -1 : 1),
};

for (const [sort, compare] of Object.entries(ORDERS)) {
  test(`results are sorted: ${sort}`, async () => {
    const { results } = await answer(search, `q=-nowhere&sort=${sort}`, "da");
    const expected = ENTRIES.map((entry, n) => ({ ...entry, n })).sort(compare).slice(0, 20);
    assert.deepEqual(results.map(({ title }) => title), expected.map(({ title }) => title));
  });
}

test("an entry with the words more often stands first", async () => {
  const texts = ["havn", "havn havn havn", "bro", "havn havn"].map((text, n) => ({ id: `e${n}`, title: "Om", text }));
  const { results, sort } = await answer(await open(index(texts, { facets: [], lines: LINES })), "q=havn", "da");
  assert.equal(sort, "relevance");
  assert.deepEqual(results.map(({ id }) => id), ["grant/e1", "grant/e3", "grant/e0"]);
});

test("where no entry has all words, those with most of them come first, and it is told", async () => {
  const texts = ["havn", "havn bro", "bro skole"].map((text, n) => ({ id: `e${n}`, title: "Om", text }));
  const { results, notices } = await answer(await open(index(texts, { facets: [], lines: LINES })), "q=havn+bro+ungdom+skole", "da");
  assert.deepEqual(notices, [{ notice: "any" }]);
  assert.deepEqual(results.map(({ id }) => id).sort(), ["grant/e0", "grant/e1", "grant/e2"]);
  assert.notEqual(results[2].id, "grant/e1");
});

test("what is asked for and not there is told", async () => {
  const told = async (state) => (await answer(search, state, "da")).notices.map(({ notice }) => notice);
  assert.deepEqual(await told("q=emne:havn"), ["field", "any"]);
  assert.deepEqual(await told("q=theme:nope&funder=nope"), ["value", "value"]);
  assert.deepEqual(await told("q=amount:5mio..1mio+date:2021-13&from=2022&to=2021"), ["reversed", "range", "reversed"]);
  assert.deepEqual(await told("q=skoel"), ["typo"]);
  assert.deepEqual(await told("q=havneplan"), ["split"]);
  assert.deepEqual(await told("q=ungd"), ["prefix"]);
  assert.deepEqual(await told("q=tilskud"), ["synonyms"]);
});
