// What a page gets while it asks: parts in order, nothing of a question that was overtaken, no sum before it is whole, a new
// build where one has come.

import assert from "node:assert/strict";
import test from "node:test";
import { Engine } from "../../layouts/assets/search/engine.js";
import { index, reader } from "./encode.mjs";

const LINES = [{ currency: "DKK", digits: 2, basis: "decided", per: "once" }];
const FACETS = ["funder", "year"];

const entry = (n) => ({ id: `e${n}`, title: `Havn ${n}`, amounts: [[0, 100 + n]], facets: { funder: [`f${n % 70}`], year: [String(2000 + (n % 3))] } });
const few = index(Array.from({ length: 150 }, (_, n) => entry(n)), { facets: FACETS, lines: LINES, shard: 200 });

/** An engine over such files, and the parts it tells. */
function engine(files, asked) {
  const engine = new Engine(reader(files, asked), async () => undefined);
  const parts = [];
  return { parts, ask: (message) => engine.answer({ language: "da", ...message }, (part) => parts.push(part)) };
}

const state = (id, state) => ({ id, ask: "state", state });

test("an answer comes in parts: results, facets, sums, groups", async () => {
  const { parts, ask } = engine(few);
  await ask(state(1, "q=havn&group=year"));
  assert.deepEqual(parts.map(({ id, part }) => [id, part]), [[1, "results"], [1, "facets"], [1, "totals"], [1, "groups"]]);
  const [results, { facets }, totals, groups] = parts;
  assert.equal(results.count, 150);
  assert.equal(results.results.length, 20);
  assert.deepEqual(results.results[0].marks.title, [[0, 4]]);
  assert.deepEqual(facets.map(({ name, values, more }) => [name, values.length, more]), [["funder", 10, 60], ["year", 3, 0]]);
  assert.deepEqual(facets[1].values.map(({ slug }) => slug), ["2002", "2001", "2000"]);
  assert.equal(totals.lines[0].minor, String(150 * 100 + (149 * 150) / 2));
  assert.equal(groups.groups.length, 3);
});

test("a question that is overtaken says nothing more", async () => {
  const { parts, ask } = engine(few);
  await Promise.all([ask(state(1, "q=havn")), ask(state(2, "q=h*")), ask(state(3, "q=havn&funder=f1"))]);
  assert.deepEqual([...new Set(parts.map(({ id }) => id))], [3]);
  await ask(state(4, "q=havn&funder=f1"));
  assert.equal(parts.filter(({ id, part }) => id === 4 && part === "results").length, 1);
});

test("no sum is told before all its blocks are counted", async () => {
  const many = index(Array.from({ length: 65540 }, (_, n) => ({ id: `e${n}`, title: "Havn", amounts: [[0, n]] })), { facets: [], lines: LINES });
  const { parts, ask } = engine(many);
  await ask(state(1, "q=havn"));
  const totals = parts.filter(({ part }) => part === "totals");
  assert.deepEqual(totals.map(({ done, blocks }) => [done, blocks]), [[1, 2], [2, 2]]);
  assert.deepEqual(totals[0].lines, []);
  assert.equal(totals[1].lines[0].minor, String((65539 * 65540) / 2));
});

test("values of a facet are looked for by their label", async () => {
  const { parts, ask } = engine(few);
  await ask(state(1, "q=havn"));
  await ask({ id: 2, ask: "names", facet: "funder", text: "f6" });
  await ask({ id: 3, ask: "open", facet: "year" });
  const [names, open] = parts.slice(-2);
  assert.deepEqual(names.values.map(({ slug }) => slug).sort(), ["f6", ...Array.from({ length: 10 }, (_, n) => `f6${n}`)].sort());
  assert.deepEqual([open.id, open.part, open.facets.map(({ name }) => name)], [3, "facets", ["year"]]);
});

test("a site without a question tells its own counts and lists nothing", async () => {
  const { parts, ask } = engine(few);
  await ask(state(1, ""));
  assert.deepEqual(parts.map(({ part }) => part), ["results", "facets"]);
  assert.deepEqual([parts[0].asked, parts[0].count, parts[0].results], [false, 0, []]);
  assert.equal(parts[1].facets[0].values[0].count, 3);
});

test("when a new build has come, it answers", async () => {
  const files = new Map(few);
  const { parts, ask } = engine(files);
  await ask(state(1, "q=havn"));
  const next = index([entry(1), entry(2)], { facets: FACETS, lines: LINES, build: "ffeeddccbbaa9988" });
  files.clear();
  for (const [name, bytes] of next) files.set(name, bytes);
  await ask(state(2, "q=havn&page=8"));
  assert.equal(parts.find(({ id, part }) => id === 2 && part === "results").count, 2);
});

test("what cannot be read is told, and asked for anew the next time", async () => {
  const files = new Map(few);
  const kept = files.get("search/terms/0.bin");
  const { parts, ask } = engine(files);
  for (const damaged of [null, new Uint8Array(0), kept.subarray(0, kept.length - 9), few.get("search/facets.bin")]) {
    if (damaged) files.set("search/terms/0.bin", damaged);
    else files.delete("search/terms/0.bin");
    await ask(state(parts.length, "q=havn"));
    assert.equal(parts.at(-1).part, "failed");
  }
  files.set("search/terms/0.bin", kept);
  await ask(state(99, "q=havn"));
  assert.equal(parts.find(({ id, part }) => id === 99 && part === "results").count, 150);
});

test("a question asks for few files, and the same one again for none", async () => {
  const addresses = [];
  const { ask } = engine(few, (address) => addresses.push(address));
  await ask(state(1, "q=havn"));
  assert.equal(new Set(addresses).size, addresses.length);
  const before = addresses.length;
  await ask(state(2, "q=havn&page=2"));
  assert.ok(addresses.slice(before).every((address) => address.startsWith("search/records/")), addresses.slice(before).join());
});
