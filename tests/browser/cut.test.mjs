// A site above the limit of the settings, whose search files are cut by kind and year: elasticlunr.js itself and the search
// page find in all pieces together what they find in whole files.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { promisify } from "node:util";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { BINARY, buildSite } from "./site.mjs";

/**
 * A line of the manifest.
 * @typedef {{ language: string, index: string, records: string, entries: number, bodies: boolean }} Piece
 */

/** An index of elasticlunr.js, which has no types. @typedef {any} Index */

const ENTRIES = 80;
const LIMIT = 20;

const elasticlunr = createRequire(import.meta.url)("elasticlunr");
elasticlunr.tokenizer.setSeperator(/\s+/);

const parent = await mkdtemp(path.join(tmpdir(), "glasklar-browser-"));
after(() => rm(parent, { recursive: true, force: true }));
const source = path.join(parent, "demo");
await promisify(execFile)(BINARY, ["demo", source, "--entries", String(ENTRIES)]);
const whole = await open(await buildSite(source));
await appendFile(path.join(source, "glasklar.toml"), `\n[search]\nlunr_limit = ${LIMIT}\n`);
const cut = await open(await buildSite(source));
const served = await serve(cut.folder);
after(served.close);

/**
 * A built site with its indexes in elasticlunr.js.
 * @param {string} folder
 */
async function open(folder) {
  const read = async (/** @type {string} */ file) => JSON.parse(await readFile(path.join(folder, file), "utf8"));
  /** @type {Piece[]} */
  const pieces = (await read("search/elasticlunr.json")).pieces;
  const indexes = await Promise.all(
    pieces.map(async ({ language, index }) => ({ language, index: elasticlunr.Index.load(await read(index)) })),
  );
  return { folder, pieces, indexes };
}

/**
 * The entries that have these words, by the indexes of a site.
 * @param {{ index: Index }[]} indexes
 * @param {string} words
 * @param {string[]} fields
 */
function found(indexes, words, fields) {
  const options = { bool: "AND", fields: Object.fromEntries(fields.map((field) => [field, { boost: 1 }])) };
  const refs = indexes.flatMap(({ index }) => index.search(words, options).map((/** @type {any} */ { ref }) => ref));
  return [...new Set(refs)].sort();
}

/**
 * The tokens of a field.
 * @param {Index} index
 * @param {string} field
 */
function tokensOf(index, field) {
  /** @type {(node: any, token: string) => string[]} */
  const walk = (node, token) => {
    const own = node.df > 0 ? [token] : [];
    const below = Object.keys(node).filter((key) => key !== "docs" && key !== "df");
    return own.concat(...below.map((key) => walk(node[key], token + key)));
  };
  return walk(index.index[field].root, "");
}

test("a site above the limit is cut, one below it is not", () => {
  const large = whole.pieces.filter(({ entries }) => entries > LIMIT).map(({ language }) => language);
  assert.deepEqual(large, ["da", "nb"]);
  for (const language of large) assert.ok(cut.pieces.filter((piece) => piece.language === language).length > 10);
  assert.ok(whole.pieces.every(({ bodies }) => bodies));
  assert.ok(cut.pieces.every(({ entries, bodies, language }) => entries <= LIMIT && bodies !== large.includes(language)));
});

test("elasticlunr.js finds in all pieces together what it finds in the whole file", () => {
  let compared = 0;
  for (const { language, index } of whole.indexes) {
    const pieces = cut.indexes.filter((piece) => piece.language === language);
    const headings = tokensOf(index, "title");
    compared += headings.length;
    for (const word of headings) {
      assert.deepEqual(found(pieces, word, ["title"]), found([{ index }], word, ["title"]), word);
    }
    // Words of long texts are in the whole file alone.
    for (const word of pieces.flatMap((piece) => tokensOf(piece.index, "text"))) {
      const all = new Set(found([{ index }], word, ["text"]));
      const some = found(pieces, word, ["text"]);
      assert.ok(some.length > 0 && some.every((ref) => all.has(ref)), word);
    }
  }
  assert.ok(compared > 300, `${compared} words of headings compared`);
});

/** Case numbers and amounts of the made-up portal, and words of its headings. */
const QUESTIONS = ["SAG-2024-00002", "2023/50000", "108300", "Grønby", "Skovmidlerne", "Innsjøpotten"];

for (const question of QUESTIONS) {
  test(`the search page finds in all pieces what elasticlunr.js finds: ${question}`, async () => {
    const expected = found(cut.indexes, question, ["title", "text"]);
    assert.ok(expected.length > 0, "somebody has it");
    await visit({ root: served.root }, async (page) => {
      await page.goto(`${served.root}soeg.html?q=${encodeURIComponent(question)}`);
      /** @type {string[]} */
      const shown = [];
      for (let n = 2; ; n += 1) {
        await page.locator("ol#results:not([aria-busy]) > li").first().waitFor();
        const links = await page
          .locator("ol#results > li a")
          .evaluateAll((all) => all.map((a) => /** @type {HTMLAnchorElement} */ (a).href));
        shown.push(...links.map((href) => decodeURI(href.slice(served.root.length))));
        const next = page.locator('a[rel="next"]');
        if ((await next.count()) === 0) break;
        await next.click();
        await page.locator("#result-status").getByText(`side ${n} af`).waitFor();
      }
      shown.sort();
      const status = (await page.locator("#result-status").textContent()) ?? "";
      assert.equal(Number.parseInt(status.replaceAll(".", ""), 10), shown.length);
      // Words are also found by their stems.
      if (/\d/.test(question)) assert.deepEqual(shown, expected);
      for (const ref of expected) assert.ok(shown.includes(ref), ref);
    });
  });
}
