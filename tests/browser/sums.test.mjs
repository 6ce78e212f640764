// What the search page says a result comes to: exact sums by currency, basis and recurrence, never a part of one; the table of
// groups. The engine is one that says what each test wants.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { inBothColours } from "./axe.mjs";
import { visit } from "./browser.mjs";
import { facetOf, fakeEngine, resultsOf } from "./engine.mjs";
import { serve } from "./server.mjs";
import { PAGE, SITES, buildSite } from "./site.mjs";
import { placesOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Question } from "./engine.mjs" */

const served = await serve(await buildSite(SITES.languages));
after(served.close);

const SEARCH = served.root + PAGE.search;

const LINES = [
  { currency: "DKK", digits: 2, basis: "decided", per: "once", minor: "9007199254740993050", count: 7, inside: 2 },
  { currency: "DKK", digits: 2, basis: "agreed", per: "year", minor: "276200000", count: 1, inside: 0 },
  { currency: "NOK", digits: 2, basis: "decided", per: "once", minor: "600000000", count: 1, inside: 0 },
];

const totalsOf = (/** @type {object} */ rest) => ({ part: "totals", done: 16, blocks: 16, bytes: 0, lines: LINES, without: 3, ...rest });

/**
 * Opens the search page with an engine that says this of the sums, after the results.
 * @param {string} address
 * @param {(question: Question) => object[]} said
 * @param {(page: Page, asked: Question[]) => Promise<void>} use
 */
async function open(address, said, use) {
  await visit({ root: served.root, viewport: { width: 1280, height: 900 } }, async (page) => {
    const asked = await fakeEngine(page, (question) => {
      const state = new URLSearchParams(question.state);
      if (question.ask !== "state") return said(question);
      const funder = facetOf(state, "funder", "Tilskudsgiver", [["herning", "Herning Kommune", 7]]);
      return [resultsOf(state), { part: "facets", facets: [funder] }, ...said(question)];
    });
    await page.goto(served.root + address);
    await page.locator("#results > li").first().waitFor();
    await use(page, asked);
  });
}

const totals = (/** @type {Page} */ page) => page.locator("#result-totals");

/**
 * What others may read from the page.
 * @param {Page} page
 */
const contract = (page) =>
  page.locator("#result-totals [data-minor]").evaluateAll((all) => all.map((element) => ({ .../** @type {HTMLElement} */ (element).dataset })));

test("each sum stands with its currency, basis and recurrence, exact however large", async () => {
  await open(`${PAGE.search}?q=by`, () => [totalsOf({})], async (page) => {
    await totals(page).locator("li").first().waitFor();
    assert.deepEqual(
      await contract(page),
      LINES.map(({ currency, basis, per, minor, count }) => ({ currency, basis, per, minor, count: String(count) })),
    );
    assert.equal(await totals(page).getAttribute("data-without"), "3");
    const texts = (await totals(page).locator("li").allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    assert.deepEqual(texts, [
      "90.071.992.547.409.930,50 DKK besluttet, 7 beløb",
      "2.762.000 DKK aftalt pr. år, 1 beløb",
      "6.000.000 NOK besluttet, 1 beløb",
    ]);
    const said = await totals(page).innerText();
    assert.match(said, /2 beløb er en del af andre/);
    assert.match(said, /3 står uden beløb/);
  });
});

test("amounts are written as in each language", async () => {
  const figures = ["90.071.992.547.409.930,50 DKK", "90 071 992 547 409 930,50 DKK", "90 071 992 547 409 930,50 DKK", "DKK 90,071,992,547,409,930.50"];
  for (const [n, { address }] of placesOf("search").entries()) {
    await open(`${address}?q=by`, () => [totalsOf({})], async (page) => {
      const amount = await totals(page).locator(".amount").first().innerText();
      assert.equal(amount.replace(/\s/g, " "), figures[n]);
    });
  }
});

test("while blocks are missing, how many are counted is said, and no sum", async () => {
  await open(`${PAGE.search}?q=by`, () => [totalsOf({ done: 9, lines: [] })], async (page) => {
    await totals(page).getByText("Lægger sammen: 9 af 16").waitFor();
    assert.deepEqual(await contract(page), []);
    assert.equal(await totals(page).getAttribute("data-without"), null);
  });
});

test("even a line that comes too early is not shown", async () => {
  await open(`${PAGE.search}?q=by`, () => [totalsOf({ done: 15 })], async (page) => {
    await totals(page).getByText("15 af 16").waitFor();
    assert.deepEqual(await contract(page), []);
  });
});

test("the sums of one result are gone when another is there", async () => {
  const said = (/** @type {Question} */ { state }) => (state === "q=by" ? [totalsOf({})] : []);
  await open(`${PAGE.search}?q=by`, said, async (page) => {
    await totals(page).locator("li").first().waitFor();
    await page.getByRole("checkbox", { name: "Herning Kommune" }).check();
    await totals(page).locator("li").first().waitFor({ state: "detached" });
    assert.equal(await totals(page).getAttribute("data-without"), null);
    await page.goBack();
    await totals(page).locator("li").first().waitFor();
  });
});

test("what costs much is added up at a button that says how much", async () => {
  const said = (/** @type {Question} */ { ask }) => [ask === "sums" ? totalsOf({}) : totalsOf({ done: 0, lines: [], bytes: 2_140_000 })];
  await open(`${PAGE.search}?q=by`, said, async (page, asked) => {
    await page.getByRole("button", { name: "Læg beløbene sammen (henter 2,1 MB)" }).click();
    await totals(page).locator("li").first().waitFor();
    assert.equal(asked.filter(({ ask }) => ask === "sums").length, 1);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result-status");
  });
});

const GROUPS = {
  part: "groups",
  facet: "funder",
  label: "Tilskudsgiver",
  done: 1,
  blocks: 1,
  bytes: 0,
  more: 5,
  groups: [
    { slug: "herning", label: "Herning Kommune", count: 8, lines: LINES.map((line) => ({ ...line, minor: "300", average: "150", median: "100", largest: "250" })) },
    { slug: "by", label: "Byen", count: 1, lines: [] },
  ],
};

test("the result is grouped: a row for each sum of each value, which leads to its filter", async () => {
  await open(`${PAGE.search}?q=by`, ({ state }) => (state?.includes("group=funder") ? [GROUPS] : []), async (page) => {
    await page.getByLabel("Gruppér efter").selectOption("funder");
    await page.waitForURL(`${SEARCH}?q=by&group=funder`);
    const table = page.getByRole("region", { name: "Resultatet efter Tilskudsgiver" });
    await table.waitFor();
    const rows = await table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\s/g, " "))));
    const figures = (/** @type {string} */ basis, unit = "DKK") => [`3 ${unit} ${basis}`, `1,50 ${unit}`, `1 ${unit}`, `2,50 ${unit}`];
    assert.deepEqual(rows, [
      ["Herning Kommune", "8", ...figures("besluttet")],
      figures("aftalt pr. år"),
      figures("besluttet", "NOK"),
      ["Byen", "1", "", "", "", ""],
    ]);
    assert.deepEqual(await inBothColours(page), []);
    await page.getByText("og 5 flere").waitFor();
    await table.getByRole("link", { name: "Herning Kommune" }).click();
    await page.waitForURL(`${SEARCH}?q=by&funder=herning`);
    await table.waitFor({ state: "detached" });
  });
});

test("the order is chosen, said with the number of results, and part of the address", async () => {
  const said = (/** @type {Question} */ question) => {
    const state = new URLSearchParams(question.state);
    return [resultsOf(state, { count: 134, pages: 7, page: Number(state.get("page") ?? 1) })];
  };
  await open(`${PAGE.search}?q=by`, said, async (page) => {
    const status = page.getByRole("status").first();
    await status.getByText("134 resultater, bedste først, side 1 af 7").waitFor();
    await page.getByLabel("Orden").selectOption("amount");
    await status.getByText("134 resultater, største beløb først, side 1 af 7").waitFor();
    await page.waitForURL(`${SEARCH}?q=by&sort=amount`);
    await page.getByRole("link", { name: "Næste" }).click();
    await page.waitForURL(`${SEARCH}?q=by&sort=amount&page=2`);
    await status.getByText("side 2 af 7").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result-status");
    await page.getByLabel("Orden").selectOption("name");
    await page.waitForURL(`${SEARCH}?q=by&sort=name`);
  });
});
