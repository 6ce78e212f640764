// axe-core over every type of page, in every language, in light and dark.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build, extremes, pages } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const folder = await build();
const served = await serve(folder);
after(served.close);
const all = extremes(await pages(folder));

/**
 * What axe finds, as `rule: element` lines.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    // @ts-expect-error axe sets itself on the window.
    const found = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return found.violations.flatMap(
      (/** @type {{ id: string, help: string, nodes: { html: string }[] }} */ { id, help, nodes }) =>
        nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
    );
  }, RULES);
}

/** @type {("light" | "dark")[]} */
const SCHEMES = ["light", "dark"];

for (const colorScheme of SCHEMES) {
  test(`axe finds nothing in ${colorScheme} colours`, async (t) => {
    /** @type {Record<string, string[]>} */
    const complaints = {};
    await visit({ root: served.root, colorScheme }, async (page) => {
      for (const { address } of all) {
        await page.goto(served.root + address);
        const found = await violations(page);
        if (found.length > 0) complaints[address] = found;
      }
      for (const { address } of all.filter(({ type }) => type === "search")) {
        await page.goto(`${served.root}${address}?q=Trondheim`);
        await page.locator("#results > li").first().waitFor();
        await page.locator("nav.languages summary").click();
        const found = await violations(page);
        if (found.length > 0) complaints[`${address}?q=Trondheim`] = found;
      }
    });
    t.diagnostic(`${all.length} pages`);
    assert.deepEqual(complaints, {});
  });
}

test("axe runs here: it finds what is planted", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root);
    await page.evaluate(() => {
      document.body.append(document.createElement("img"));
      document.body.style.color = "#eee";
    });
    const found = await violations(page);
    assert.ok(found.some((line) => line.startsWith("image-alt")));
    assert.ok(found.some((line) => line.startsWith("color-contrast")));
  });
});
