// The table of page types holds what the sites hold: no type of page is left out of the tests that go through it.

import assert from "node:assert/strict";
import test from "node:test";
import { LANGUAGES, buildAll } from "./site.mjs";
import { PLACES, ROWS, rowsOf } from "./types.mjs";

const sites = await buildAll();

for (const { name, all } of sites) {
  test(`every page of the site ${name} belongs to one row of the table`, () => {
    assert.ok(all.length > PLACES.length);
    const strays = all.filter((page) => rowsOf(page).length !== 1);
    assert.deepEqual(strays, []);
  });
}

test("every type of page stands in every language, but for those whose address is given from outside", () => {
  const built = sites.find(({ name }) => name === "languages")?.all ?? [];
  const all = new Map(built.map((page) => [page.address, page]));
  for (const { row, language, address } of PLACES) {
    const { type, language: spoken } = all.get(address) ?? {};
    assert.deepEqual({ type, spoken }, { type: row.type, spoken: language }, address);
  }
  const once = ROWS.filter(({ onlyOnce }) => onlyOnce).map(({ name }) => name);
  assert.deepEqual(once, ["was", "not found"]);
  assert.equal(PLACES.length, (ROWS.length - once.length) * LANGUAGES.length + once.length);
});
