// A municipality's own portal, `tests/sites/own`: its colour, its logo, a layout and a kind with pictures of its own.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { inBothColours } from "./axe.mjs";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { OWN, buildSite } from "./site.mjs";

const BRAND = "rgb(138, 31, 77)";
const folder = await buildSite(OWN, "--strict");
const site = await serve(folder);
after(site.close);

test("its colour, logo and footer are on its pages", async () => {
  await visit({ root: site.root, colorScheme: "light" }, async (page) => {
    for (const address of ["index.html", "traeer/index.html", "en/grants/index.html"]) {
      await page.goto(site.root + address);
      const logo = page.locator("header.site img");
      assert.ok((await logo.evaluate((/** @type {HTMLImageElement} */ image) => image.naturalWidth)) > 0, `${address}: no logo`);
      const link = page.locator("main a").first();
      assert.equal(await link.evaluate((element) => getComputedStyle(element).color), BRAND, address);
      assert.match(await page.locator("footer.site").innerText(), /Rådhuspladsen 1/);
    }
  });
});

test("its own kind has a list, pictures, facets and a place in the menu", async () => {
  await visit({ root: site.root }, async (page) => {
    await page.goto(site.root);
    await page.getByRole("navigation", { name: "Hovedmenu" }).getByRole("link", { name: "Bytræer" }).click();
    assert.equal(await page.locator("table tbody tr[id]").count(), 9);
    const headings = await page.locator("section.chart h2").allInnerTexts();
    assert.deepEqual(headings, ["Bytræer efter art", "Bytræer pr. år"]);
    // A species is no status, so no shape stands for it; and three equal years are told to be all.
    const findings = await page.locator("section.chart .finding-of").allInnerTexts();
    assert.deepEqual(findings, ["4 af 9: Lind", "Alle 3 er lige store: 3 hver"]);
    const options = await page.locator('section:has(> h2:text-is("Art")) .kinds a').allInnerTexts();
    assert.deepEqual(options, ["Lind", "Ahorn", "Hestekastanje"], "as the kind declares them");
    await page.goto(`${site.root}organisationer/traelauget.html`);
    assert.ok((await page.locator("section.chart h2").allInnerTexts()).includes("Har plantet: bytræer pr. år"));
    await page.goto(`${site.root}soeg.html?kind=tree`);
    await page.locator("#results > li").first().waitFor();
    assert.equal(await page.locator("#results > li").count(), 9);
  });
});

test("axe finds nothing on its home page, a list, a record and the search, in light and dark colours", async () => {
  await visit({ root: site.root }, async (page) => {
    for (const address of ["index.html", "traeer/index.html", "traeer/torvelinden.html", "tilskud/index.html", "soeg.html"]) {
      await page.goto(site.root + address);
      assert.deepEqual(await inBothColours(page), [], address);
    }
  });
});
