// What a reader on a slow line has of the search page: a box that takes every letter, a word when waiting is long and none
// before, and never a part of a sum in the place of the sum.

import assert from "node:assert/strict";
import { setTimeout as passed } from "node:timers/promises";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, build } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const folder = await build();

/** A telephone at the edge of its net: milliseconds until a file begins, and bytes in a millisecond from then on. */
const LINE = { delay: 200, bytes: 50 };

const slow = await serve(folder, "/", { before: (_, bytes) => passed(LINE.delay + bytes / LINE.bytes) });
after(slow.close);

/** Longer than the page waits before it says that it searches. */
const LONG = 700;

const box = (/** @type {Page} */ page) => page.getByRole("main").getByRole("searchbox");
const status = (/** @type {Page} */ page) => page.locator("#result-status");
const results = (/** @type {Page} */ page) => page.locator("#results > li");

/**
 * Serves the site, but for what a pattern names: that is sent when `release` is called.
 * @param {RegExp} held
 * @param {(root: string, release: () => void) => Promise<void>} use
 */
async function holding(held, use) {
  /** @type {() => void} */
  let release = () => undefined;
  const released = /** @type {Promise<void>} */ (new Promise((resolve) => (release = resolve)));
  const { root, close } = await serve(folder, "/", { before: (address) => (held.test(address) ? released : undefined) });
  try {
    await use(root, release);
  } finally {
    release();
    await close();
  }
}

test("who has asked nothing is not told to wait", async () => {
  await holding(/worker\.js/, async (root, release) => {
    await visit({ root }, async (page) => {
      await page.goto(root + PAGE.search);
      await box(page).click();
      await page.waitForTimeout(LONG);
      assert.equal(await status(page).textContent(), "");
      release();
      await page.locator("[data-facet]").first().waitFor();
      assert.equal(await status(page).textContent(), "");
    });
  });
});

test("who waits long is told so, and goes on typing", async () => {
  await holding(/search\/terms\//, async (root, release) => {
    await visit({ root }, async (page) => {
      await page.goto(root + PAGE.search);
      await box(page).fill("Trondheim");
      await page.keyboard.press("Enter");
      await status(page).getByText("Søger …").waitFor();
      for (const letter of " kommune") await page.keyboard.press(letter === " " ? "Space" : letter);
      assert.equal(await box(page).inputValue(), "Trondheim kommune");
      assert.equal(await results(page).count(), 0);
      await page.waitForURL(`${root}${PAGE.search}?q=Trondheim+kommune`);
      release();
      await results(page).first().waitFor();
      assert.match(await results(page).first().innerText(), /Trondheim kommune/);
    });
  });
});

test("on a slow line the box takes each letter, as the thread that shows the page fetches nothing for the search", async () => {
  await visit({ root: slow.root }, async (page) => {
    await page.goto(slow.root + PAGE.search);
    const words = "tilskud til bæredygtig udvikling i herning";
    await box(page).pressSequentially(words, { delay: 60 });
    assert.equal(await box(page).inputValue(), words);
    await results(page).first().waitFor();
    const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
    assert.deepEqual(
      fetched.filter((name) => name.startsWith("/search/")),
      [],
    );
  });
});

test("results stand before their sums, and no sum but the whole one is ever on the page", async () => {
  await holding(/search\/columns\/amount/, async (root, release) => {
    await visit({ root }, async (page) => {
      await page.goto(root + PAGE.search);
      await page.evaluate(() => {
        const totals = document.getElementById("result-totals");
        if (!totals) throw new Error("no totals");
        const seen = (/** @type {any} */ (window).seen = /** @type {object[]} */ ([]));
        new MutationObserver(() => {
          const sums = [...totals.querySelectorAll("[data-minor]")].map((one) => /** @type {HTMLElement} */ (one).dataset.minor);
          if (sums.length > 0) seen.push({ sums, without: totals.dataset.without });
        }).observe(totals, { childList: true, subtree: true, attributes: true });
      });
      await box(page).fill("Herning");
      await page.keyboard.press("Enter");
      await results(page).first().waitFor();
      await page.waitForTimeout(LONG);
      assert.equal(await page.locator("#result-totals [data-minor]").count(), 0);
      assert.equal(await page.locator("#result-totals").getAttribute("data-without"), null);
      release();
      await page.locator("#result-totals[data-without]").waitFor();
      const sums = await page.locator("#result-totals [data-minor]").evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset.minor));
      const without = await page.locator("#result-totals").getAttribute("data-without");
      assert.ok(sums.length > 0);
      for (const one of await page.evaluate(() => /** @type {any} */ (window).seen)) assert.deepEqual(one, { sums, without });
    });
  });
});

test("who goes back before the answer is there gets the answer of where they are", async () => {
  await visit({ root: slow.root }, async (page) => {
    await page.goto(`${slow.root}${PAGE.search}?q=Trondheim`);
    await results(page).first().waitFor();
    const first = await results(page).locator("h3").allInnerTexts();
    await box(page).fill("Herning");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=Herning/);
    await page.goBack();
    await page.waitForURL(/q=Trondheim/);
    await page.locator("#results:not([aria-busy])").waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await results(page).locator("h3").allInnerTexts(), first);
    assert.equal(await box(page).inputValue(), "Trondheim");
  });
});
