// The bars by year above the results: how they are spread over time, and the filter of a year, with a mouse, keys and a thumb.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { inBothColours } from "./axe.mjs";
import { visit } from "./browser.mjs";
import { facetOf, fakeEngine, resultOf, resultsOf } from "./engine.mjs";
import { serve } from "./server.mjs";
import { PAGE, SITES, buildSite } from "./site.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Question } from "./engine.mjs" */

const served = await serve(await buildSite(SITES.languages));
after(served.close);

const SEARCH = served.root + PAGE.search;

/** @typedef {[slug: string, count: number][]} Bars */

/** @type {Bars} */
const BARS = [["2025", 1], ["2023", 40], ["2021", 14]];

/** Every year back from 2025. @param {number} length @returns {Bars} */
const every = (length) => Array.from({ length }, (_, ago) => [String(2025 - ago), ago + 1]);

/**
 * Opens the search page of the site in Danish, with an engine that counts so many of each year.
 * @param {{ query?: string, width?: number, bars?: Bars, rules?: object }} how
 * @param {(page: Page) => Promise<void>} use
 */
async function open({ query = "?q=by", width = 1280, bars = BARS, rules = {} }, use) {
  const answer = (/** @type {Question} */ { ask, state = "" }) => {
    if (ask !== "state") return [];
    const asked = new URLSearchParams(state);
    const values = bars.slice(0, 10).map(([slug, count]) => /** @type {[string, string, number]} */ ([slug, slug, count]));
    const year = facetOf(asked, "year", "År", values, { numbers: true, bars });
    const results = [resultOf({}), resultOf({ title: "Et tilskud til" })];
    return [resultsOf(asked, { results }), { part: "facets", facets: [facetOf(asked, "kind", "Slags", [["grant", "Tilskud", 2]]), year] }];
  };
  await visit({ root: served.root, viewport: { width, height: 900 }, ...rules }, async (page) => {
    await fakeEngine(page, answer);
    await page.goto(SEARCH + query);
    await page.locator("[data-facet]").first().waitFor({ state: "attached" });
    await use(page);
  });
}

const barOf = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("button", { name, exact: true });

const pressedIn = (/** @type {Page} */ page) =>
  page.locator('.spread [aria-pressed="true"]').evaluateAll((all) => all.map((one) => one.getAttribute("value")));

test("a bar is the filter of its year: several are alternatives, pressed again it is taken back, and Back goes back", async () => {
  await open({}, async (page) => {
    assert.deepEqual(await page.getByRole("group", { name: "Resultater efter år" }).getByRole("button").allInnerTexts().then((all) => all.map((text) => text.split("\n")[0])), [
      "2021: 14 poster",
      "2023: 40 poster",
      "2025: 1 post",
    ]);
    await barOf(page, "2021: 14 poster").click();
    await page.waitForURL(`${SEARCH}?q=by&year=2021`);
    await page.getByRole("link", { name: "Fjern År: 2021" }).waitFor();
    assert.deepEqual(await pressedIn(page), ["2021"]);
    assert.ok(await page.locator('[data-facet="year"][data-value="2021"] input').isChecked(), "the filter says the same");
    await barOf(page, "2025: 1 post").click();
    await page.waitForURL(`${SEARCH}?q=by&year=2021&year=2025`);
    await page.getByRole("link", { name: "Fjern År: 2025" }).waitFor();
    assert.deepEqual(await pressedIn(page), ["2021", "2025"]);
    await barOf(page, "2021: 14 poster").click();
    await page.waitForURL(`${SEARCH}?q=by&year=2025`);
    await page.goBack();
    await page.waitForURL(`${SEARCH}?q=by&year=2021&year=2025`);
    await page.locator('.spread [value="2021"][aria-pressed="true"]').waitFor();
    assert.deepEqual(await pressedIn(page), ["2021", "2025"]);
  });
});

test("a year that is left out is not pressed, and its bar makes it an alternative", async () => {
  await open({ query: "?year=-2023" }, async (page) => {
    assert.deepEqual(await pressedIn(page), []);
    await barOf(page, "2023: 40 poster").click();
    await page.waitForURL(`${SEARCH}?year=2023`);
  });
});

test("keys alone: Tab goes from year to year, Space presses, and the bar keeps the focus", async () => {
  await open({}, async (page) => {
    await barOf(page, "2021: 14 poster").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.waitForURL(`${SEARCH}?q=by&year=2023`);
    await page.locator(".chips").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("value")), "2023");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed")), "true");
  });
});

test("bars are as high as their counts, and years without any keep their place", async () => {
  await open({}, async (page) => {
    const heights = await page.locator(".spread rect").evaluateAll((all) => all.map((rect) => Number(rect.getAttribute("height"))));
    assert.deepEqual(heights, [35, 0, 100, 0, 4]);
    assert.equal(await page.locator(".spread button").count(), 3);
    const labels = page.locator(".spread .year:visible");
    assert.deepEqual(await labels.allInnerTexts(), ["2021", "2022", "2023", "2024", "2025"]);
  });
});

test("there are no bars where there is nothing to choose between, and none before anything is asked", async () => {
  await open({ bars: [["2021", 14]] }, async (page) => assert.equal(await page.locator(".years").count(), 0));
  await visit({ root: served.root }, async (page) => {
    await page.goto(SEARCH);
    assert.equal(await page.locator(".years").count(), 0);
  });
});

/** The window, the years that there are, those with a bar, and whether the page tells where the others are. @type {[number, number, number, boolean][]} */
const ROOMS = [
  [320, 11, 11, false],
  [320, 36, 11, true],
  [768, 12, 12, false],
  [768, 30, 23, true],
  [1280, 35, 35, false],
  [1280, 36, 35, true],
];

for (const [width, years, shown, isTold] of ROOMS) {
  test(`of ${years} years ${shown} have a bar in a window of ${width} pixels, each can be hit, and nothing scrolls sideways`, async () => {
    const rules = width < 400 ? { hasTouch: true, isMobile: true } : {};
    await open({ width, bars: every(years), rules }, async (page) => {
      const bars = page.locator(".spread button:visible");
      await bars.first().waitFor();
      assert.equal(await bars.count(), shown);
      for (const bar of await bars.all()) {
        const box = await bar.boundingBox();
        assert.ok(box && box.width >= 24 && box.height >= 24, JSON.stringify(box));
      }
      assert.equal(await page.getByText("Ældre år kan vælges i filteret »År«.").isVisible(), isTold);
      const labels = await page.locator(".spread .year").evaluateAll((all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return { text: one.textContent, left, right };
      }));
      assert.equal(labels[0]?.text, String(2025 - shown + 1), "the first is named");
      assert.equal(labels.at(-1)?.text, "2025", "the last is named");
      labels.slice(1).forEach(({ left }, n) => assert.ok(left >= labels[n].right, `${labels[n].text} is covered`));
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      assert.equal(scrollWidth, clientWidth);
    });
  });
}

test("what follows the bars does not move when the counts arrive", async () => {
  await visit({ root: served.root, viewport: { width: 1280, height: 900 } }, async (page) => {
    await fakeEngine(page, ({ ask, state = "" }) => (ask === "state" ? [resultsOf(new URLSearchParams(state), { results: [resultOf({}), resultOf({})] })] : []));
    await page.goto(`${SEARCH}?q=by`);
    await page.locator("#results > li").first().waitFor();
    const kept = await page.locator("#search-years").boundingBox();
    await open({}, async (counted) => {
      const filled = await counted.locator("#search-years").boundingBox();
      assert.deepEqual(kept, filled);
    });
  });
});

test("axe finds nothing on the bars, pressed or not", async () => {
  await open({ query: "?q=by&year=2021&year=-2023" }, async (page) => {
    await page.locator(".spread button").first().waitFor();
    assert.deepEqual(await inBothColours(page), []);
  });
});
