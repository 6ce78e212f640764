// The result as a file, from the search page: what is asked of the engine, and what the reader gets.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { facetOf, fakeEngine, resultsOf } from "./engine.mjs";
import { serve } from "./server.mjs";
import { PAGE, SITES, buildSite } from "./site.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Question } from "./engine.mjs" */

const served = await serve(await buildSite(SITES.languages));
after(served.close);

const ADDRESS = `${served.root}${PAGE.search}?q=by&kind=-case`;

/**
 * Opens the search page and its download, with an engine that says this to who wants a file.
 * @param {object[]} said
 * @param {(page: Page, asked: Question[]) => Promise<void>} use
 */
async function open(said, use) {
  await visit({ root: served.root, acceptDownloads: true }, async (page) => {
    const asked = await fakeEngine(page, ({ ask, state }) => {
      const named = new URLSearchParams(state);
      const facets = [facetOf(named, "theme", "Tema", [["by", "By", 3]]), facetOf(named, "recipient", "Modtager", [["f", "F", 1]])];
      return ask === "download" ? said : [resultsOf(named), { part: "facets", facets }];
    });
    await page.goto(ADDRESS);
    await page.getByText("Hent resultatet").click();
    await use(page, asked);
  });
}

/** What the columns are called that every file may have, and an amount that recurs. */
const COLUMNS = {
  id: "Id",
  kind: "Type af oplysning",
  title: "Titel",
  date: "Dato",
  year: "År",
  payer: "Giver",
  payee: "Modtager",
  amount: "Beløb",
  currency: "Valuta",
  basis: "Beløbets status",
  per: "Pr. år",
  address: "Adresse",
  once: "",
  year_: "pr. år",
};

const FILE = { part: "file", name: "soegning.csv", type: "text/csv", bytes: "titel;beløb\r\nTilskud;4000000,00\r\n" };

test("a file is asked for with the state, the format and the columns that are chosen, and given to the reader", async () => {
  await open([FILE], async (page, asked) => {
    await page.getByRole("radio", { name: "JSON" }).check();
    for (const column of ["Id", "Tema"]) await page.getByRole("checkbox", { name: column, exact: true }).check();
    await page.getByRole("checkbox", { name: "Giver", exact: true }).uncheck();
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: "Hent filen" }).click();
    const download = await started;
    assert.equal(download.suggestedFilename(), FILE.name);
    assert.equal(await readFile(await download.path(), "utf8"), FILE.bytes);
    const question = asked.find(({ ask }) => ask === "download");
    assert.equal(typeof question?.id, "number");
    assert.deepEqual(
      { ...question, id: 0 },
      {
        id: 0,
        ask: "download",
        state: "q=by&kind=-case",
        language: "da",
        format: "json",
        labels: { ...COLUMNS, theme: "Tema" },
        columns: ["id", "kind", "title", "date", "payee", "amount", "currency", "basis", "per", "address", "theme"],
        address: ADDRESS,
      },
    );
    await page.getByText("Filen er klar.").waitFor();
  });
});

test("what an entry tells anyway is offered once", async () => {
  await open([FILE], async (page) => {
    const columns = await page.locator(".download .boxes label").allInnerTexts();
    assert.deepEqual([...new Set(columns)], columns);
    assert.ok(columns.includes("Modtager"));
  });
});

test("the choice of columns outlasts another question", async () => {
  await open([FILE], async (page) => {
    await page.getByRole("checkbox", { name: "Id", exact: true }).check();
    await page.getByRole("checkbox", { name: "By", exact: true }).check();
    await page.waitForURL(/theme=by/);
    await page.locator(".chips", { hasText: "Tema" }).waitFor();
    assert.ok(await page.getByRole("checkbox", { name: "Id", exact: true }).isChecked());
  });
});

test("a file that cannot be made is told where it was asked for, and the results stay", async () => {
  await open([{ part: "failed" }], async (page) => {
    await page.getByRole("button", { name: "Hent filen" }).click();
    await page.locator(".download [role=status]").getByText("Søgningen kunne ikke hentes.").waitFor();
    await page.locator("#results > li").waitFor();
  });
});

test("the engine's own file has the chosen columns in the reader's words, and a row for each result", async () => {
  await visit({ root: served.root, acceptDownloads: true }, async (page) => {
    await page.goto(`${served.root}${PAGE.search}?kind=grant`);
    const results = page.locator("#results > li");
    await results.first().waitFor();
    const count = await results.count();
    await page.locator("[data-facet]").first().waitFor();
    await page.getByText("Hent resultatet").click();
    const columns = page.locator(".download .boxes input");
    const values = await columns.evaluateAll((all) => all.map((box) => /** @type {HTMLInputElement} */ (box).value));
    assert.deepEqual([...new Set(values)], values);
    assert.ok(values.includes("theme"), "facets are columns too");
    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: "Hent filen" }).click();
    const [head, ...rows] = (await readFile(await (await started).path(), "utf8")).trimEnd().split("\r\n");
    assert.equal(head, "\ufeffType af oplysning;Titel;Dato;Giver;Modtager;Beløb;Valuta;Beløbets status;Pr. år;Adresse");
    assert.ok(rows.length >= count, `${rows.length} rows for ${count} results`);
    await page.getByText("Filen er klar.").waitFor();
  });
});
