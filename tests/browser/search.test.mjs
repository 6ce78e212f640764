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
    assert.equal(await status(page).textContent(), "");
    assert.equal(await status(page).getAttribute("role"), "status");
    await ask(page, "Trondheim");
    const count = await results(page).count();
    assert.ok(count > 1);
    assert.equal(await status(page).textContent(), `${count} resultater, bedste først`);
    await ask(page, "kvantecomputer");
    assert.match((await status(page).textContent()) ?? "", /^Ingen resultater/);
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

test("the caret is in the box on arrival, and words are answered while they are typed, as one entry of the history", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root + PAGE.search);
    for (const word of ["Herning", " kommune"]) {
      await page.keyboard.type(word);
      await status(page).getByText(/^\d+ resultat/).waitFor();
    }
    await page.waitForURL(`${served.root}${PAGE.search}?q=Herning+kommune`);
    assert.match(await page.title(), /^Herning kommune – /);
    const typed = await addresses(page);
    assert.ok(typed.includes("organisationer/herning-kommune.html"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("Space");
    // As long as a reader thinks of the next word.
    await page.waitForTimeout(400);
    await page.keyboard.type("tilskud");
    await page.waitForURL(`${served.root}${PAGE.search}?q=Herning+kommune+tilskud`);
    await page.goBack();
    await page.waitForURL(`${served.root}${PAGE.search}?q=Herning+kommune`);
    assert.equal(await page.getByRole("main").getByRole("searchbox").first().inputValue(), "Herning kommune");
    await page.goBack();
    await page.waitForURL(served.root + PAGE.search);
    await results(page).first().waitFor({ state: "detached" });
  });
});

test("on a telephone an answer is not covered by the keyboard", async () => {
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  await visit({ root: served.root, ...phone }, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement?.localName);
    await page.goto(`${served.root}${PAGE.search}?q=Herning`);
    await results(page).first().waitFor();
    assert.equal(await focused(), "body");
    await page.goto(served.root + PAGE.search);
    await page.locator(".filters").waitFor();
    assert.equal(await focused(), "input");
  });
});

/** Questions with something to say about them, what is said, and where the way out leads. @type {[string, RegExp, string?][]} */
const SAID = [
  ["q=herninh", /Intet har »herninh«. Her er det, der har »herning«/, '?q="herninh"'],
  ["q=tilskud", /Søger også på .*tilskot/, "?q=tilskud&synonyms=off"],
  ["q=tilskud&synonyms=off", /Søger ikke på ord, der betyder det samme/, "?q=tilskud"],
  ["q=tilskud+%22", /Et anførselstegn mangler sin mage/],
  ["q=hvad%3Ader+tilskud", /»hvad« er ikke et felt her/],
  ["q=a*+tilskud", /Skriv mindst to bogstaver foran \*/],
  ["q=tilskud&min=5&max=1", /Beløb: Grænserne stod omvendt/],
  ["q=tilskud&from=snart", /Dato: »snart« kan ikke læses/, "?q=tilskud"],
  ["q=tilskud&funder=ingen", /Tilskudsgiver har ikke værdien »ingen«/, "?q=tilskud"],
  [`q=${"langt+".repeat(2000)}`, /Søgningen er for lang/],
  ["q=tilskud%00%07herning", /Tegn, der ikke kan ses/],
  ["q=Herning+kvantecomputer", /Intet har alle ordene/],
];

for (const [asked, said, way] of SAID) {
  test(`${asked.slice(0, 60)} gets a sentence${way ? " and a way out" : ""}`, async () => {
    await visit({ root: served.root }, async (page) => {
      await page.goto(`${served.root}${PAGE.search}?${asked}`);
      const line = page.locator(".notices li", { hasText: said });
      await line.waitFor();
      if (!way) return;
      await line.getByRole("link").last().click();
      await page.waitForURL((url) => decodeURIComponent(url.search).replaceAll("+", " ") === way);
      await line.waitFor({ state: "detached" });
    });
  });
}

test("another language is led to the same question", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(`${served.root}${PAGE.search}?q=Trondheim&kind=organisation`);
    await results(page).first().waitFor();
    const found = await results(page).count();
    await page.locator("nav.languages summary").click();
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForURL(`${served.root}en/search.html?q=Trondheim&kind=organisation`);
    await status(page).getByText(`${found} results`).waitFor();
  });
});

test("a value of a facet narrows the results to as many as it says, and its feed is there", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root + PAGE.search);
    const grants = page.locator('[data-facet="kind"][data-value="grant"]');
    await page.locator(".filters > summary").click();
    await grants.waitFor();
    const count = Number(await grants.getAttribute("data-count"));
    await grants.getByRole("checkbox").check();
    await results(page).first().waitFor();
    assert.equal(await results(page).count(), count);
    const totals = page.locator("#result-totals[data-without]");
    await totals.waitFor();
    const counts = await totals.locator("[data-count]").evaluateAll((all) => all.map((one) => Number(/** @type {HTMLElement} */ (one).dataset.count)));
    assert.ok(counts.length > 1 && counts.every((n) => n > 0));
    const feed = page.locator('#search-tools a[type="application/atom+xml"]');
    const response = await page.request.get(await feed.evaluate((a) => /** @type {HTMLAnchorElement} */ (a).href));
    assert.match(await response.text(), /<feed /);
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
