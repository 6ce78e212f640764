// Where the language switch leads, what it says before, and how a page marks text in another language.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test, { after, before } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, PAGE, SITES, buildAll } from "./site.mjs";
import { PLACES, placesOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */

/** Stands for any address and so offers the home pages. */
const MISSING = "404.html";

/** Pages that stand in one language only, and what they offer in the others instead: the list, or the page about the same. */
const STANDS_FOR = new Map([
  ["moved", "record"],
  ["was", "accessibility"],
]);

/**
 * What the switch says of a version that is no translation, by the language of the page.
 * @type {Record<string, string>}
 */
const UNTRANSLATED = {
  da: "siden er ikke oversat; fører til listen",
  nb: "siden er ikke oversatt; fører til listen",
  nn: "sida er ikkje omsett; fører til lista",
  en: "this page is not translated; leads to the list",
};

/**
 * @typedef {object} Links
 * @property {{ href: string, lang: string, current: boolean, remark: string }[]} versions that the switch offers
 * @property {{ href: string, lang: string, text: string }[]} links in the page's own part
 * @property {string} heading
 * @property {{ href: string, lang: string }[]} alternates that the page's head names
 */

/**
 * The links of a page that need not be opened.
 * @param {Page} page any that is open
 * @param {string} url where the text stands
 * @param {string} html
 * @returns {Promise<Links>}
 */
function linksOf(page, url, html) {
  return page.evaluate(
    ([base, text]) => {
      const parsed = new DOMParser().parseFromString(text, "text/html");
      const hrefOf = (/** @type {Element} */ link) => new URL(link.getAttribute("href") ?? "", base).href;
      const versions = [...parsed.querySelectorAll("nav.languages li")].map((item) => {
        const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
        const remark = item.querySelector("small")?.textContent ?? "";
        return { href: hrefOf(link), lang: link.lang, current: link.getAttribute("aria-current") === "true", remark };
      });
      const links = [...parsed.querySelectorAll("main a[href]")].map((link) => {
        const lang = link.closest("[lang]")?.getAttribute("lang") ?? "";
        return { href: hrefOf(link), lang, text: link.textContent ?? "" };
      });
      const heading = parsed.querySelector("h1")?.textContent ?? "";
      const alternates = [...parsed.querySelectorAll("link[rel=alternate][hreflang]")].map((link) => ({
        href: hrefOf(link),
        lang: link.getAttribute("hreflang") ?? "",
      }));
      return { versions, links, heading, alternates };
    },
    [url, html],
  );
}

/** The address that the site of `tests/sites/languages` knows as its own. */
const PUBLISHED = "https://portal.example/";

const sites = await buildAll();
const servers = await Promise.all(sites.map(({ folder }) => serve(folder)));
for (const { close } of servers) after(close);
const [portal, languages] = Object.keys(SITES).map((wanted) => servers[sites.findIndex(({ name }) => name === wanted)]);

for (const [n, { name, folder, all }] of sites.entries()) {
  const served = servers[n];
  const language = new Map(all.map((page) => [page.address, page.language]));
  const type = new Map(all.map((page) => [page.address, page.type]));

  /** @type {Map<string, Links>} */
  const linksAt = new Map();

  before(async () => {
    await visit({ root: served.root }, async (page) => {
      await page.goto(served.root);
      for (const { address } of all) {
        const html = await readFile(path.join(folder, address), "utf8");
        linksAt.set(address, await linksOf(page, served.root + address, html));
      }
    });
  });

  /** The address of a link, from the site's root. @type {(href: string) => string} */
  const placeOf = (href) => href.slice(served.root.length).split("#")[0];

  /** Every link of one sort, with the page it stands on and the address it leads to. @param {"versions" | "links"} sort */
  const every = (sort) =>
    all.flatMap((from) => {
      const links = /** @type {(Links["versions"][0] & Links["links"][0])[]} */ (linksAt.get(from.address)?.[sort]);
      return links.map((link) => ({ ...link, from, to: placeOf(link.href) }));
    });

  test(`${name}: every page offers every language, and each version is in the language it names`, () => {
    assert.equal(linksAt.size, all.length);
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

  test(`${name}: a version that is no translation is the list of its kind, and the switch says so`, () => {
    for (const { from, to, remark } of every("versions").filter((version) => version.from.address !== MISSING)) {
      const wanted = STANDS_FOR.get(from.type) ?? from.type;
      const isTranslation = type.get(to)?.startsWith(wanted) ?? false;
      assert.equal(remark, isTranslation ? "" : UNTRANSLATED[from.language], `${from.address} → ${to}`);
      if (!isTranslation) assert.equal(type.get(to), "list", `${from.address} → ${to}`);
    }
  });

  test(`${name}: the head of a page names the versions that the switch calls translations, and no other`, () => {
    for (const [address, { versions, alternates }] of linksAt) {
      const translations = versions.filter(({ remark }) => !remark).map(({ href, lang }) => ({ href, lang }));
      // Where the site knows its own address, search engines are told it whole, and where readers of other languages go.
      const told = alternates.map(({ href, lang }) => ({ href: href.replace(PUBLISHED, served.root), lang }));
      const others = told.filter(({ lang }) => lang === "x-default");
      assert.deepEqual(
        told.filter(({ lang }) => lang !== "x-default"),
        translations,
        address,
      );
      const isWhole = alternates.some(({ href }) => href.startsWith(PUBLISHED));
      const first = translations.find(({ lang }) => lang === LANGUAGES[0]);
      const isSent = isWhole && first !== undefined && translations.length > 1;
      assert.deepEqual(others, isSent ? [{ href: first.href, lang: "x-default" }] : [], address);
    }
  });

  test(`${name}: the title of an entry in another language is marked with it`, () => {
    const isForeign = (/** @type {string} */ from, /** @type {string} */ to) =>
      type.get(to)?.startsWith("record") && language.get(to) !== from;
    // What a text calls the entry is in the language of the text.
    const foreign = every("links").filter(
      ({ from, to, text }) => isForeign(from.language, to) && text === linksAt.get(to)?.heading,
    );
    assert.ok(foreign.length > 100, `${foreign.length} of them`);
    for (const { from, to, lang, text } of foreign) assert.equal(lang, language.get(to), `${from.address}: ${text}`);
  });

  /** Where the switch leads from an address, by language. @param {string} address */
  const switchAt = (address) =>
    Object.fromEntries((linksAt.get(address)?.versions ?? []).map(({ lang, href }) => [lang, placeOf(href)]));

  if (name === "languages") {
    const versionsOf = (/** @type {string} */ row) =>
      Object.fromEntries(placesOf(row).map((place) => [place.language, place.address]));

    test("a translated record leads to its versions, and they to it", () => {
      for (const kind of ["project", "partnership", "agreement", "case", "meeting", "page"]) {
        const versions = versionsOf(`record: ${kind}`);
        assert.equal(new Set(Object.values(versions)).size, LANGUAGES.length);
        for (const address of Object.values(versions)) assert.deepEqual(switchAt(address), versions, address);
      }
    });

    test("a record in one language leads to the lists of the others", () => {
      for (const kind of ["document", "goal", "grant", "indicator", "news", "organisation", "place", "programme", "report"]) {
        for (const { language: own, address } of placesOf(`record: ${kind}`))
          assert.deepEqual(switchAt(address), { ...versionsOf(`list: ${kind}`), [own]: address });
      }
    });

    test("the pages that every site has are in every language", () => {
      const ofEverySite = ["home", "search", "data", "what changed", "about", "accessibility", "privacy"];
      for (const row of [...ofEverySite, ...PLACES.flatMap(({ row }) => (row.type === "list" ? row.name : []))]) {
        const versions = versionsOf(row);
        for (const address of Object.values(versions)) assert.deepEqual(switchAt(address), versions, address);
      }
    });
  }
}

/** Words of an entry that is written in one language, on pages in the others. @type {[row: string, own: string, words: string][]} */
const FOREIGN = [
  ["record: agreement", "da", "En åben bogføring"],
  ["record: agreement", "da", "Enkelte mål kan blive påvirket af vejret."],
  ["record: agreement", "da", "Aftalen skal sikre"],
  ["record: agreement", "da", "Aftalen er den første af sin slags."],
  ["record: agreement", "da", "Bilag 2 findes ikke i kilden."],
  ["record: agreement", "da", "enhver kan se bøgerne"],
  ["record: agreement", "nn", "Lov om kommunane på strendene"],
  ["record: meeting", "nb", "Godkjenning av innkalling og saksliste"],
  ["record: meeting", "da", "At forvaltningen får lov til at købe ind."],
  ["record: case", "da", "At tilskuddet bevilges."],
  ["record: case", "da", "Tiltrådt, dog uden bænke."],
  ["record: case", "da", "Ét medlem tog forbehold."],
  ["record: partnership", "nn", "Å kjøpe mindre."],
  ["record: partnership", "en", "The Shore Pledge"],
  ["record: project", "en", "Count everything that is bought."],
  ["list: page", "da", "Om prøveportalen"],
];

test("words of an entry that are not translated are marked with the language they are in", async () => {
  /** @type {string[]} */
  const faults = [];
  await visit({ root: languages.root }, async (page) => {
    for (const [row, own, words] of FOREIGN) {
      let met = 0;
      for (const { language, address } of placesOf(row)) {
        await page.goto(languages.root + address);
        const marked = await page
          .getByRole("main")
          .getByText(words)
          .evaluateAll((all) => all.map((element) => element.closest("[lang]")?.getAttribute("lang")));
        met += language === own ? 0 : marked.length;
        faults.push(...marked.filter((lang) => lang !== own).map((lang) => `${address}: ${words}: ${lang}`));
      }
      assert.ok(met > 0, `${words} is on no page in another language`);
    }
  });
  assert.deepEqual(faults, []);
});

test("the switch leads to the same page, else to that language's list of the kind", async () => {
  for (const [from, name, to, heading] of [
    [PAGE.home, "English", "en/index.html", "Who got what, for what, and what came of it?"],
    [PAGE.grants, "Nynorsk", "nn/tilskot/index.html", "Midlar"],
    [PAGE.search, "Bokmål", "nb/soek.html", "Søk"],
    [PAGE.case, "English", "en/cases/index.html", "Cases"],
    ["nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html", "Dansk", "tilskud/index.html", "Midler"],
  ]) {
    await visit({ root: portal.root }, async (page) => {
      await page.goto(portal.root + from);
      await page.locator("nav.languages summary").click();
      await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
      await page.waitForURL(portal.root + to);
      assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), heading);
    });
  }
});
