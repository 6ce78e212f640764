// The questions of readers to the sample portal, typed into the search page of each language: what comes first is an
// entry that cites the document meant, and where several documents are meant, each has an entry among the first ten.
//
// What this cannot ask yet needs more than words. Synonyms: `bæredygtighed`, `bærekraft` and `baeredygtig`, which are to
// bring both Herning and Hallingdal. Facets and ranges: the status of a case, an amount between two others, an
// organisation as such. `januar 2021` and `Trondheim kommune` are asked as words here.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, build, pages } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const HERNING = "herning-dagsorden-2021-01-18";
const NORDJYLLAND = "kkr-nordjylland-dagsorden-2021-01-15";
const VIBORG = "viborg-resultatkontrakt-ver";
const HALLINGDAL = "hallingdal-sak-31-23";
const TRONDHEIM = "trondheim-veikart-2020-12-18";

/** @type {[question: string, documents: string[]][]} */
const QUESTIONS = [
  ["4 mio", [HERNING]],
  ["4.000.000", [HERNING]],
  ["4000000", [HERNING]],
  ["2762000", [VIBORG]],
  ["2.762.000", [VIBORG]],
  ["375000", [VIBORG]],
  ["6 millioner", [TRONDHEIM]],
  ["6 mill", [TRONDHEIM]],
  ["6000000", [TRONDHEIM]],
  ["24.00.00-A08-1-20", [HERNING]],
  ["24.00.00", [HERNING]],
  ["SAG-2021-00200", [NORDJYLLAND]],
  ["sag 2021-00200", [NORDJYLLAND]],
  ["31/23", [HALLINGDAL]],
  ["sak 31/2023", [HALLINGDAL]],
  ["resultatkontrakter", [HERNING, NORDJYLLAND, VIBORG]],
  ["resultatkontrakten", [HERNING, NORDJYLLAND, VIBORG]],
  ["KPI", [VIBORG]],
  ["årsværk", [VIBORG]],
  ["Lars Erik Jonsson", [NORDJYLLAND]],
  ["Viken", [HALLINGDAL]],
  ["Erhvervshus", [NORDJYLLAND, VIBORG]],
  ["KS", [HALLINGDAL, TRONDHEIM]],
  ["§14", [VIBORG]],
  ["januar 2021", [HERNING, NORDJYLLAND]],
  ["Trondheim kommune", [TRONDHEIM]],
];

/** Questions that only one document has an answer to. */
const ONLY = ["Viken"];

const folder = await build();
const served = await serve(folder);
after(served.close);
const cited = await citations();
const searches = (await pages(folder)).filter(({ type }) => type === "search");

/**
 * The documents that each entry cites, by the entry's address; a document cites itself.
 * @returns {Promise<Map<string, string[]>>}
 */
async function citations() {
  const files = (await readdir(path.join(folder, "data"))).filter((file) => file.endsWith(".jsonl"));
  const tables = await Promise.all(files.map((file) => readFile(path.join(folder, "data", file), "utf8")));
  const entries = tables.flatMap((table) => table.split("\n").filter(Boolean).map((line) => JSON.parse(line)));
  return new Map(
    entries.map(({ kind, id, address, source = [] }) => {
      const documents = source.map((/** @type {{ document?: string }} */ one) => one.document).filter(Boolean);
      return [address, kind === "document" ? [id, ...documents] : documents];
    }),
  );
}

/**
 * Types a question and reads the addresses of what is found, best first.
 * @param {Page} page
 * @param {string} question
 */
async function ask(page, question) {
  const status = page.locator("#result-status");
  await page.getByRole("main").getByRole("searchbox").fill(question);
  // So that the announcement of an earlier question is not taken for this one's.
  await status.evaluate((element) => element.replaceChildren());
  await page.keyboard.press("Enter");
  await status.getByText(/result|treff/i).waitFor();
  assert.match((await status.textContent()) ?? "", /^\d/, "there are entries that have every word");
  const links = page.locator("ol#results > li a");
  const found = await links.evaluateAll((all) => all.map((a) => /** @type {HTMLAnchorElement} */ (a).href));
  return found.map((href) => href.slice(served.root.length));
}

/**
 * @param {string} address
 * @returns {string[]}
 */
function citedBy(address) {
  const documents = cited.get(address);
  assert.ok(documents, `${address} is no entry of the published data`);
  return documents;
}

test("every language has a search page", () => {
  assert.deepEqual(searches.map(({ language }) => language).sort(), LANGUAGES.toSorted());
});

for (const { address, language } of searches) {
  test(`the search page in ${language} answers with the document that is meant`, async (t) => {
    await visit({ root: served.root }, async (page) => {
      await page.goto(served.root + address);
      for (const [question, documents] of QUESTIONS) {
        await t.test(question, async () => {
          const found = await ask(page, question);
          const first = citedBy(found[0]);
          assert.ok(
            first.some((document) => documents.includes(document)),
            `${found[0]} cites ${first}`,
          );
          const ten = found.slice(0, 10).flatMap(citedBy);
          assert.deepEqual(documents.filter((document) => !ten.includes(document)), [], `the first ten: ${ten}`);
          if (ONLY.includes(question)) assert.deepEqual([...new Set(found.flatMap(citedBy))], documents);
        });
      }
    });
  });
}
