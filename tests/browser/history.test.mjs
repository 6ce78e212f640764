// Back and Forward restore every state of the search page: words, filters, ranges, order, groups, pages.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, build } from "./site.mjs";

/** @import { Locator, Page } from "playwright-core" */

const served = await serve(await build());
after(served.close);

const filters = (/** @type {Page} */ page) => page.locator("#search-filters");

/**
 * Opens a box of the filters where it is closed, and gives it.
 * @param {Page} page
 * @param {string} name
 */
async function opened(page, name) {
  const box = filters(page).locator("details.facet").filter({ has: page.locator(`:scope > summary:has-text("${name}")`) }).first();
  if (!(await box.evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open))) await box.locator("summary").first().click();
  return box;
}

const value = (/** @type {Page} */ page, /** @type {string} */ facet, /** @type {string} */ slug) =>
  page.locator(`[data-facet="${facet}"][data-value="${slug}"]`);

/** What a reader does, and the parameters that come of it. @type {[string, (page: Page) => Promise<unknown>][]} */
const STEPS = [
  [
    "q=kommune",
    async (page) => {
      await page.getByRole("main").getByRole("searchbox").fill("kommune");
      await page.keyboard.press("Enter");
    },
  ],
  ["page=2", (page) => page.getByRole("link", { name: "Næste" }).click()],
  ["sort=amount", (page) => page.getByRole("combobox", { name: "Orden" }).selectOption("amount")],
  ["kind=-organisation", (page) => value(page, "kind", "organisation").getByRole("button").click()],
  ["group=kind", (page) => page.getByRole("combobox", { name: "Gruppér efter" }).selectOption("kind")],
  ["from=2020-01-01", (page) => filled(page, "Dato", "from", "2020-01-01")],
  ["min=1000000", (page) => filled(page, "Beløb", "min", "1000000")],
  ["kind=grant", (page) => value(page, "kind", "grant").getByRole("checkbox").check()],
];

/**
 * Fills one end of a range.
 * @param {Page} page
 * @param {string} box
 * @param {string} end
 * @param {string} text
 */
async function filled(page, box, end, text) {
  const field = (await opened(page, box)).locator(`[data-range="${end}"]`);
  await field.fill(text);
  await field.press("Enter");
}

/**
 * Waits until everything about the address is there, and tells what a reader sees of it.
 * @param {Page} page
 */
async function seen(page) {
  await page.waitForFunction(() => {
    const has = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
    const isGrouped = !location.search.includes("group=") || has("#search-tools table");
    const isCounted = location.search === "" || (has("#result-totals[data-without]") && isGrouped);
    return isCounted && !has("#results[aria-busy]") && has("[data-facet][data-count]");
  });
  return page.evaluate(() => {
    const textOf = (/** @type {string} */ id) => document.getElementById(id)?.innerText.replace(/\s+/g, " ");
    /** @type {NodeListOf<HTMLInputElement>} */
    const fields = document.querySelectorAll("main [name=q], main [data-range], main [data-choice]");
    /** @type {NodeListOf<HTMLInputElement>} */
    const ticked = document.querySelectorAll("main [data-tick]:checked");
    /** @type {NodeListOf<HTMLButtonElement>} */
    const out = document.querySelectorAll('[data-not][aria-pressed="true"]');
    return {
      address: location.search,
      title: document.title,
      status: textOf("result-status"),
      totals: textOf("result-totals"),
      tools: textOf("search-tools"),
      results: textOf("results"),
      after: textOf("search-after"),
      fields: [...fields].map(({ value }) => value),
      ticked: [...ticked].map(({ dataset, value }) => `${dataset.tick}=${value}`),
      out: [...out].map(({ dataset, value }) => `${dataset.not}=${value}`),
    };
  });
}

test("Back and Forward restore every state", async () => {
  await visit({ root: served.root, viewport: { width: 1280, height: 900 } }, async (page) => {
    await page.goto(served.root + PAGE.search);
    await page.locator(".filters > summary").click();
    await page.locator("[data-facet]").first().waitFor();
    const states = [await seen(page)];
    for (const [parameter, act] of STEPS) {
      await act(page);
      await page.waitForURL((url) => decodeURIComponent(url.search).includes(parameter));
      states.push(await seen(page));
    }
    assert.equal(new Set(states.map(({ address }) => address)).size, STEPS.length + 1);
    assert.equal(new Set(states.map(({ results, status, tools }) => `${results}${status}${tools}`)).size, STEPS.length + 1);
    for (const state of states.slice(0, -1).reverse()) {
      await page.goBack();
      assert.deepEqual(await seen(page), state);
    }
    for (const state of states.slice(1)) {
      await page.goForward();
      assert.deepEqual(await seen(page), state);
    }
    await page.reload();
    assert.deepEqual(await seen(page), states.at(-1));
  });
});
