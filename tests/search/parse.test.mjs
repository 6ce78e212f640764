// How a question is read, row by row; the tests of `src/search/ask/` read the same file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { parse } from "../../layouts/assets/search/parse.js";

const { facets, parse: rows } = JSON.parse(readFileSync(new URL("queries.json", import.meta.url), "utf8"));

for (const [rule, asked, items, notices] of rows) {
  const question = Array.isArray(asked) ? asked[0].repeat(asked[1]) : asked;
  test(`${rule}: ${JSON.stringify(question).slice(0, 60)}`, () => {
    assert.deepEqual(parse(question, facets), { items, notices });
  });
}
