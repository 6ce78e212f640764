// The site with nothing but a keyboard.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { stay, visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, PAGE, SITES, build, buildSite } from "./site.mjs";
import { PLACES } from "./types.mjs";

/** @import { Page } from "playwright-core" */

const served = await serve(await build());
after(served.close);
const languages = await serve(await buildSite(SITES.languages));
after(languages.close);

/** What the first stop of every page says. @type {Record<string, string>} */
const SKIP = { da: "Gå til indholdet", nb: "Gå til innholdet", nn: "Gå til innhaldet", en: "Skip to content" };

/**
 * A place at which the focus stops.
 * @typedef {object} Stop
 * @property {string} name
 * @property {string} html its beginning
 * @property {number} n its position among all stops of the page, from 0; -1 for an element that none was expected at
 * @property {number} ring how wide it is outlined
 * @property {boolean} shown whether a reader sees it
 */

/**
 * Walks the open page by Tab from its beginning, one step more than it has stops, and one step back.
 * @param {Page} page
 * @returns {Promise<{ expected: number, stops: Stop[], end: boolean, back: number }>} how many there are to be; those that were
 *   made; whether the last step left the page or began anew; where the step back led
 */
async function walk(page) {
  await fromTheBeginning(page);
  const expected = await page.evaluate(() => {
    const every = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll(every)].filter((element) => element.checkVisibility());
    /** @type {Stop[]} */
    const stops = [];
    Object.assign(window, { stops, all });
    document.addEventListener("focusin", ({ target }) => {
      const element = /** @type {HTMLElement} */ (target);
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
      const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      stops.push({
        name: (element.getAttribute("name") ?? element.textContent ?? "").trim(),
        html: element.outerHTML.slice(0, 120),
        n: all.indexOf(element),
        ring: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
        shown: inside && width > 1 && height > 1,
      });
    });
    return all.length;
  });
  for (let n = 0; n < expected; n += 1) await page.keyboard.press("Tab");
  // @ts-expect-error set above
  const stops = await page.evaluate(() => /** @type {Stop[]} */ ([...window.stops]));
  await page.keyboard.press("Shift+Tab");
  // @ts-expect-error set above
  const back = await page.evaluate(() => window.all.indexOf(document.activeElement));
  for (let n = 0; n < 2; n += 1) await page.keyboard.press("Tab");
  // @ts-expect-error set above
  const end = await page.evaluate(() => window.all.indexOf(document.activeElement) <= 0);
  return { expected, stops, end, back };
}

/**
 * Sets the place from which Tab leads on before all that the open page holds; the search has the caret in its box.
 * @param {Page} page
 */
async function fromTheBeginning(page) {
  if (await page.locator("#search-form").count()) {
    await page.getByRole("main").getByRole("searchbox").press("End");
    await page.locator("[data-facet]").first().waitFor();
  }
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
}

/**
 * What has the focus.
 * @param {Page} page
 */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    return { name: (element.getAttribute("name") ?? element.textContent ?? "").trim(), tag: element.localName };
  });
}

for (const language of LANGUAGES) {
  test(`every type of page in ${language} is walked by Tab: every stop in its order, each seen, and out again`, async () => {
    await visit({ root: languages.root, locale: language }, async (page) => {
      for (const { row, address } of PLACES.filter((place) => place.language === language)) {
        const url = languages.root + address;
        if (row.isLeadingOn) await stay(page, url);
        else await page.goto(url);
        const { expected, stops, end, back } = await walk(page);
        assert.deepEqual(
          stops.map(({ n }) => n),
          Array.from({ length: expected }, (_, n) => n),
          address,
        );
        for (const { html, ring, shown } of stops)
          assert.ok(ring >= 2 && shown, `${address}: ${html}: ring ${ring}, shown ${shown}`);
        assert.deepEqual({ end, back }, { end: true, back: expected - 2 }, address);
        assert.equal(stops[0].name, SKIP[language], address);
        assert.ok(
          stops.some(({ name }) => name === "q"),
          `${address} has no search`,
        );
      }
    });
  });
}

test("the first stop leads past the head", async () => {
  await visit({ root: languages.root }, async (page) => {
    // The words of the link are tried in each language above; where it leads is the same in all.
    const places = PLACES.filter(({ row, language }) => language === LANGUAGES[0] && !row.isLeadingOn);
    for (const { row, address } of places) {
      await page.goto(languages.root + address);
      await fromTheBeginning(page);
      for (const key of ["Tab", "Enter"]) await page.keyboard.press(key);
      assert.equal((await focused(page))?.tag, "main", row.name);
      await page.keyboard.press("Tab");
      const inside = await page.evaluate(() => document.activeElement?.closest("main, footer.site") !== null);
      assert.ok(inside, `${address}: after the skip link the next stop lies behind the head`);
    }
  });
});

test("a question is asked and its first result opened by keys alone", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root);
    for (const key of ["Tab", "Enter", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "q");
    await page.keyboard.type("24.00.00-A08-1-20");
    await page.keyboard.press("Enter");
    await page.locator("#results > li").first().waitFor();
    // The caret is in the box, before the button and the link that leads past the filters.
    for (const key of ["Tab", "Tab", "Enter", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "Resultatkontrakt med Bæredygtig Herning 2021");
    await page.keyboard.press("Enter");
    await page.waitForURL(served.root + PAGE.case);
  });
});

test("a second question keeps the focus in its field, and its results follow", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(`${served.root}${PAGE.search}?q=Trondheim`);
    await page.locator("#results > li").first().waitFor();
    await page.getByRole("searchbox").fill("Forskningsrådet");
    await page.keyboard.press("Enter");
    await page.locator("#results a").first().getByText("Forskningsrådet", { exact: true }).waitFor();
    assert.equal((await focused(page))?.name, "q");
    for (const key of ["Tab", "Tab", "Enter", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "Forskningsrådet");
  });
});

test("the language switch opens and leads on by keys", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root);
    await page.locator("nav.languages summary").focus();
    for (const key of ["Enter", "Tab", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "Bokmål");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${served.root}nb/index.html`);
  });
});
