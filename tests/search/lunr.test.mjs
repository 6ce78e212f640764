// The published index in elasticlunr.js 0.9.5 itself, over the files that `src/search/tests.rs` keeps equal to what Rust
// writes. Whoever embeds the search elsewhere can do with that alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { analyse } from "../../layouts/assets/search/analyse.js";

const elasticlunr = createRequire(import.meta.url)("elasticlunr");
elasticlunr.tokenizer.setSeperator(/\s+/);

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const { weights } = read("fixture.json");
const documents = read("documents.json");
const fields = Object.fromEntries(["title", "text", "stems", "letters"].map((field) => [field, { boost: weights[field] }]));
const [da, nb] = ["da", "nb"].map((language) => elasticlunr.Index.load(read(`index.${language}.json`)));
const found = (index, text) => index.search(text, { fields }).map(({ ref }) => ref);

test("words, numbers and case numbers are found as they are typed", () => {
  for (const [index, text, ref] of [
    [da, "årsværk", "viborg"],
    [da, "2762000", "viborg"],
    [da, "24.00.00", "kontrakt-2021"],
    [da, "24.00.00-A08-1-20", "kontrakt-2021"],
    [da, "SAG-2021-00200", "dialogmøde"],
    [da, "2021-00200", "dialogmøde"],
    [nb, "31/23", "løftet"],
    [nb, "31/2023", "løftet"],
    [nb, "942110464", "veikart"],
  ]) {
    assert.equal(found(index, text)[0], ref, text);
  }
});

test("every form of every document finds it", () => {
  for (const [language, index] of [["da", da], ["nb", nb]]) {
    for (const { reference, title, text } of documents[language]) {
      for (const form of analyse(`${title}\n${text}`, language).exact) {
        assert.ok(found(index, form).includes(reference), `${reference}: ${form}`);
      }
    }
  }
});
