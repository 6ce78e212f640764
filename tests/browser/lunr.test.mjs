// The published index in elasticlunr.js itself: who embeds the search elsewhere uses no module of ours.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import test from "node:test";
import { PAGE, build } from "./site.mjs";

const elasticlunr = createRequire(import.meta.url)("elasticlunr");
elasticlunr.tokenizer.setSeperator(/\s+/);

const folder = await build();

/** @param {string} name */
const read = async (name) => JSON.parse(await readFile(path.join(folder, name), "utf8"));

/** @type {[string, string, string][]} language, exact words, the page that must come first */
const ASKED = [
  ["da", "24.00.00-a08-1-20", PAGE.case],
  ["da", "24.00.00", PAGE.case],
  ["da", "4000000", PAGE.grant],
  ["da", "29189919", "organisationer/herning-kommune.html"],
  ["nb", "forskningsrådet", "nb/organisasjoner/forskningsraadet.html"],
  ["nb", "6000000", "nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html"],
];

for (const [language, words, address] of ASKED) {
  test(`elasticlunr.js finds ${words}`, async () => {
    const index = elasticlunr.Index.load(await read(`search/elasticlunr.${language}.json`));
    const { records } = await read(`search/records.${language}.json`);
    const found = index.search(words, { fields: { title: { boost: 2 }, text: { boost: 1 } } });
    assert.equal(found[0]?.ref, address);
    assert.ok(records[found[0].ref].t, "the record tells the title of what was found");
  });
}
