// What a page costs its reader: everything that it loads before a search is started, and nothing from anywhere else.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import test, { after } from "node:test";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { enter, stay, visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, buildAll } from "./site.mjs";
import { rowsOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */

/** The most bytes of all that a page loads, and of the style sheet, as a server sends them: compressed. */
const PAGE_BYTES = 60_000;
const STYLE_BYTES = 12_000;
/** The most bytes of a page by itself, as it stands on the disk. */
const HTML_BYTES = 150_000;

const compress = promisify(gzip);
const sites = await buildAll();
const servers = await Promise.all(sites.map(({ folder }) => serve(folder)));
for (const { close } of servers) after(close);

/**
 * What a page loads by itself, by address, with its bytes.
 * @param {Page} page
 * @param {() => Promise<unknown>} open
 */
async function loaded(page, open) {
  /** @type {Promise<[string, number]>[]} */
  const found = [];
  const hear = (/** @type {import("playwright-core").Response} */ response) => {
    const weigh = async () => (await compress(await response.body(), { level: 9 })).length;
    found.push(weigh().then((bytes) => [response.url(), bytes]));
  };
  page.context().on("response", hear);
  await open();
  await page.waitForLoadState("networkidle");
  page.context().off("response", hear);
  return Object.fromEntries(await Promise.all(found));
}

for (const [n, { name, folder, all }] of sites.entries()) {
  const { root } = servers[n];

  test(`${name}: no page by itself is heavier than it may be`, async () => {
    assert.ok(all.length > 0);
    for (const { address } of all) {
      const { size } = await stat(path.join(folder, address));
      assert.ok(size <= HTML_BYTES, `${address} has ${size} bytes`);
    }
  });

  test(`${name}: the heaviest page of every type loads little, and all of it from here`, async () => {
    /** @type {Map<string, { address: string, size: number, isLeadingOn: boolean }>} */
    const heaviest = new Map();
    for (const page of all.filter(({ address }) => address !== "404.html")) {
      const { size } = await stat(path.join(folder, page.address));
      const [row] = rowsOf(page);
      const type = `${row?.name ?? page.type}`;
      if (size > (heaviest.get(type)?.size ?? 0))
        heaviest.set(type, { address: page.address, size, isLeadingOn: row?.isLeadingOn ?? false });
    }
    assert.ok(heaviest.size > 10);
    for (const { address, isLeadingOn } of heaviest.values()) {
      // A profile of its own, in which nothing is at hand already; it fails at a foreign request or a complaint of the policy.
      await visit({ root }, async (page) => {
        const url = root + address;
        const sizes = await loaded(page, () => (isLeadingOn ? stay(page, url) : page.goto(url)));
        const sum = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
        assert.ok(Object.keys(sizes).length > 1, `${address} has a style sheet`);
        assert.ok(sum <= PAGE_BYTES, `${address} loads ${sum} bytes: ${JSON.stringify(sizes)}`);
      });
    }
  });

  test(`${name}: the search page loads no index before its reader is there`, async () => {
    await visit({ root }, async (page) => {
      const url = root + PAGE.search;
      const before = await loaded(page, () => page.goto(url));
      assert.deepEqual(
        Object.keys(before).filter((address) => /\.bin|worker/.test(address)),
        [],
      );
      const after = await loaded(page, async () => {
        await enter(page);
        await page.locator("[data-facet]").first().waitFor({ state: "attached" });
      });
      assert.ok(Object.keys(after).some((address) => address.includes("facets.bin")));
    });
  });
}

test("the style sheet is small", async () => {
  const [{ folder }] = sites;
  const home = await readFile(path.join(folder, PAGE.home), "utf8");
  const [, address] = /<link rel="stylesheet" href="([^"]+)"/.exec(home) ?? [];
  assert.ok(address);
  const { length } = await compress(await readFile(path.join(folder, address)), { level: 9 });
  assert.ok(length <= STYLE_BYTES, `${length} bytes`);
});
