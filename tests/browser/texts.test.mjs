// Long texts and pictures: contents, headings and footnotes by keys; what a picture is called, its table and its file.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { overflowing } from "./fit.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, OWN, SITES, buildSite } from "./site.mjs";
import { PLACES, placesOf } from "./types.mjs";

/** @import { Locator, Page } from "playwright-core" */

const languages = await serve(await buildSite(SITES.languages));
after(languages.close);
const own = await serve(await buildSite(OWN));
after(own.close);

const NARROW = { width: 320, height: 640 };

/**
 * Follows a link by keys to a part of the page, from where Tab leads on.
 * @param {Page} page
 * @param {Locator} link
 * @returns {Promise<{ target: string, shown: boolean, next: boolean }>} the id of the part; whether it is seen; whether the
 *   next stop lies behind its beginning
 */
async function followed(page, link) {
  await link.focus();
  await page.keyboard.press("Enter");
  await page.locator(":target").waitFor();
  const { id, shown } = await page.locator(":target").evaluate((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return { id: part.id, shown: bottom > 0 && top < innerHeight };
  });
  await page.keyboard.press("Tab");
  const next = await page.evaluate((id) => {
    const part = document.getElementById(id);
    const at = document.activeElement;
    return part !== null && at !== null && (part.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  }, id);
  return { target: id, shown, next };
}

test("contents, the anchors of headings and footnotes lead there and back by keys, in every language", async () => {
  await visit({ root: languages.root, viewport: NARROW }, async (page) => {
    for (const { address } of placesOf("record: page")) {
      await page.goto(languages.root + address);
      const headings = page.locator(".prose h2[id^='_']:has(.anchor)");
      const ids = await headings.evaluateAll((all) => all.map(({ id }) => id));
      assert.equal(ids.length, 3, address);
      const entries = page.locator("nav.contents a");
      assert.deepEqual(await entries.allInnerTexts(), await headings.allInnerTexts(), address);
      assert.equal(await page.locator(".prose dl > dt").count(), 2, address);
      for (const [n, id] of ids.entries()) {
        const there = { target: id, shown: true, next: true };
        assert.deepEqual(await followed(page, entries.nth(n)), there, address);
        assert.deepEqual(await followed(page, headings.nth(n).locator("a.anchor")), there, address);
      }
      const reference = page.locator(".prose sup a, .prose [role='doc-noteref']").first();
      const note = await followed(page, reference);
      assert.deepEqual({ ...note, target: "" }, { target: "", shown: true, next: true }, address);
      assert.match(note.target, /note\.1$/, address);
      // The first stop within the note is the way back, which says where it leads.
      const back = page.locator(":focus");
      assert.equal(await back.getAttribute("role"), "doc-backlink", address);
      assert.match((await back.getAttribute("aria-label")) ?? "", /1/, address);
      assert.match((await followed(page, back)).target, /ref\.1$/, address);
    }
  });
});

/**
 * What a picture of the open page owes who cannot see it.
 * @param {Page} page
 * @param {string} where
 */
async function examinePictures(page, where) {
  const pictures = page.locator("section.chart figure");
  for (const picture of await pictures.all()) {
    const named = (await picture.getAttribute("aria-labelledby")) ?? "";
    assert.notEqual((await page.locator(`[id="${named}"]`).innerText()).trim(), "", `${where}: ${named} names nothing`);
    const table = picture.locator("details table");
    assert.equal(await table.isVisible(), false, where);
    await picture.locator("summary").focus();
    await page.keyboard.press("Enter");
    await table.waitFor();
    assert.ok((await table.locator("tbody tr").count()) > 0, `${where}: an empty table`);
  }
  assert.deepEqual(await overflowing(page), [], where);
  return pictures.count();
}

/**
 * The files of the pictures on the open page, which are to be tables with a row of headings.
 * @param {Page} page
 * @param {string} where
 */
async function examineFiles(page, where) {
  const hrefs = await page
    .locator("section.chart a[type='text/csv']")
    .evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  for (const href of hrefs) {
    const [head, ...rows] = (await (await fetch(href)).text()).replace(/^\uFEFF/, "").trimEnd().split(/\r?\n/);
    const names = head.split(",");
    assert.ok(rows.length > 0, `${where}: ${href} is empty`);
    assert.ok(names.length > 1 && names.every((name) => /^[a-z_]+$/.test(name)), `${where}: ${href} begins with ${head}`);
  }
  return hrefs.length;
}

test("every picture has a name, a table that opens by keys, a file with a row of headings, and room on 320 px", async () => {
  const first = PLACES.filter(({ row, language }) => language === LANGUAGES[0] && !row.isLeadingOn);
  const all = [
    ...first.map(({ address }) => [languages.root, address]),
    ...["traeer/index.html", "tilskud/index.html"].map((address) => [own.root, address]),
  ];
  let pictures = 0;
  let files = 0;
  for (const { root } of [languages, own]) {
    await visit({ root, viewport: NARROW }, async (page) => {
      for (const [, address] of all.filter(([of]) => of === root)) {
        await page.goto(root + address);
        pictures += await examinePictures(page, address);
        files += await examineFiles(page, address);
      }
    });
  }
  assert.ok(pictures > 10 && files > 10, `${pictures} pictures, ${files} files`);
});
