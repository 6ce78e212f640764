// Whether every type of page fits: with the text spacing that a reader may set (WCAG 2.2, 1.4.12), on screens narrow and wide.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { stay, visit } from "./browser.mjs";
import { overflowing, unreadable } from "./fit.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, OWN, SITES, build, buildSite, pages } from "./site.mjs";
import { PLACES, fullest } from "./types.mjs";

/** @import { Page } from "playwright-core" */

const folder = await build();
const portal = await serve(folder);
after(portal.close);
const languages = await serve(await buildSite(SITES.languages));
after(languages.close);

const own = await serve(await buildSite(OWN));
after(own.close);

/** What the criterion names, over whatever the site says. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
`;

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
const BROAD = { width: 1600, height: 1000 };

/**
 * What does not fit on the open page, at both widths, with all that is folded away in its own part unfolded.
 * @param {Page} page
 */
async function faults(page) {
  await page.addStyleTag({ content: SPACING });
  await page.evaluate(() => document.querySelectorAll("main details").forEach((all) => all.setAttribute("open", "")));
  // The filters of the search come when they are unfolded.
  if ((await page.locator("#search-filters").count()) > 0) await page.locator(".facet li").first().waitFor({ state: "attached" });
  /** @type {string[]} */
  const found = [];
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    const { cut, over } = await unreadable(page);
    const lines = [...(await overflowing(page)), ...cut.map((text) => `cut: ${text}`), ...over.map((text) => `over: ${text}`)];
    found.push(...lines.map((line) => `${viewport.width} px: ${line}`));
  }
  return found;
}

/** @typedef {{ address: string, isLeadingOn?: boolean }} Wanted */

/**
 * What does not fit on pages of a site, each fault with the pages that have it: one in the foot is on all.
 * @param {string} root
 * @param {Wanted[]} wanted
 */
async function faultsOf(root, wanted) {
  /** @type {Record<string, string[]>} */
  const all = {};
  // A reader's own style is no part of the page, so the page's policy does not speak of it.
  await visit({ root, bypassCSP: true, viewport: WIDE }, async (page) => {
    for (const { address, isLeadingOn } of wanted) {
      if (isLeadingOn) await stay(page, root + address);
      else await page.goto(root + address);
      for (const fault of await faults(page)) (all[fault] ??= []).push(address);
    }
  });
  return all;
}

for (const language of LANGUAGES) {
  test(`wider text spacing cuts, covers and pushes out nothing on any type of page in ${language}`, async () => {
    const wanted = PLACES.filter((place) => place.language === language);
    const rows = wanted.map(({ row, address }) => ({ address, isLeadingOn: row.isLeadingOn }));
    assert.deepEqual(await faultsOf(languages.root, rows), {});
  });
}

test("wider text spacing cuts, covers and pushes out nothing on the fullest pages of the sample portal", async () => {
  const wanted = fullest(await pages(folder));
  assert.ok(wanted.length > 20);
  assert.deepEqual(await faultsOf(portal.root, wanted), {});
});

test("wider text spacing cuts, covers and pushes out nothing in the pictures of who gave to whom", async () => {
  assert.deepEqual(await faultsOf(own.root, [{ address: "tilskud/index.html" }, { address: "en/grants/index.html" }]), {});
});

test("what is planted is found: a cut line, a text over another, a line that is too wide", async () => {
  await visit({ root: portal.root, bypassCSP: true, viewport: WIDE }, async (page) => {
    await page.goto(portal.root);
    await page.evaluate(() => {
      const plant = (/** @type {string} */ words, /** @type {string} */ style) => {
        const element = document.createElement("div");
        element.textContent = `planted ${words}`;
        element.style.cssText = style;
        document.querySelector("main")?.prepend(element);
      };
      // Each has room enough until lines and letters are further apart.
      plant("wide", "width: max-content; font-size: 2.75rem; line-height: 1.3; white-space: nowrap");
      const twoLines = "width: 10em; height: 2.6em; font-size: 1.5rem; line-height: 1.3";
      plant("over what comes next, in lines", twoLines);
      plant("cut after what is its last line", `${twoLines}; overflow: hidden`);
    });
    assert.deepEqual(await unreadable(page), { cut: [], over: [] });
    const found = await faults(page);
    for (const fault of [/px: cut: div\.: planted cut/, /px: over: .*planted over/, /320 px: <div style="width: max-content/])
      assert.ok(found.some((line) => fault.test(line)), `${fault} is not among ${found.join("; ")}`);
  });
});

/**
 * What stands out of the page, which is narrower than a wide window, to either side. The marks of a drawing may, by half of a mark.
 * @param {Page} page
 */
function outside(page) {
  return page.evaluate(() => {
    const { paddingLeft, paddingRight } = getComputedStyle(document.body);
    const body = document.body.getBoundingClientRect();
    const [left, right] = [body.left + parseFloat(paddingLeft), body.right - parseFloat(paddingRight)];
    const region = "[role=region][tabindex='0'] *";
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.checkVisibility() && !element.matches(`${region}, svg *`))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < left - 0.5 || box.right > right + 0.5;
      })
      .map((element) => element.outerHTML.slice(0, 80));
  });
}

for (const language of LANGUAGES) {
  test(`on a screen 1600 px wide nothing is wider than the page on any type of page in ${language}`, async () => {
    /** @type {Record<string, string[]>} */
    const all = {};
    await visit({ root: languages.root, viewport: BROAD }, async (page) => {
      for (const { row, address } of PLACES.filter((place) => place.language === language)) {
        if (row.isLeadingOn) await stay(page, languages.root + address);
        else await page.goto(languages.root + address);
        const { cut, over } = await unreadable(page);
        const found = [...(await overflowing(page)), ...(await outside(page)), ...cut, ...over];
        if (found.length > 0) all[address] = found;
      }
    });
    assert.deepEqual(all, {});
  });
}

test("what is planted outside the page is found on a wide screen, though the window has room for it", async () => {
  await visit({ root: portal.root, bypassCSP: true, viewport: BROAD }, async (page) => {
    await page.goto(portal.root);
    await page.addStyleTag({ content: "main { width: calc(100% + 1px); }" });
    assert.deepEqual(await overflowing(page), []);
    assert.match((await outside(page)).join(), /^<main/);
  });
});
