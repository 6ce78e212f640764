// What a reader types into the search page, what comes first, and what the page says and keeps meanwhile.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, PAGE, build, pages } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const folder = await build();
const served = await serve(folder);
after(served.close);

const GRANT = [PAGE.grant, "Tilskud til Bæredygtig Herning 2021"];
const FUNDS = [
  "nb/tilskudd/forskningsraadet-veikart-groenn-konkurransekraft.html",
  "Forskningsmidler til Veikart for grønn konkurransekraft",
];

/** @type {[question: string, first: string[]][]} */
const FIRST = [
  ["24.00.00-A08-1-20", [PAGE.case, "Resultatkontrakt med Bæredygtig Herning 2021"]],
  ["4 mio", GRANT],
  ["4.000.000", GRANT],
  ["Forskningsrådet", ["nb/organisasjoner/forskningsraadet.html", "Forskningsrådet"]],
  ["seks millioner", FUNDS],
  ["6 mill", FUNDS],
  ["trondheim kommune", ["nb/organisasjoner/trondheim-kommune.html", "Trondheim kommune"]],
];

const results = (/** @type {Page} */ page) => page.locator("ol#results > li");
const status = (/** @type {Page} */ page) => page.locator("#result-status");

/**
 * Types a question and waits until its answer is announced.
 * @param {Page} page
 * @param {string} question
 */
async function ask(page, question) {
  await page.getByRole("main").getByRole("searchbox").fill(question);
  // So that the announcement of an earlier question is not taken for this one's.
  await status(page).evaluate((element) => element.replaceChildren());
  await page.keyboard.press("Enter");
  await status(page)
    .getByText(/resultat/i)
    .waitFor();
  assert.equal(new URL(page.url()).searchParams.get("q"), question);
}

/**
 * The addresses of the results, from the site's root.
 * @param {Page} page
 */
async function addresses(page) {
  const links = await results(page)
    .locator("a")
    .evaluateAll((all) => all.map((a) => /** @type {HTMLAnchorElement} */ (a).href));
  return links.map((href) => href.slice(served.root.length));
}

for (const [question, [address, heading]] of FIRST) {
  test(`${question} brings ${heading} first`, async () => {
    await visit({ root: served.root }, async (page) => {
      await page.goto(served.root + PAGE.search);
      await ask(page, question);
      await results(page).first().getByRole("link").click();
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
      assert.equal(page.url(), served.root + address);
    });
  });
}

test("4 mio brings a page that cites the Herning document", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(`${served.root}${PAGE.search}?q=4+mio`);
    await results(page).first().getByRole("link").click();
    const source = page
      .getByRole("main")
      .getByRole("link", { name: /^Dagsorden med beslutning, .* i Herning, 18\. januar 2021$/ });
    await source.first().click();
    await page.waitForURL(served.root + PAGE.document);
  });
});

for (const question of ["bæredygtigt", "baeredygtig", "Bæredygtighed"]) {
  test(`${question} finds the entries about Herning`, async () => {
    await visit({ root: served.root }, async (page) => {
      await page.goto(`${served.root}${PAGE.search}?q=${encodeURIComponent(question)}`);
      await results(page).first().waitFor();
      const found = await addresses(page);
      for (const wanted of [PAGE.case, PAGE.grant])
        assert.ok(found.includes(wanted), `${wanted} among ${found.join(", ")}`);
    });
  });
}

test("the address holds the question; reload, Back and Forward restore its results", async () => {
  await visit({ root: served.root }, async (page) => {
    const box = page.getByRole("main").getByRole("searchbox");
    await page.goto(served.root + PAGE.search);
    await ask(page, "Forskningsrådet");
    const first = await addresses(page);
    await ask(page, "24.00.00-A08-1-20");
    const second = await addresses(page);
    assert.notDeepEqual(first, second);

    const shows = async (/** @type {string} */ question, /** @type {string[]} */ expected) => {
      await results(page).first().locator(`a[href$="${expected[0]}"]`).waitFor();
      assert.deepEqual(await addresses(page), expected);
      assert.equal(await box.inputValue(), question);
    };
    await page.reload();
    await shows("24.00.00-A08-1-20", second);
    await page.goBack();
    await shows("Forskningsrådet", first);
    await page.goForward();
    await shows("24.00.00-A08-1-20", second);
  });
});

test("the number of results is announced, and that there are none", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root + PAGE.search);
    assert.equal(await page.getByRole("status").textContent(), "");
    await ask(page, "Trondheim");
    const count = await results(page).count();
    assert.ok(count > 1);
    assert.equal(await page.getByRole("status").textContent(), `${count} resultater`);
    await ask(page, "kvantecomputer");
    assert.match((await page.getByRole("status").textContent()) ?? "", /^Ingen resultater/);
    assert.equal(await results(page).count(), 0);
  });
});

test("a result is a link, with its kind and a summary in the entry's language", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(`${served.root}${PAGE.search}?q=Forskningsr%C3%A5det`);
    await results(page).first().waitFor();
    for (const result of await results(page).all()) assert.equal(await result.getByRole("link").count(), 1);
    const first = results(page).first();
    assert.equal(await first.getByRole("link").getAttribute("lang"), "nb");
    assert.match((await first.textContent()) ?? "", /organisation/i);
  });
});

test("the parts that the search engine and its tests rely on are on every search page", async () => {
  const found = (await pages(folder)).filter(({ type }) => type === "search");
  assert.deepEqual(found.map(({ language }) => language).sort(), LANGUAGES.toSorted());
  await visit({ root: served.root }, async (page) => {
    for (const { address } of found) {
      await page.goto(served.root + address);
      for (const selector of ["main form[role=search] input[name=q]", "ol#results", "#result-status[role=status]"]) {
        assert.equal(await page.locator(selector).count(), 1, `${selector} on ${address}`);
      }
      await page.getByRole("main").getByRole("searchbox").fill("Trondheim");
      await page.keyboard.press("Enter");
      await results(page).first().waitFor();
      assert.match((await status(page).textContent()) ?? "", /^\d+ /);
    }
  });
});
