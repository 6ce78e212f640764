// Where the language switch leads, what it says before, and how a page marks text in another language.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, PAGE, build, pages } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const folder = await build();
const served = await serve(folder);
after(served.close);
const all = await pages(folder);
const language = new Map(all.map((page) => [page.address, page.language]));
const type = new Map(all.map((page) => [page.address, page.type]));

/** Stands for any address and so offers the home pages. */
const MISSING = "404.html";

/** What the switch says of a version that is no translation, by the language of the page. */
const UNTRANSLATED = new Map([
  ["da", "siden er ikke oversat; fører til listen"],
  ["nb", "siden er ikke oversatt; fører til listen"],
]);

/**
 * @typedef {object} Links
 * @property {{ href: string, lang: string, current: boolean, remark: string }[]} versions that the switch offers
 * @property {{ href: string, lang: string, text: string }[]} links in the page's own part
 */

/**
 * @param {Page} page
 * @returns {Promise<Links>}
 */
function linksOf(page) {
  return page.evaluate(() => {
    const versions = [...document.querySelectorAll("nav.languages li")].map((item) => {
      const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
      const remark = item.querySelector("small")?.textContent ?? "";
      return { href: link.href, lang: link.lang, current: link.ariaCurrent === "true", remark };
    });
    const links = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("main a[href]"))].map(
      (link) => {
        const lang = link.closest("[lang]")?.getAttribute("lang") ?? "";
        return { href: link.href, lang, text: link.textContent ?? "" };
      },
    );
    return { versions, links };
  });
}

/** @type {Map<string, Links>} */
const linksAt = new Map();

before(async () => {
  await visit({ root: served.root }, async (page) => {
    for (const { address } of all) {
      await page.goto(served.root + address);
      linksAt.set(address, await linksOf(page));
    }
  });
});

/** Every link of one sort, with the page it stands on and the address it leads to. @param {keyof Links} sort */
const every = (sort) =>
  all.flatMap((from) => {
    const links = /** @type {(Links["versions"][0] & Links["links"][0])[]} */ (linksAt.get(from.address)?.[sort] ?? []);
    return links.map((link) => ({ ...link, from, to: link.href.slice(served.root.length).split("#")[0] }));
  });

test("every page offers every language, and each version is in the language it names", () => {
  for (const [address, { versions }] of linksAt)
    assert.deepEqual(
      versions.map(({ lang }) => lang),
      LANGUAGES,
      address,
    );
  for (const { from, to, lang, current } of every("versions")) {
    assert.equal(language.get(to), lang, `${from.address} → ${to}`);
    assert.equal(current, lang === from.language, `${from.address} → ${to}`);
  }
});

test("a version that is no translation is the list of its kind, and the switch says so", () => {
  for (const { from, to, remark } of every("versions").filter((version) => version.from.address !== MISSING)) {
    const isTranslation = type.get(to) === from.type;
    assert.equal(remark, isTranslation ? "" : UNTRANSLATED.get(from.language), `${from.address} → ${to}`);
    if (!isTranslation) assert.equal(type.get(to), "list", `${from.address} → ${to}`);
  }
});

test("the switch leads to the same page, else to that language's list of the kind", async () => {
  for (const [from, name, to, heading] of [
    [PAGE.home, "English", "en/index.html", "Who got what, for what, and what came of it?"],
    [PAGE.grants, "Nynorsk", "nn/tilskot/index.html", "Midlar"],
    [PAGE.search, "Bokmål", "nb/soek.html", "Søk"],
    [PAGE.case, "English", "en/cases/index.html", "Cases"],
    ["nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html", "Dansk", "tilskud/index.html", "Midler"],
  ]) {
    await visit({ root: served.root }, async (page) => {
      await page.goto(served.root + from);
      await page.locator("nav.languages summary").click();
      await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
      await page.waitForURL(served.root + to);
      assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), heading);
    });
  }
});

test("the title of an entry in another language is marked with it", () => {
  const foreign = every("links").filter(
    ({ from, to }) => type.get(to)?.startsWith("record") && language.get(to) !== from.language,
  );
  assert.ok(foreign.length > 100, `${foreign.length} of them`);
  for (const { from, to, lang, text } of foreign) assert.equal(lang, language.get(to), `${from.address}: ${text}`);
});
