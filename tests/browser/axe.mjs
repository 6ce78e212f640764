// What axe-core finds on an open page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import { Page } from "playwright-core" */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose verdict hangs on the colours: all that dark colours can break. */
const RULES_OF_COLOUR = ["cat.color"];

/**
 * What axe finds, as `rule: element` lines.
 * @param {Page} page
 * @param {string[]} tags of the rules that are asked
 * @returns {Promise<string[]>}
 */
export async function violations(page, tags = RULES) {
  // @ts-expect-error axe sets itself on the window.
  if (!(await page.evaluate(() => window.axe))) await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    // What axe would load beforehand is for rules about recordings, of which the site has none.
    const options = { preload: false, runOnly: { type: "tag", values }, resultTypes: ["violations"] };
    // @ts-expect-error axe sets itself on the window.
    const found = await window.axe.run(document, options);
    return found.violations.flatMap(
      (/** @type {{ id: string, help: string, nodes: { html: string }[] }} */ { id, help, nodes }) =>
        nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
    );
  }, tags);
}

/**
 * What is wrong with the page that is open, in light and in dark colours.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function inBothColours(page) {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violations(page, RULES_OF_COLOUR);
  return [...light, ...dark.map((line) => `in dark colours: ${line}`)];
}
