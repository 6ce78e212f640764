// Lists that are cut: their overviews, their parts, the lists by theme and beside a page, as people meet them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { promisify } from "node:util";
import { inBothColours } from "./axe.mjs";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { BINARY, buildSite } from "./site.mjs";

const parent = await mkdtemp(path.join(tmpdir(), "glasklar-browser-"));
after(() => rm(parent, { recursive: true, force: true }));
const source = path.join(parent, "demo");
await promisify(execFile)(BINARY, ["demo", source, "--entries", "1200"]);
const served = await serve(await buildSite(source));
after(served.close);

/** A page of each sort. */
const PAGES = [
  "tilskud/index.html",
  "tilskud/list/2022.html",
  "tilskud/list/tema/klima.html",
  "organisationer/da-demofonden.html",
  "organisationer/da-demofonden/tilskud-har-givet.html",
  "maal/index.html",
];

test("axe finds nothing on lists that are cut, nor does any of them scroll sideways on a phone", async () => {
  /** @type {Record<string, string[]>} */
  const found = {};
  await visit({ root: served.root, viewport: { width: 320, height: 640 } }, async (page) => {
    for (const address of PAGES) {
      await page.goto(served.root + address);
      const lines = await inBothColours(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) lines.push(`${width} px wide`);
      if (lines.length > 0) found[address] = lines;
    }
  });
  assert.deepEqual(found, {});
});

test("without JavaScript a reader comes from the list to a year, to a record, and back", async () => {
  await visit({ root: served.root, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${served.root}tilskud/index.html`);
    const rows = page.locator("#rows_").locator("..").locator("tbody tr");
    assert.equal(await rows.count(), 20);
    const year = page.getByRole("row", { name: "2022" });
    const told = Number((await year.getByRole("cell").first().textContent())?.replaceAll(".", ""));
    await year.getByRole("link").click();
    assert.match(await page.title(), /^Midler, 2022 – /);
    assert.equal(await rows.count(), told);
    await rows.first().getByRole("link").first().click();
    assert.equal(await page.locator("article.kind-grant").count(), 1);
    await page.goBack();
    await page.locator(".kicker").getByRole("link", { name: "Midler" }).click();
    assert.equal(new URL(page.url()).pathname.endsWith("/tilskud/index.html"), true);
  });
});
