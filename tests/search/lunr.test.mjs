// Our reader against elasticlunr.js 0.9.5, on the files that `src/search/tests.rs` keeps equal to what Rust writes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { query } from "../../layouts/assets/search/analyse.js";
import { lookupsOf } from "../../layouts/assets/search/ask.js";
import { load, search } from "../../layouts/assets/search/lunr.js";
import { WEIGHTS } from "../../layouts/assets/search/weights.js";
import { halves } from "./split.mjs";

const elasticlunr = createRequire(import.meta.url)("elasticlunr");
elasticlunr.tokenizer.setSeperator(/\s+/);

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const fixture = read("fixture.json");
const indexes = ["da", "nb"].map((language) => {
  const data = read(`index.${language}.json`);
  const cut = load(...halves(data));
  return { ours: load(data), cut, theirs: elasticlunr.Index.load(data), tokens: tokensOf(data) };
});

/** Every token of every field. */
function tokensOf({ index }) {
  const walk = (node, token) =>
    Object.entries(node).flatMap(([key, child]) => {
      if (key === "docs") return Object.keys(child).length > 0 ? [token] : [];
      return key === "df" ? [] : walk(child, token + key);
    });
  return [...new Set(Object.values(index).flatMap(({ root }) => walk(root, "")))];
}

/** Every field asked for the same tokens, as elasticlunr.js can only do. */
function assertSame({ ours, theirs }, tokens, fields) {
  const lookups = Object.entries(fields).map(([field, options]) => ({ field, tokens, ...options }));
  const found = new Map(search(ours, lookups).map(({ ref, score }) => [ref, score]));
  const expected = theirs.search(tokens, { fields });
  assert.deepEqual([...found.keys()].sort(), expected.map(({ ref }) => ref).sort(), tokens.join(" "));
  for (const { ref, score } of expected) {
    assert.ok(Math.abs(found.get(ref) - score) < 1e-9, `${tokens.join(" ")}: ${ref} ${found.get(ref)} ${score}`);
  }
  return expected.length;
}

const boosted = (options) =>
  Object.fromEntries(Object.entries(WEIGHTS).map(([field, boost]) => [field, { boost, ...options }]));

const CONFIGURATIONS = [
  boosted({}),
  boosted({ bool: "AND" }),
  boosted({ expand: true }),
  boosted({ bool: "AND", expand: true }),
  { title: { boost: 3 }, text: { boost: 0 } },
];

test("every single token, its beginning, and every pair of neighbours score alike", () => {
  let matches = 0;
  for (const index of indexes) {
    index.tokens.forEach((token, n) => {
      const next = index.tokens[(n + 7) % index.tokens.length];
      for (const tokens of [[token], [token.slice(0, 2)], [token, next], [token, token, "nowhere", next]]) {
        for (const fields of CONFIGURATIONS) matches += assertSame(index, tokens, fields);
      }
    });
  }
  assert.ok(matches > 3000, `${matches} matches compared`);
});

test("the questions of the fixture score alike", () => {
  const questions = [...fixture.query.map((row) => row[2]), ...fixture.finds.map((row) => row[2])];
  for (const index of indexes) {
    for (const question of questions) {
      const { words } = query(question, ["da", "nb"]);
      const tokens = words.flatMap(({ exact, stems, letters }) => [...exact, ...stems, ...letters]);
      for (const fields of CONFIGURATIONS) assertSame(index, tokens, fields);
    }
  }
});

test("an index in several files scores as in one", () => {
  for (const { ours, cut, tokens } of indexes) {
    tokens.forEach((token, n) => {
      for (const asked of [[token], [token.slice(0, 2), tokens[(n + 7) % tokens.length]]]) {
        for (const fields of CONFIGURATIONS) {
          const lookups = Object.entries(fields).map(([field, options]) => ({ field, tokens: asked, ...options }));
          const found = new Map(search(cut, lookups).map(({ ref, score }) => [ref, score]));
          const expected = search(ours, lookups);
          assert.equal(found.size, expected.length, asked.join(" "));
          for (const { ref, score } of expected) assert.ok(Math.abs(found.get(ref) - score) < 1e-9, asked.join(" "));
        }
      }
    });
  }
});

test("fields asked for tokens of their own score as the sum of elasticlunr's fields", () => {
  const [{ ours, theirs }] = indexes;
  const lookups = lookupsOf(query("aabenraa resultatkontrakter 4 mio", ["da", "nb"]));
  const expected = new Map();
  for (const { field, tokens, boost } of lookups) {
    if (tokens.length === 0) continue;
    for (const { ref, score } of theirs.search(tokens, { fields: { [field]: { boost } } })) {
      expected.set(ref, (expected.get(ref) ?? 0) + score);
    }
  }
  const found = search(ours, lookups);
  assert.equal(found.length, expected.size);
  for (const { ref, score } of found) assert.ok(Math.abs(score - expected.get(ref)) < 1e-9, ref);
});

test("elasticlunr.js alone finds words, numbers and case numbers as they are typed", () => {
  const [da, nb] = indexes.map(({ theirs }) => theirs);
  const first = (index, text) => index.search(text, { fields: boosted({}) })[0]?.ref;
  assert.equal(first(da, "årsværk"), "viborg");
  assert.equal(first(da, "2762000"), "viborg");
  assert.equal(first(da, "24.00.00"), "kontrakt-2021");
  assert.equal(first(da, "24.00.00-A08-1-20"), "kontrakt-2021");
  assert.equal(first(da, "SAG-2021-00200"), "dialogmøde");
  assert.equal(first(da, "2021-00200"), "dialogmøde");
  assert.equal(first(nb, "31/23"), "løftet");
  assert.equal(first(nb, "31/2023"), "løftet");
  assert.equal(first(nb, "942110464"), "veikart");
});

test("a field or a token that is not there finds nothing", () => {
  const [{ ours }] = indexes;
  for (const [field, token] of [
    ["body", "herning"],
    ["constructor", "name"],
    ["title", ""],
    ["title", "__proto__"],
    ["title", "hern"],
  ]) {
    assert.deepEqual(search(ours, [{ field, tokens: [token], boost: 1 }]), []);
  }
});

test("a file that is no index is refused", () => {
  for (const data of [null, {}, { version: "0.9.6", index: {}, documentStore: {} }]) {
    assert.throws(() => load(data), TypeError);
  }
});
