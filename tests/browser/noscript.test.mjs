// Every type of page without JavaScript: all of it is there to be read, and old addresses lead on.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { stay, visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, SITES, buildSite } from "./site.mjs";
import { PLACES, placesOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */

const served = await serve(await buildSite(SITES.languages));
after(served.close);

/** How an empty search page begins for who has no scripts. @type {Record<string, string>} */
const UNAVAILABLE = {
  da: "Søgningen kræver JavaScript",
  nb: "Søket krever JavaScript",
  nn: "Søket krev JavaScript",
  en: "The search needs JavaScript",
};

/**
 * What the open page shows of its own part, and the words in it that nobody sees.
 * @param {Page} page
 */
function reading(page) {
  return page.evaluate(() => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    // What is folded away opens at a touch, with or without JavaScript.
    for (const folded of main.querySelectorAll("details")) folded.open = true;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const unseen = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim();
      const element = /** @type {HTMLElement} */ (walker.currentNode.parentElement);
      if (text && element.localName !== "script" && !element.checkVisibility({ visibilityProperty: true })) unseen.push(text);
    }
    const scripts = [...document.scripts].filter(({ type }) => type !== "application/json").map(({ src }) => src);
    return { text: main.innerText, unseen, scripts };
  });
}

/** The fewest rows that can be filtered. */
const FILTERED = 8;

test("without JavaScript every page shows all its words, and only the search and long lists have something to run", async () => {
  await visit({ root: served.root, javaScriptEnabled: false }, async (page) => {
    for (const { row, language, address } of PLACES) {
      if (row.isLeadingOn) await stay(page, served.root + address);
      else await page.goto(served.root + address);
      const { text, unseen, scripts } = await reading(page);
      assert.deepEqual(unseen, [], address);
      assert.notEqual(text.trim(), "", address);
      const rows = await page.locator("caption[id^=rows] ~ tbody tr").count();
      const filters = rows >= FILTERED && (await page.locator("template#list-filter").count()) === 1;
      assert.equal(scripts.length, row.name === "search" || filters ? 1 : 0, `${address}: ${scripts}`);
      if (row.name === "search") assert.ok(text.includes(UNAVAILABLE[language]), text);
    }
  });
});

test("with JavaScript the search page does not say that it cannot run", async () => {
  await visit({ root: served.root }, async (page) => {
    for (const { language, address } of placesOf("search")) {
      await page.goto(served.root + address);
      await page.getByText(UNAVAILABLE[language]).waitFor({ state: "hidden" });
    }
  });
});

for (const javaScriptEnabled of [true, false]) {
  test(`a moved page leads its reader on, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
    for (const { address } of placesOf("moved")) {
      await visit({ root: served.root, javaScriptEnabled }, async (page) => {
        const place = served.root + address.replace("groen-kyst", "groen-hverdag");
        await page.goto(served.root + address);
        await page.waitForURL(place);
        await page.locator("article.kind-project").waitFor();
      });
    }
  });
}

test("a moved page has a link to where it stands now", async () => {
  await visit({ root: served.root }, async (page) => {
    for (const { language, address } of placesOf("moved")) {
      await stay(page, served.root + address);
      const link = page.getByRole("main").getByRole("link");
      await link.click();
      await page.waitForURL(served.root + address.replace("groen-kyst", "groen-hverdag"));
      assert.equal(await page.locator("html").getAttribute("lang"), language);
    }
  });
});

test("/was leads to the site's accessibility statement", async () => {
  const [{ address }] = placesOf("was");
  const statement = "https://was.example/aervig";
  const html = await (await fetch(served.root + address)).text();
  assert.match(html, new RegExp(`<meta http-equiv="refresh" content="0; url=${statement}">`));
  assert.equal(await (await fetch(`${served.root}was/`)).text(), html);
  await visit({ root: served.root }, async (page) => {
    await stay(page, served.root + address);
    assert.equal(await page.getByRole("main").getByRole("link").getAttribute("href"), statement);
    for (const place of placesOf("accessibility")) {
      await page.goto(served.root + place.address);
      assert.equal(await page.getByRole("main").locator(`a[href="${statement}"]`).count(), 1, place.address);
    }
  });
});

test("a withdrawn page says when it was, tells nothing of what stood there, and leads to the list", async () => {
  /** @type {Record<string, [date: string, title: string]>} */
  const said = {
    da: ["30. juni 2025", "ledig bolig"],
    nb: ["30. juni 2025", "ledig bolig"],
    nn: ["30. juni 2025", "ledig bustad"],
    en: ["30 June 2025", "vacant house"],
  };
  await visit({ root: served.root, javaScriptEnabled: false }, async (page) => {
    for (const { language, address } of placesOf("gone")) {
      await page.goto(served.root + address);
      const [date, title] = said[language];
      const text = await page.getByRole("main").innerText();
      assert.ok(text.includes(date), text);
      assert.ok(!(await page.content()).includes(title), address);
      assert.equal(await page.locator("meta[name=robots]").getAttribute("content"), "noindex");
      const list = address.replace(/[^/]*$/, "index.html");
      await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
      await page.waitForURL(served.root + list);
    }
  });
  assert.equal(placesOf("gone").length, LANGUAGES.length);
});
