// The site without scripts, in a subfolder, from the disk, and at addresses that do not exist; its search on servers of all
// kinds, and while a new build takes the place of the old.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { pathToFileURL } from "node:url";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, SITES, build, buildSite } from "./site.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Habits } from "./server.mjs" */

const BELOW = "/portal/x/";

const folder = await build();
const atRoot = await serve(folder);
after(atRoot.close);
const below = await serve(folder, BELOW);
after(below.close);
const withAddress = await serve(await build("--base-url", `https://portal.example${BELOW}`), BELOW);
after(withAddress.close);
const onDisk = pathToFileURL(folder + path.sep).href;

/** What browsers say on every page from the disk that has a module; the page is read without it. */
const NO_MODULES =
  /console: Access to script at 'file:.*CORS policy|console: Failed to load resource.*file:|request failed: .*file:/;

/** Whether the style sheet arrived: without it a page is as wide as its window. @param {Page} page */
const isStyled = (page) => page.locator("body").evaluate((body) => getComputedStyle(body).maxWidth !== "none");

/** @typedef {{ name: string, root: string, javaScriptEnabled: boolean, expected?: RegExp }} Way */

/** @type {Way[]} */
const WAYS = [
  { name: "without JavaScript", root: atRoot.root, javaScriptEnabled: false },
  { name: "in a subfolder", root: below.root, javaScriptEnabled: true },
  { name: "in a subfolder without JavaScript", root: below.root, javaScriptEnabled: false },
  { name: "from the disk", root: onDisk, javaScriptEnabled: true },
  { name: "from the disk without JavaScript", root: onDisk, javaScriptEnabled: false },
];

/**
 * Follows the link with this name in the page's own part, to this heading.
 * @param {Page} page
 * @param {string} name
 * @param {string} heading
 */
async function follow(page, name, heading) {
  await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
  await page.waitForLoadState();
}

for (const { name, ...rules } of WAYS) {
  const home = rules.root + PAGE.home;

  test(`${name}: the case and the grant are two links from home`, async () => {
    for (const [list, heading, entry, address] of [
      ["Sager", "Sager", "Resultatkontrakt med Bæredygtig Herning 2021", PAGE.case],
      ["Midler", "Midler", "Tilskud til Bæredygtig Herning 2021", PAGE.grant],
    ]) {
      await visit(rules, async (page) => {
        await page.goto(home);
        await follow(page, list, heading);
        await follow(page, entry, entry);
        assert.equal(page.url(), rules.root + address);
        assert.match(await page.getByRole("main").innerText(), /4\.000\.000\sDKK/);
        assert.ok(await isStyled(page));
      });
    }
  });

  const expected = rules.root === onDisk && rules.javaScriptEnabled ? NO_MODULES : undefined;

  test(`${name}: the search page leads on by its lists`, async () => {
    await visit({ ...rules, expected }, async (page) => {
      await page.goto(rules.root + PAGE.search);
      const text = await page.getByRole("main").innerText();
      assert.equal(text.includes("Søgningen kræver JavaScript"), !rules.javaScriptEnabled || rules.root === onDisk);
      await follow(page, "Midler", "Midler");
      await follow(page, "Tilskud til Bæredygtig Herning 2021", "Tilskud til Bæredygtig Herning 2021");
    });
  });

  test(`${name}: the form leads from home to the search page`, async () => {
    await visit({ ...rules, expected }, async (page) => {
      await page.goto(home);
      await page.getByRole("searchbox").fill("24.00.00-A08-1-20");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${rules.root}${PAGE.search}?q=24.00.00-A08-1-20`);
      if (rules.javaScriptEnabled && rules.root !== onDisk) {
        await follow(
          page,
          "Resultatkontrakt med Bæredygtig Herning 2021",
          "Resultatkontrakt med Bæredygtig Herning 2021",
        );
        assert.equal(page.url(), rules.root + PAGE.case);
      } else {
        await follow(page, "Sager", "Sager");
      }
    });
  });
}

for (const [name, { root }] of /** @type {[string, { root: string }][]} */ ([
  ["at a domain's root", atRoot],
  ["in a subfolder that the site knows", withAddress],
])) {
  test(`an address that does not exist is answered, ${name}`, async () => {
    for (const address of ["nope", "sager/nope.html", "a/b/c/"]) {
      await visit({ root, expected: /status 404|status of 404/ }, async (page) => {
        const response = await page.goto(root + address);
        assert.equal(response?.status(), 404);
        await page.getByRole("heading", { level: 1, name: "Siden findes ikke", exact: true }).waitFor();
        assert.ok(await isStyled(page));
        await page.getByRole("main").getByRole("link", { name: "Forsiden", exact: true }).click();
        await page.waitForURL(root + PAGE.home);
      });
    }
  });
}

/** What the page that `PAGE.grant` names is made of, and its heading. */
const GRANT_FILE = "content/grants/herning-baeredygtig-herning-2021.md";
const GRANT = "Tilskud til Bæredygtig Herning 2021";

/** @type {[name: string, base: string, habits: Habits][]} */
const SERVERS = [
  ["that knows no ranges", "/", {}],
  ["that compresses everything again", "/", { compresses: true }],
  ["that takes every file for text", "/", { type: "text/plain" }],
  ["that names no types", "/", { type: null }],
  ["below an address", BELOW, {}],
  ["that lets nothing be kept", "/", { caching: "no-store" }],
  ["that does all of this", BELOW, { compresses: true, type: null, caching: "no-store" }],
];

/**
 * Asks by words, a phrase, a facet and a range together, and reads the titles and the sums.
 * @param {Page} page
 * @param {string} root
 * @param {string} [query]
 */
async function answer(page, root, query = 'q="Bæredygtig+Herning"+tilskud&currency=dkk&min=1000000&sort=amount') {
  await page.goto(`${root}${PAGE.search}?${query}`);
  await page.locator("#result-totals [data-minor]").first().waitFor();
  return { titles: await page.locator("#results > li a").allInnerTexts(), sums: await sumsOf(page) };
}

/** @param {Page} page */
function sumsOf(page) {
  return page.locator("#result-totals [data-minor]").evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset.minor));
}

for (const [name, base, habits] of SERVERS) {
  test(`the search answers on a server ${name}`, async (t) => {
    const { root, close } = await serve(folder, base, habits);
    t.after(close);
    await visit({ root }, async (page) => {
      const { titles, sums } = await answer(page, root);
      assert.equal(titles[0], "Ramme til arbejdet med bæredygtighed i Herning Kommune");
      assert.deepEqual(sums, ["700000000", "500000000"]);
    });
  });
}

/**
 * The sample portal with another heading of the grant.
 * @param {import("node:test").TestContext} t
 */
async function changed(t) {
  const source = await mkdtemp(path.join(tmpdir(), "glasklar-browser-"));
  t.after(() => rm(source, { recursive: true, force: true }));
  for (const part of ["content", "layouts", "glasklar.toml", "ledger.jsonl"]) {
    await cp(path.join(SITES.portal, part), path.join(source, part), { recursive: true });
  }
  const file = path.join(source, GRANT_FILE);
  await writeFile(file, (await readFile(file, "utf8")).replace(GRANT, `${GRANT}, igen`));
  return buildSite(source);
}

test("a page that was opened before a new build answers from the new one when it needs a further file", async (t) => {
  const site = await changed(t);
  const next = await build();
  const { root, close } = await serve(site);
  t.after(close);
  await visit({ root }, async (page) => {
    const { titles } = await answer(page, root, "q=Herning&kind=grant");
    assert.ok(titles.includes(`${GRANT}, igen`));
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => asked.push(request.url().slice(root.length)));
    await rename(site, `${site}-before`);
    await rename(next, site);
    // Where words stand is not asked for before there is a phrase.
    await page.getByRole("main").getByRole("searchbox").fill('"Bæredygtig Herning 2021"');
    await page.locator("#results a", { hasText: new RegExp(`^${GRANT}$`) }).waitFor();
    assert.ok(asked.includes("search/manifest.bin"), `${asked}`);
  });
});
