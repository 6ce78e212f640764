// The filters of the search page: three states of a value, ranges, chips, and what a reader without a mouse, with a thumb or
// with bad data has of them. The engine is one that says what each test wants.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { inBothColours, violations } from "./axe.mjs";
import { visit } from "./browser.mjs";
import { facetOf, fakeEngine, resultOf, resultsOf } from "./engine.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, PAGE, SITES, buildSite } from "./site.mjs";
import { placesOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Question } from "./engine.mjs" */

const served = await serve(await buildSite(SITES.languages));
after(served.close);

const SEARCH = served.root + PAGE.search;

/** @type {(state: URLSearchParams) => object} */
const facets = (state) => ({
  part: "facets",
  facets: [
    facetOf(state, "kind", "Slags", [["grant", "Tilskud", 12], ["case", "Sag", 3]]),
    facetOf(state, "funder", "Tilskudsgiver", [["herning", "Herning Kommune", 7], ["by", "By & Land", 2]], { more: 40 }),
    facetOf(state, "recipient", "Modtager", [], { bytes: 1_800_000 }),
    facetOf(state, "page", "Side", [["a", "A", 1]]),
  ],
});

/** @type {(question: Question) => object[]} */
function answer({ ask, state = "", facet = "", text = "" }) {
  const asked = new URLSearchParams(state);
  if (ask === "state") return [resultsOf(asked), facets(asked)];
  if (ask === "open") return [{ part: "facets", facets: [facetOf(asked, facet, "Modtager", [["f", "Foreningen", 5]])] }];
  if (ask === "names") return [{ part: "names", facet, text, values: facetOf(asked, facet, "", [["ny", "Ny By", 1]]).values, more: 0 }];
  return [];
}

/**
 * Opens the search page of the site in Danish.
 * @param {{ query?: string, rules?: object, engine?: typeof answer }} how
 * @param {(page: Page, asked: Question[]) => Promise<void>} use
 */
async function open({ query = "", rules = {}, engine = answer }, use) {
  await visit({ root: served.root, viewport: { width: 1280, height: 900 }, ...rules }, async (page) => {
    const asked = await fakeEngine(page, engine);
    await page.goto(SEARCH + query);
    // Who has asked nothing has the filters once they look for something.
    if (query === "") await page.getByRole("main").getByRole("searchbox").press("End");
    await page.locator("[data-facet]").first().waitFor({ state: "attached" });
    await use(page, asked);
  });
}

const value = (/** @type {Page} */ page, /** @type {string} */ facet, /** @type {string} */ slug) =>
  page.locator(`[data-facet="${facet}"][data-value="${slug}"]`);

const query = (/** @type {Page} */ page) => new URL(page.url()).search;

test("a value is an alternative, left out, or neither; each is an entry of the history", async () => {
  await open({}, async (page) => {
    const herning = value(page, "kind", "grant");
    assert.equal(await herning.getAttribute("data-count"), "12");
    await herning.getByRole("checkbox", { name: "Tilskud" }).check();
    await page.waitForURL(`${SEARCH}?kind=grant`);
    await herning.hover();
    const not = herning.getByRole("button", { name: "ikke Tilskud" });
    await not.click();
    await page.waitForURL(`${SEARCH}?kind=-grant`);
    await page.locator('button[aria-pressed="true"]').waitFor();
    assert.equal(await herning.getByRole("checkbox").isChecked(), false);
    await not.click();
    await page.waitForURL(SEARCH);
    await page.goBack();
    await page.waitForURL(`${SEARCH}?kind=-grant`);
    await page.goBack();
    await page.waitForURL(`${SEARCH}?kind=grant`);
    await page.locator('[data-value="grant"] input:checked').waitFor();
  });
});

test("values of one facet stand beside each other, and a facet named like a parameter has its own", async () => {
  await open({ query: "?kind=grant" }, async (page) => {
    await value(page, "kind", "case").getByRole("checkbox").check();
    await page.waitForURL(`${SEARCH}?kind=grant&kind=case`);
    await page.locator("#search-filters summary", { hasText: "Side" }).click();
    await value(page, "page", "a").getByRole("checkbox").check();
    await page.waitForURL(`${SEARCH}?kind=grant&kind=case&f.page=a`);
  });
});

test("what is chosen stands above the results, is taken away there, and can be followed", async () => {
  await open({ query: "?q=by&funder=herning&kind=-case&min=2500000.5&from=2021-01&page=2" }, async (page) => {
    const chips = page.locator(".chips a");
    const texts = ["Slags: ikke Sag ×", "Tilskudsgiver: Herning Kommune ×", "Dato: fra januar 2021 ×", "Beløb: fra 2.500.000,5 ×", "Fjern alle filtre"];
    assert.deepEqual(
      (await chips.allInnerTexts()).map((text) => text.replace("\u00a0", " ")),
      texts,
    );
    const feeds = page.locator('#search-tools a[type="application/atom+xml"]');
    assert.deepEqual(await feeds.evaluateAll((all) => all.map((a) => a.getAttribute("href"))), ["./feeds/funder/herning.xml"]);
    await page.getByRole("link", { name: "Fjern Slags: ikke Sag" }).click();
    await page.waitForURL(`${SEARCH}?q=by&funder=herning&min=2500000.5&from=2021-01`);
    await page.getByRole("link", { name: "Fjern alle filtre" }).click();
    await page.waitForURL(`${SEARCH}?q=by`);
    assert.equal(await chips.count(), 0);
  });
});

test("among more values than are shown, those with some letters are found", async () => {
  await open({ query: "?q=by" }, async (page, asked) => {
    await page.getByText("og 40 flere").waitFor();
    await page.getByRole("searchbox", { name: "Find i Tilskudsgiver" }).fill("ny");
    await value(page, "funder", "ny").waitFor();
    assert.equal(await value(page, "funder", "herning").count(), 0);
    assert.deepEqual(asked.filter(({ ask }) => ask === "names").map(({ facet, text }) => [facet, text]), [["funder", "ny"]]);
    assert.equal(await page.getByText("og 40 flere").count(), 0);
    await page.getByRole("searchbox", { name: "Find i Tilskudsgiver" }).fill("");
    await value(page, "funder", "herning").waitFor();
  });
});

test("a facet that costs much is counted when it is opened", async () => {
  await open({ query: "?q=by" }, async (page, asked) => {
    assert.ok(!asked.some(({ ask }) => ask === "open"));
    await page.locator("#search-filters summary", { hasText: "Modtager" }).click();
    await value(page, "recipient", "f").waitFor();
    assert.deepEqual(asked.filter(({ ask }) => ask === "open").map(({ facet }) => facet), ["recipient"]);
  });
});

test("ranges are typed; half of a year is not asked for", async () => {
  await open({ query: "?q=by" }, async (page, asked) => {
    for (const range of ["Dato", "Beløb"]) await page.locator("#search-filters summary", { hasText: range }).click();
    const amounts = page.getByRole("group", { name: "Beløb" });
    await amounts.getByLabel("Fra").fill("1000");
    await amounts.getByLabel("Til").focus();
    await page.waitForURL(`${SEARCH}?q=by&min=1000`);
    const from = page.getByRole("group", { name: "Dato" }).getByLabel("Fra");
    await from.focus();
    await page.keyboard.type("01022021");
    await page.waitForURL(/from=2021-/);
    assert.ok(!asked.some(({ state }) => /from=0/.test(state ?? "")), "no year 0002");
  });
});

test("a year in the address fills the fields of the range with its first and last day", async () => {
  await open({ query: "?from=2020&to=2020-02" }, async (page) => {
    const range = page.getByRole("group", { name: "Dato" });
    assert.equal(await range.getByLabel("Fra").inputValue(), "2020-01-01");
    assert.equal(await range.getByLabel("Til").inputValue(), "2020-02-29");
  });
});

test("keys alone: a box keeps the focus when it is ticked, and whoever takes a filter away goes on at the answer", async () => {
  await open({ query: "?q=by" }, async (page) => {
    await value(page, "kind", "case").getByRole("checkbox").focus();
    await page.keyboard.press("Space");
    await page.waitForURL(`${SEARCH}?q=by&kind=case`);
    await page.locator(".chips").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("value")), "case");
    // Tab leads from the box to the button that is not seen until then.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${SEARCH}?q=by&kind=-case`);
    await page.locator(".chips a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${SEARCH}?q=by`);
    await page.locator(".chips").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result-status");
  });
});

test("on a telephone the filters are one line that says how many are chosen, and everything in them can be hit", async () => {
  const rules = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
  await open({ query: "?q=by&funder=herning&kind=-case", rules }, async (page) => {
    const line = page.locator("details.filters > summary");
    assert.equal(await line.innerText(), "Filtre 2 valgte");
    assert.equal(await value(page, "kind", "grant").isVisible(), false);
    await line.tap();
    for (const target of await page.locator("#search-filters :is(summary, button, label, input):visible").all()) {
      const box = await target.boundingBox();
      const isInLabel = await target.evaluate((element) => element.matches("label input"));
      if (!isInLabel) assert.ok(box && box.width >= 24 && box.height >= 24, await target.evaluate((element) => element.outerHTML));
    }
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    assert.equal(scrollWidth, clientWidth);
    await value(page, "kind", "grant").getByText("Tilskud").tap();
    await page.waitForURL(/kind=grant/);
    assert.equal(await value(page, "kind", "grant").isVisible(), true, "the filters stay open");
  });
});

const EVIL = '<img src=x onerror="document.title=1">';

test("nothing from the index or the address becomes markup", async () => {
  const engine = (/** @type {Question} */ { ask, state = "" }) => {
    if (ask !== "state") return [];
    const asked = new URLSearchParams(state);
    const result = resultOf({ title: EVIL, summary: EVIL, payer: EVIL, payee: EVIL, kind: EVIL, date: EVIL, status: { slug: EVIL, label: EVIL } });
    const notices = [{ notice: "typo", word: EVIL, instead: EVIL }, { notice: EVIL }, { notice: "value", facet: EVIL, value: EVIL }];
    const facet = facetOf(asked, "funder", EVIL, [[EVIL, EVIL, 1]]);
    return [resultsOf(asked, { results: [result], notices }), { part: "facets", facets: [facet] }];
  };
  const address = `?${new URLSearchParams({ q: EVIL, funder: EVIL, from: EVIL, min: EVIL, group: EVIL, sort: EVIL })}`;
  await open({ query: address, engine }, async (page) => {
    await page.locator("#results > li").waitFor();
    assert.equal(await page.locator("main :is(img, script:not([type='application/json']))").count(), 0);
    assert.equal(await page.locator("#results h3 a").textContent(), EVIL);
    assert.match(await page.title(), /^<img/);
  });
});

test("where nothing is found, each filter and each word can be left out", async () => {
  const engine = (/** @type {Question} */ question) => {
    const asked = new URLSearchParams(question.state);
    return question.ask === "state" ? [resultsOf(asked, { results: asked.has("funder") ? [] : [resultOf({})] }), facets(asked)] : [];
  };
  await open({ query: "?q=to+ord&funder=herning&max=5", engine }, async (page) => {
    await page.locator("#result-status").getByText("Ingen resultater.").waitFor();
    const ways = await page.locator("#search-after a").evaluateAll((all) => all.map((a) => [a.textContent, /** @type {HTMLAnchorElement} */ (a).search]));
    assert.deepEqual(ways, [
      ["Tilskudsgiver: Herning Kommune", "?q=to+ord&max=5"],
      ["Beløb: til 5", "?q=to+ord&funder=herning"],
      ["to", "?q=ord&funder=herning&max=5"],
      ["ord", "?q=to&funder=herning&max=5"],
      ["Fjern alle filtre", "?q=to+ord"],
    ]);
    await page.getByRole("link", { name: "Fjern Tilskudsgiver: Herning Kommune" }).click();
    await page.locator("#results > li").waitFor();
  });
});

test("a failure is told in a sentence, and asked again at a button", async () => {
  let failures = 1;
  const engine = (/** @type {Question} */ question) => {
    if (question.ask === "state" && new URLSearchParams(question.state).has("q") && failures-- > 0) return [{ part: "failed" }];
    return answer(question);
  };
  await open({ engine }, async (page) => {
    await page.getByRole("main").getByRole("searchbox").first().fill("by");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await page.locator("#results > li").waitFor();
    assert.match((await page.locator("#result-status").textContent()) ?? "", /^1 resultat$/);
  });
});

test("axe finds nothing on filters, sums and tools, in every language", async () => {
  for (const { address, language } of placesOf("search")) {
    const look = language === LANGUAGES[0] ? inBothColours : violations;
    await visit({ root: served.root, viewport: { width: 1280, height: 900 } }, async (page) => {
      await fakeEngine(page, answer);
      await page.goto(`${served.root}${address}?q=by&funder=herning&kind=-case`);
      await page.locator(".chips").waitFor();
      for (const summary of await page.locator("main summary:visible:not(.filters > summary)").all()) await summary.click();
      assert.deepEqual(await look(page), [], address);
    });
  }
});
