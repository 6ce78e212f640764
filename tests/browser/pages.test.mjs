// Every page of both sites, as a reader and a narrow screen meet it.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { stay, visit } from "./browser.mjs";
import { overflowing } from "./fit.mjs";
import { serve } from "./server.mjs";
import { PAGE, buildAll } from "./site.mjs";
import { rowsOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Row } from "./types.mjs" */

/**
 * What every page owes its reader, and where it leads.
 * @param {Page} page
 */
function examine(page) {
  return page.evaluate(() => {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ localName }) =>
      Number(localName[1]),
    );
    const here = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return {
      headings: document.querySelectorAll("h1").length,
      skips: levels.filter((level, n) => level > (levels[n - 1] ?? 0) + 1).length,
      title: document.title,
      description: document.querySelector("meta[name=description]")?.getAttribute("content") ?? "",
      raw: /\{\{|\}\}|\{%|undefined|\[object|NaN/.exec(document.body.innerText)?.[0] ?? "",
      ids: here,
      twice: here.filter((id, n) => here.indexOf(id) !== n),
      rows: document.querySelectorAll("main tbody tr").length,
      links: [...document.querySelectorAll("a[href], link[href]")].map(
        (link) => /** @type {HTMLAnchorElement} */ (link).href,
      ),
      forms: [...document.forms].map((form) => form.action),
    };
  });
}

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

/** @typedef {Awaited<ReturnType<typeof examine>> & { narrow: string[], large: string[] }} Examined */

/**
 * The page that is open, as it is, with text twice as large, and on a narrow screen.
 * @param {Page} page
 * @returns {Promise<Examined>}
 */
async function examineAtAllSizes(page) {
  const found = await examine(page);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  const large = await overflowing(page);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize(NARROW);
  const narrow = await overflowing(page);
  await page.setViewportSize(WIDE);
  return { ...found, narrow, large };
}

const sites = await buildAll();
// In a subfolder, where a link that is not relative leads out of the site.
const servers = await Promise.all(sites.map(({ folder }) => serve(folder, "/portal/x/")));
for (const { close } of servers) after(close);

for (const [n, { name, all }] of sites.entries()) {
  const served = servers[n];
  // Its addresses start at the domain's root, as it is shown at any address; it has tests of its own.
  const addresses = all.map(({ address }) => address).filter((address) => address !== "404.html");
  /** @type {Map<string, Row | undefined>} */
  const rows = new Map(all.map((page) => [page.address, rowsOf(page)[0]]));

  /** @type {Map<string, Examined>} */
  const examined = new Map();

  test(`${name}: every page opens without a complaint`, async () => {
    await visit({ root: served.root, viewport: WIDE }, async (page) => {
      for (const address of addresses) {
        const url = served.root + address;
        const response = await (rows.get(address)?.isLeadingOn ? stay(page, url) : page.goto(url));
        assert.equal(response?.status(), 200, address);
        examined.set(address, await examineAtAllSizes(page));
      }
    });
  });

  test(`${name}: every page is whole: one first heading, no level skipped, a description, no raw template`, () => {
    assert.equal(examined.size, addresses.length);
    for (const [address, { headings, skips, raw, twice, description }] of examined) {
      assert.deepEqual({ headings, skips, raw, twice }, { headings: 1, skips: 0, raw: "", twice: [] }, address);
      assert.notEqual(description.trim(), "", address);
    }
  });

  test(`${name}: no two pages of a language have the same title`, () => {
    // Nothing is told of what is gone, its title not either.
    const titled = all.filter(({ address, type }) => examined.has(address) && type !== "gone");
    const titles = titled.map(({ address, language }) => `${language}: ${examined.get(address)?.title}`);
    assert.ok(titles.length > 0);
    assert.deepEqual(
      titles.filter((title, n) => titles.indexOf(title) !== n),
      [],
    );
  });

  test(`${name}: every link leads to something that exists, and to its part`, async () => {
    const targets = new Map([...examined].flatMap(([from, { links }]) => links.map((link) => [link, from])));
    const own = [...targets].filter(([link]) => link.startsWith(served.root));
    assert.ok(own.length > addresses.length);
    for (const [link, from] of targets)
      assert.ok(link.startsWith(served.root) || !link.startsWith(served.origin), `${from} → ${link}`);
    const files = new Set(own.map(([link]) => link.split("#")[0]));
    for (const file of files) assert.equal((await fetch(file)).status, 200, `${targets.get(file)} → ${file}`);
    for (const [link, from] of own) {
      const [file, part] = link.slice(served.root.length).split("#");
      if (part) assert.ok(examined.get(file)?.ids.includes(decodeURIComponent(part)), `${from} → ${link}`);
    }
  });

  test(`${name}: every page is reached from home by links and forms, but for empty lists and old addresses`, () => {
    const reached = new Set([PAGE.home]);
    for (const address of reached) {
      const page = examined.get(address);
      for (const link of [...(page?.links ?? []), ...(page?.forms ?? [])]) {
        const [file] = link.slice(served.root.length).split("#");
        if (link.startsWith(served.root) && examined.has(file)) reached.add(file);
      }
    }
    const isLost = (/** @type {string} */ address) => {
      const row = rows.get(address);
      return !row?.isUnlinked && (row?.type !== "list" || examined.get(address)?.rows !== 0);
    };
    assert.deepEqual(
      addresses.filter((address) => !reached.has(address) && isLost(address)),
      [],
    );
  });

  test(`${name}: no page scrolls sideways on a screen 320 px wide, nor with text twice as large`, async () => {
    assert.equal(examined.size, addresses.length);
    for (const [address, { narrow, large }] of examined)
      assert.deepEqual({ narrow, large }, { narrow: [], large: [] }, address);
    await visit({ root: served.root, viewport: NARROW }, async (page) => {
      await page.goto(`${served.root}${PAGE.search}?q=kommune`);
      await page.locator("#results > li").first().waitFor();
      assert.deepEqual(await overflowing(page), []);
    });
  });
}
