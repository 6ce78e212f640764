// axe-core over every type of page, in every language and in light and dark colours.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { inBothColours } from "./axe.mjs";
import { stay, visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, SITES, build, buildSite, pages } from "./site.mjs";
import { PLACES, fullest, placesOf } from "./types.mjs";

const folder = await build();
const portal = await serve(folder);
after(portal.close);
const languages = await serve(await buildSite(SITES.languages));
after(languages.close);

/** @typedef {{ address: string, isLeadingOn?: boolean }} Wanted */

/**
 * What is wrong on pages of a site, by address.
 * @param {string} root
 * @param {Wanted[]} wanted
 */
async function complaints(root, wanted) {
  /** @type {Record<string, string[]>} */
  const found = {};
  await visit({ root }, async (page) => {
    for (const { address, isLeadingOn } of wanted) {
      if (isLeadingOn) await stay(page, root + address);
      else await page.goto(root + address);
      const lines = await inBothColours(page);
      if (lines.length > 0) found[address] = lines;
    }
  });
  return found;
}

for (const language of LANGUAGES) {
  test(`axe finds nothing on any type of page in ${language}, in light and dark colours`, async () => {
    const wanted = PLACES.filter((place) => place.language === language);
    const found = await complaints(
      languages.root,
      wanted.map(({ row, address }) => ({ address, isLeadingOn: row.isLeadingOn })),
    );
    assert.deepEqual(found, {});
  });
}

test("axe finds nothing on the fullest pages of the sample portal, in light and dark colours", async (t) => {
  const wanted = fullest(await pages(folder));
  assert.ok(wanted.length > 20);
  t.diagnostic(`${wanted.length} pages`);
  assert.deepEqual(await complaints(portal.root, wanted), {});
});

test("axe finds nothing on results, nor in an open language switch", async () => {
  /** @type {Record<string, string[]>} */
  const found = {};
  await visit({ root: languages.root }, async (page) => {
    for (const { address } of placesOf("search")) {
      await page.goto(`${languages.root}${address}?q=Aalykke`);
      await page.locator("#results > li").first().waitFor();
      await page.locator("nav.languages summary").click();
      const lines = await inBothColours(page);
      if (lines.length > 0) found[address] = lines;
    }
  });
  assert.deepEqual(found, {});
});

test("axe runs here: it finds what is planted", async () => {
  for (const [color, where] of [
    ["#eee", ""],
    ["#222", "in dark colours: "],
  ]) {
    await visit({ root: portal.root }, async (page) => {
      await page.goto(portal.root);
      await page.evaluate((color) => {
        document.body.append(document.createElement("img"));
        document.body.style.color = color;
      }, color);
      const found = await inBothColours(page);
      assert.ok(found.some((line) => line.startsWith("image-alt")));
      assert.ok(found.some((line) => line.startsWith(`${where}color-contrast`)));
    });
  }
});
