// The five documents of the sample portal as a new reader meets them: who gave what to whom, when, decided by whom, what was
// promised, what came of it, and where does it say so. Each is answered on the first screen, or one tap away from it.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { build } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const served = await serve(await build());
after(served.close);

const SCREENS = [
  { width: 1280, height: 900 },
  { width: 360, height: 780 },
];

/**
 * An answer: the words on the first screen, or first the words of the link that is tapped there, then those on the next.
 * @typedef {string | [tap: string, words: string]} Answer
 * @typedef {"who" | "what" | "to whom" | "when" | "decided by" | "promised" | "came of it" | "says who"} Question
 */

/** The page that tells of each document, and its answers. @type {Record<string, Record<Question, Answer>>} */
const ANSWERS = {
  "aftaler/herning-resultatkontrakt-2021.html": {
    who: "mellem Herning Kommune og",
    what: "4.000.000 kr.",
    "to whom": "Bæredygtig Herning F.M.B.A.",
    when: "besluttet 18. januar 2021",
    "decided by": "Økonomi- og Erhvervsudvalget",
    promised: ["12 mål", "Færdig etablering og indretning af centret"],
    "came of it": "Status: ingen rapport i portalen",
    "says who": ["Kilder", "Dagsorden med beslutning, Økonomi- og Erhvervsudvalget i Herning, 18. januar 2021"],
  },
  "aftaler/erhvervshus-nordjylland-resultatkontrakt-2021.html": {
    who: "mellem KKR Nordjylland og",
    what: "Der er ikke oplyst noget beløb under aftalen.",
    "to whom": "Erhvervshus Nordjylland",
    when: "(2021): udkast",
    "decided by": "Ingen beslutning i kilden",
    promised: ["4 mål", "Styrket regional strategi og styrket indsats"],
    "came of it": ["4 mål", "planlagt"],
    "says who": ["Kilder", "Dagsorden for KKR Nordjylland"],
  },
  "aftaler/viborg-resultatkontrakt-ver.html": {
    who: "mellem Viborg Kommune og",
    what: "2.762.000 kr. pr. år",
    "to whom": "Viborgegnens Erhvervsråd",
    when: "(4 år): indgået",
    "decided by": "Ingen beslutning i kilden",
    promised: ["3 indikatorer", "Karriereby Viborg"],
    "came of it": "Status: ingen måling i denne portal",
    "says who": ["Kilder", "Resultatkontrakt mellem Viborg Kommune og Viborgegnens Erhvervsråd"],
  },
  "nb/partnerskap/baerekraftsloeftet-viken.html": {
    who: "Med er KS, NHO, LO og 3 andre.",
    what: "det koster bare egen innsats å være med",
    "to whom": "Kommuner, næringsliv og andre i lokalsamfunnet",
    when: ["Bærekraftsløftet Viken", "Kilden forteller ikke når den ble behandlet"],
    "decided by": "ikke noe vedtak i kilden",
    promised: ["2 mål", "Gjøre kommunenes bidrag til bærekraftsmålene tydelig"],
    "came of it": "Status: ingen rapport i portalen",
    "says who": ["Kilder", "Saksframlegg til Regionrådet for Hallingdal, sak 31/23, 16. mai 2023"],
  },
  // Who searches finds the case first.
  "nb/saker/hallingdal-baerekraftsloeftet-viken.html": {
    who: ["Bærekraftsløftet Viken", "Med er KS, NHO, LO og 3 andre."],
    what: "forslag om å ta en orientering om Bærekraftsløftet Viken",
    "to whom": "hver kommune avgjør om den vil være med",
    when: "Kilden forteller ikke når den ble behandlet",
    "decided by": "ikke noe vedtak i kilden",
    promised: ["Bærekraftsløftet Viken", "Partnerskapet har 2 mål"],
    "came of it": ["Bærekraftsløftet Viken", "Status: ingen rapport i portalen"],
    "says who": ["Kilder", "Saksframlegg til Regionrådet for Hallingdal, sak 31/23, 16. mai 2023"],
  },
  "nb/prosjekter/veikart-groenn-konkurransekraft.html": {
    who: "til prosjektet fra Forskningsrådet",
    what: "6 000 000 kr",
    "to whom": "Trondheim kommune står for prosjektet sammen med 6 partnere",
    when: ["6 000 000 kr", "dagen står ikke i kilden"],
    "decided by": ["6 000 000 kr", "Vedtatt avForskningsrådet"],
    promised: "lager et veikart og tester indikatorer",
    "came of it": "planlagt",
    "says who": ["Kilder", "Nyhet fra Trondheim kommune om forskningsmidler til veikartet"],
  },
};

/**
 * What the reader sees of the page's own part without scrolling any further.
 * @param {Page} page
 */
async function onScreen(page) {
  const words = await page.evaluate(() => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let seen = "";
    while (walker.nextNode()) {
      const text = walker.currentNode;
      range.selectNodeContents(text);
      const { top, bottom, width } = range.getBoundingClientRect();
      if (width > 0 && top >= 0 && bottom <= innerHeight) seen += text.textContent;
    }
    return seen;
  });
  return words.replaceAll(/[\s\u00a0]+/g, " ");
}

for (const [address, answers] of Object.entries(ANSWERS)) {
  test(`${address} answers a new reader at once, or one tap away`, async () => {
    for (const viewport of SCREENS) {
      await visit({ root: served.root, viewport }, async (page) => {
        for (const [question, answer] of Object.entries(answers)) {
          await page.goto(served.root + address);
          const [tap, words] = typeof answer === "string" ? [null, answer] : answer;
          if (tap !== null) {
            const link = page.locator("main").getByRole("link", { name: tap, exact: true }).first();
            const box = await link.boundingBox();
            assert.ok(box !== null && box.y + box.height <= viewport.height, `${question}: ${tap} is not on the first screen`);
            await link.click();
          }
          const seen = await onScreen(page);
          assert.ok(seen.includes(words), `${viewport.width} px, ${question}: "${words}" is not in "${seen}"`);
        }
      });
    }
  });
}
