// What a reader types and which entry stands first, over the small indexes of both languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { query } from "../../layouts/assets/search/analyse.js";
import { answer } from "../../layouts/assets/search/ask.js";
import { load } from "../../layouts/assets/search/lunr.js";

const indexes = ["da", "nb"].map((language) => ({
  language,
  index: load(JSON.parse(readFileSync(new URL(`index.${language}.json`, import.meta.url), "utf8"))),
}));

function ask(text) {
  const found = answer(indexes, query(text, ["da", "nb"]));
  const refs = found.hits.sort((a, b) => b.score - a.score).map(({ ref }) => ref);
  return { complete: found.complete, refs };
}

test("the entry meant stands first", () => {
  for (const [text, ref] of [
    ["4 mio", "kontrakt-2021"],
    ["4.000.000", "kontrakt-2021"],
    ["2762000", "viborg"],
    ["375000", "viborg"],
    ["6 millioner", "veikart"],
    ["6 mill", "veikart"],
    ["6000000", "veikart"],
    ["24.00.00-A08-1-20", "kontrakt-2021"],
    ["24.00.00", "kontrakt-2021"],
    ["sag 2021-00200", "dialogmøde"],
    ["sak 31/2023", "løftet"],
    ["§ 14", "viborg"],
    ["KPI", "viborg"],
    ["KS", "løftet"],
    ["Lars Erik Jonsson", "dialogmøde"],
    ["Bjornafjorden", "veikart"],
    ["18. desember 2020", "veikart"],
    ["DK-CVR-29189919", "kontrakt-2021"],
    ["økosystemer", "aabenraa"],
    ["Trondheim kommune", "veikart"],
  ]) {
    assert.equal(ask(text).refs[0], ref, text);
  }
});

test("an exact word outranks its stem", () => {
  assert.deepEqual(ask("tilskud").refs, ["aabenraa", "støtte"]);
  assert.deepEqual(ask("tilskuddet").refs, ["støtte", "aabenraa"]);
  assert.equal(ask("resultatkontrakten").refs[0], "kontrakt-2020");
});

test("a word as written outranks its other spelling, and both are found", () => {
  assert.deepEqual(ask("Aabenraa").refs, ["aabenraa", "støtte"]);
  assert.deepEqual(ask("Åbenrå").refs, ["støtte", "aabenraa"]);
  assert.deepEqual(ask("Abenra").refs.sort(), ["aabenraa", "støtte"]);
});

test("every word must be there, and where none has them all, any", () => {
  assert.deepEqual(ask("tilskud Åbenrå havn"), { complete: true, refs: ["støtte"] });
  assert.deepEqual(ask("Viken"), { complete: true, refs: ["løftet"] });
  const any = ask("Viken Herning");
  assert.equal(any.complete, false);
  assert.deepEqual(any.refs.sort(), ["kontrakt-2021", "løftet"]);
});

test("a word that nobody has finds nothing", () => {
  assert.deepEqual(ask("kvantecomputer"), { complete: false, refs: [] });
});
