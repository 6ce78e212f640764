// The same amount, day, number and name, as each of the four languages writes and orders them.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, SITES, buildSite } from "./site.mjs";
import { placesOf } from "./types.mjs";

const served = await serve(await buildSite(SITES.languages));
after(served.close);

/**
 * What a page says in each language; `_` stands for a hard space, which no line end may break.
 * @typedef {[da: string, nb: string, nn: string, en: string]} InEach
 */

/** @type {[what: string, row: string, said: InEach][]} */
const SAID = [
  ["a sum of another country", "list: grant", ["1.250.000_NOK", "1_250_000_NOK", "1_250_000_NOK", "NOK_1,250,000"]],
  ["a sum", "list: grant", ["2.762.000_DKK", "2_762_000_DKK", "2_762_000_DKK", "DKK_2,762,000"]],
  ["a sum with øre", "list: grant", ["4.000.000,50_DKK", "4_000_000,50_DKK", "4_000_000,50_DKK", "DKK_4,000,000.50"]],
  ["a sum in euro", "list: grant", ["12.345.678_EUR", "12_345_678_EUR", "12_345_678_EUR", "EUR_12,345,678"]],
  ["a sum in a sentence", "what changed", ["1.000.000_NOK", "1_000_000_kr", "1_000_000_kr", "NOK_1,000,000"]],
  ["the other krone in a sentence", "what changed", ["3.500.000_kr.", "3_500_000_DKK", "3_500_000_DKK", "DKK_3,500,000"]],
  ["a day", "list: grant", ["18. januar 2021", "18. januar 2021", "18. januar 2021", "18 January 2021"]],
  ["a month", "list: grant", ["juni 2022", "juni 2022", "juni 2022", "June 2022"]],
  ["a season", "list: grant", ["efterår 2020", "høsten 2020", "hausten 2020", "autumn 2020"]],
  ["a quarter", "list: document", ["3. kvartal 2020", "3. kvartal 2020", "3. kvartal 2020", "third quarter of 2020"]],
  ["an hour", "record: meeting", ["kl. 08.30", "kl. 08:30", "kl. 08:30", "2020, 08:30"]],
  ["several", "list: grant", ["8 tilskud", "8 tilskudd", "8 tilskot", "8 grants"]],
  ["one", "list: partnership", ["1 partnerskab", "1 partnerskap", "1 partnarskap", "1 partnership"]],
  ["a number with a decimal", "record: agreement", ["1.500,5", "1_500,5", "1_500,5", "1,500.5"]],
];

/** The words of every page that is asked, by address. @type {Map<string, string>} */
const texts = new Map();

before(async () => {
  const places = [...new Set(SAID.map(([, row]) => row))].flatMap((row) => placesOf(row));
  await visit({ root: served.root }, async (page) => {
    for (const { address } of places) {
      await page.goto(served.root + address);
      texts.set(address, (await page.getByRole("main").textContent()) ?? "");
    }
  });
});

for (const [what, row, said] of SAID) {
  test(`${what} is written as the language does`, () => {
    for (const { language, address } of placesOf(row)) {
      const text = texts.get(address) ?? "";
      const wanted = said[LANGUAGES.indexOf(language)].replaceAll("_", "\u{a0}");
      assert.ok(text.includes(wanted), `${address} has no “${wanted}” in: ${text.replaceAll(/\s*\n\s*/g, " ")}`);
    }
  });
}

test("the day of a `time` element is the same in every language", async () => {
  await visit({ root: served.root }, async (page) => {
    for (const { address } of placesOf("list: grant")) {
      await page.goto(served.root + address);
      const days = await page
        .locator("#aarligt-driftstilskud time")
        .evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
      assert.deepEqual(days, ["2021-01-18"], address);
    }
  });
});

/**
 * Names whose order differs: in Danish and Norwegian `aa` sorts as `å`, after æ and ø; in English each sorts as the plain letters
 * that it is made of.
 */
const NORDIC_ORDER = [
  "Abild Bageri",
  "Zinkværket A/S",
  "Ærvig Kommune",
  "Ørum Net",
  "Ålykke Andelsgartneri",
  "Aalykke Forsamlingshus",
];
const ENGLISH_ORDER = [
  "Aalykke Forsamlingshus",
  "Abild Bageri",
  "Ærvig Kommune",
  "Ålykke Andelsgartneri",
  "Ørum Net",
  "Zinkværket A/S",
];

test("names are in the order of the reader's alphabet: æ, ø and å last, aa as å, but not in English", async () => {
  await visit({ root: served.root }, async (page) => {
    for (const { language, address } of placesOf("list: organisation")) {
      await page.goto(served.root + address);
      const names = await page.locator("tbody th[scope=row] a").allInnerTexts();
      assert.deepEqual(
        names.filter((name) => NORDIC_ORDER.includes(name)),
        language === "en" ? ENGLISH_ORDER : NORDIC_ORDER,
        language,
      );
    }
  });
});

test("whatever the language, the newest stands first", async () => {
  await visit({ root: served.root }, async (page) => {
    for (const { address } of placesOf("list: case").concat(placesOf("list: document"))) {
      await page.goto(served.root + address);
      const days = await page.locator("tbody time").evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
      assert.ok(days.length > 0, address);
      assert.deepEqual(days, days.toSorted().reverse(), address);
    }
  });
});

test("a case number stands on one line: in a list that has room for it, and on paper", async () => {
  /** @type {[width: number, media: "screen" | "print"][]} */
  const widths = [
    [1280, "screen"],
    [900, "screen"],
    [794, "print"],
  ];
  await visit({ root: served.root }, async (page) => {
    for (const { address } of placesOf("list: case")) {
      await page.goto(served.root + address);
      for (const [width, media] of widths) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ media });
        const lines = await page
          .locator("td .case-number")
          .evaluateAll((all) =>
            all.map((number) => number.getBoundingClientRect().height / parseFloat(getComputedStyle(number).lineHeight)),
          );
        assert.ok(lines.length > 0, address);
        for (const line of lines) assert.ok(line < 1.5, `${address}, ${media}, ${width}: ${line} lines`);
      }
    }
  });
});
