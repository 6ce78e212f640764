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
  await page.locator("#results:not([aria-busy])").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  return page.evaluate(async () => {
    const textOf = (/** @type {string} */ id) => document.getElementById(id)?.innerText.replace(/\s+/g, " ");
    const told = () => {
      const controls = [...document.querySelectorAll("main input, main select")];
      return JSON.stringify({
        address: location.search,
        title: document.title,
        status: textOf("result-status"),
        totals: textOf("result-totals"),
        tools: textOf("search-tools"),
        results: textOf("results"),
        after: textOf("search-after"),
        set: controls.flatMap((one) => {
          const { value, checked, type, dataset } = /** @type {HTMLInputElement} */ (one);
          return type === "checkbox" ? (checked && dataset.tick ? [`${dataset.tick}=${value}`] : []) : [value];
        }),
        out: [...document.querySelectorAll('[data-not][aria-pressed="true"]')].map((one) => /** @type {HTMLButtonElement} */ (one).value),
      });
    };
    // Sums and counts come after the results: what is seen has stood for a moment.
    for (let before = ""; before !== told(); ) {
      before = told();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return JSON.parse(told());
  });
}

test("Back and Forward restore every state", async () => {
  await visit({ root: served.root, viewport: { width: 1280, height: 900 } }, async (page) => {
    await page.goto(served.root + PAGE.search);
    await page.locator("[data-facet]").first().waitFor();
    const states = [await seen(page)];
    for (const [parameter, act] of STEPS) {
      await act(page);
      await page.waitForURL((url) => decodeURIComponent(url.search).includes(parameter));
      states.push(await seen(page));
    }
    assert.equal(new Set(states.map(({ address }) => address)).size, STEPS.length + 1);
    assert.equal(new Set(states.map(({ results, status, tools }) => results + status + tools)).size, STEPS.length + 1);
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
