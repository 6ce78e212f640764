// What a page may load before anything is asked of it: every type of page of the sample portal and of the small site, as a
// browser fetches it, from the site alone and with nothing that the policy forbids.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test, { after } from "node:test";
import { gzipSync } from "node:zlib";
import { stay, visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, buildAll } from "./site.mjs";
import { fullest, rowsOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */

/** Bytes over the line, compressed as hosting does it. */
const PAGE_BYTES = 60_000;
const STYLE_BYTES = 12_000;

const sites = await buildAll();
const served = new Map(await Promise.all(sites.map(async ({ name, folder }) => /** @type {const} */ ([name, await serve(folder)]))));
after(() => Promise.all([...served.values()].map(({ close }) => close())));

/**
 * Every address that a page fetches until it is at rest, without the query and from the site's root.
 * @param {Page} page
 * @param {string} root
 * @param {() => Promise<unknown>} open
 */
async function fetched(page, root, open) {
  /** @type {Set<string>} */
  const names = new Set();
  // The context hears what workers fetch as well.
  page.context().on("request", (request) => names.add(new URL(request.url()).pathname.slice(new URL(root).pathname.length)));
  await open();
  await page.waitForLoadState("networkidle");
  return [...names];
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function compressed(folder, name) {
  const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
  return gzipSync(await readFile(path.join(folder, decodeURIComponent(file))), { level: 9 }).length;
}

for (const { name, folder, all } of sites) {
  const root = served.get(name)?.root ?? "";

  test(`no type of page of the site ${name} loads more than ${PAGE_BYTES} bytes, and its style sheet no more than ${STYLE_BYTES}`, async () => {
    /** @type {Record<string, Record<string, number>>} */
    const heavy = {};
    for (const { address } of fullest(all)) {
      await visit({ root }, async (page) => {
        const names = await fetched(page, root, () => stay(page, root + address));
        assert.ok(names.some((one) => one.endsWith(".css")), `${address} has no style`);
        const sizes = Object.fromEntries(await Promise.all(names.map(async (one) => /** @type {const} */ ([one, await compressed(folder, one)]))));
        const sum = Object.values(sizes).reduce((a, b) => a + b, 0);
        const style = Object.entries(sizes).filter(([one]) => one.endsWith(".css"));
        if (process.env.GLASKLAR_TELL) console.log(`${name} ${address}: ${sum}`);
        if (sum > PAGE_BYTES || style.some(([, bytes]) => bytes > STYLE_BYTES)) heavy[address] = { sum, ...sizes };
      });
    }
    assert.deepEqual(heavy, {});
  });
}

test("every type of page is weighed", () => {
  const weighed = new Set(sites.flatMap(({ all }) => fullest(all).flatMap(rowsOf)));
  const there = new Set(sites.flatMap(({ all }) => all.flatMap(rowsOf)));
  assert.deepEqual([...there].filter((row) => !weighed.has(row)), []);
});

const portal = served.get("portal")?.root ?? "";
const isOfEngine = (/** @type {string} */ name) => name.endsWith("search/worker.js") || name.startsWith("search/");

/** How a reader shows that they want to search, on a page that nothing was asked. @type {[string, (page: Page) => Promise<unknown>][]} */
const SIGNS = [
  ["clicks into the box", (page) => page.getByRole("main").getByRole("searchbox").click()],
  ["types where the caret is", (page) => page.keyboard.type("a")],
  ["opens the filters", (page) => page.locator(".filters > summary").click()],
];

for (const [sign, act] of SIGNS) {
  test(`engine and index are fetched when a reader ${sign}, and not before`, async () => {
    await visit({ root: portal, viewport: { width: 1280, height: 900 } }, async (page) => {
      const before = await fetched(page, portal, () => page.goto(portal + PAGE.search));
      assert.deepEqual(before.filter(isOfEngine), []);
      const filters = page.locator(".filters");
      assert.equal(await filters.getAttribute("open"), null);
      const later = await fetched(page, portal, async () => {
        await act(page);
        await page.locator("[data-facet]").first().waitFor();
      });
      assert.ok(later.some(isOfEngine));
    });
  });
}

test("an address that asks something is answered without a sign", async () => {
  await visit({ root: portal }, async (page) => {
    await page.goto(`${portal}${PAGE.search}?q=Herning`);
    await page.locator("#results > li").first().waitFor();
  });
});

test("on a telephone the filters that a reader opens stay open when they are there", async () => {
  await visit({ root: portal, viewport: { width: 360, height: 640 } }, async (page) => {
    await page.goto(portal + PAGE.search);
    const summary = page.locator(".filters > summary");
    await summary.focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-facet]").first().waitFor();
    assert.ok(await summary.evaluate((element) => element === document.activeElement));
  });
});
