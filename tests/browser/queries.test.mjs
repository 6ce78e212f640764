// The questions of readers to the sample portal, typed into the search page of each language: what comes first is an
// entry that cites the document meant, and where several documents are meant, each has an entry among the first ten.
// Then what is asked by facets and ranges, the counts of facets, and the sums, which are never of different currencies.

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
  ["bæredygtighed", [HERNING, HALLINGDAL]],
  ["bærekraft", [HERNING, HALLINGDAL]],
  ["baeredygtig", [HERNING, HALLINGDAL]],
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

/**
 * Questions that are asked by facets and ranges.
 * @type {[state: string, documents: string[]][]}
 */
const STATES = [
  ["status=none-in-source", [NORDJYLLAND, HALLINGDAL]],
  ["status=adopted", [HERNING]],
  ["currency=dkk&min=2500000&max=3500000", [HERNING, VIBORG]],
  ["from=2021-01&to=2021-01", [HERNING, NORDJYLLAND]],
  ["recipient=trondheim-kommune", [TRONDHEIM]],
];

/**
 * How many entries of a kind have each value of a facet, and no other value.
 * @type {[state: string, facet: string, counts: Record<string, number>][]}
 */
const COUNTS = [
  ["kind=document", "language", { da: 3, nb: 2 }],
  ["kind=document", "country", { dk: 3, no: 2 }],
  ["kind=case", "status", { adopted: 1, "none-in-source": 2 }],
];

/**
 * What the grants come to in minor units, by currency, basis and recurrence. What is a part of the contract with the
 * business council, and what is a part of the frame, is in no sum besides them.
 */
const SUMS = { "DKK decided once": "700000000", "DKK agreed year": "276200000", "DKK frame once": "500000000", "NOK decided once": "600000000" };

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
  return results(page);
}

/**
 * Opens the search page in a state and reads the addresses of what is found, best first.
 * @param {Page} page
 * @param {string} address
 */
async function open(page, address) {
  await page.goto(address);
  return results(page);
}

/** @param {Page} page */
async function results(page) {
  const status = page.locator("#result-status");
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

/**
 * That the first entry found cites a document meant, and that each of them is cited among the first ten.
 * @param {string[]} found addresses
 * @param {string[]} documents
 */
function meets(found, documents) {
  const first = citedBy(found[0]);
  assert.ok(
    first.some((document) => documents.includes(document)),
    `${found[0]} cites ${first}`,
  );
  const ten = found.slice(0, 10).flatMap(citedBy);
  assert.deepEqual(documents.filter((document) => !ten.includes(document)), [], `the first ten: ${ten}`);
}

/**
 * The values of a facet that entries have, with how many.
 * @param {Page} page
 * @param {string} facet
 */
async function countsOf(page, facet) {
  const values = page.locator(`[data-facet="${facet}"]`);
  await values.first().waitFor({ state: "attached" });
  const all = await values.evaluateAll((all) => all.map((one) => ({ .../** @type {HTMLElement} */ (one).dataset })));
  return Object.fromEntries(all.map(({ value, count }) => [value, Number(count)]));
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
          meets(found, documents);
          if (ONLY.includes(question)) assert.deepEqual([...new Set(found.flatMap(citedBy))], documents);
        });
      }
      for (const [state, documents] of STATES) {
        await t.test(state, async () => meets(await open(page, `${served.root}${address}?${state}`), documents));
      }
    });
  });

  test(`the search page in ${language} counts entries and adds up amounts`, async (t) => {
    await visit({ root: served.root }, async (page) => {
      for (const [state, facet, counts] of COUNTS) {
        await t.test(`${facet} of ${state}`, async () => {
          await open(page, `${served.root}${address}?${state}`);
          assert.deepEqual(await countsOf(page, facet), counts);
        });
      }
      await t.test("sums of the grants", async () => {
        await open(page, `${served.root}${address}?kind=grant`);
        const sums = page.locator("#result-totals [data-minor]");
        await sums.first().waitFor();
        const all = await sums.evaluateAll((all) => all.map((one) => ({ .../** @type {HTMLElement} */ (one).dataset })));
        const lines = all.map(({ currency, basis, per, minor }) => [`${currency} ${basis} ${per}`, minor]);
        assert.deepEqual(Object.fromEntries(lines), SUMS);
        assert.equal(lines.length, Object.keys(SUMS).length);
      });
    });
  });
}
