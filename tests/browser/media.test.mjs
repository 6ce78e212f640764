// The site on paper, in a reader's own colours, and for who wants nothing to move.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { stay, visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, SITES, buildSite } from "./site.mjs";
import { PLACES, placesOf } from "./types.mjs";

/** @import { Page } from "playwright-core" */

const served = await serve(await buildSite(SITES.languages));
after(served.close);

/** A4 without margins, in CSS pixels. */
const PAPER = { width: 794, height: 1123 };

/** The agenda as the source numbers it; a test site has no shorter one. */
const AGENDA = ["1", "2", "2.1", "2.2", "2.2.1", "2.2.2", "2.2.2.1", "10"];

/**
 * What is on the page that could be used but not read, and what stands out of the paper.
 * @param {Page} page
 */
function printed(page) {
  return page.evaluate(() => {
    const seen = (/** @type {string} */ selector) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
        .map((element) => element.outerHTML.slice(0, 80));
    const isWide = (/** @type {Element | null} */ element) =>
      element !== null && Math.floor(element.getBoundingClientRect().right) > document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => isWide(element) && !isWide(element.parentElement),
    );
    const { color, backgroundColor } = getComputedStyle(document.body);
    return {
      tools: seen("nav, nav a, [role=search], form, input, button, summary, .skip"),
      // What only listeners get is one pixel wide.
      clipped: [...document.querySelectorAll("main *")]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1 && clientWidth > 1)
        .filter((element) => getComputedStyle(element).overflowX !== "visible")
        .map((element) => element.outerHTML.slice(0, 80)),
      wide: wide.map((element) => element.outerHTML.slice(0, 80)),
      colours: [color, backgroundColor],
    };
  });
}

const INK = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"];

test("on paper no type of page has tools of the screen, dark colours, or anything cut off", async () => {
  /** @type {Record<string, Awaited<ReturnType<typeof printed>>>} */
  const faulty = {};
  await visit({ root: served.root, viewport: PAPER, colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const { row, address } of PLACES.filter(({ language }) => language === LANGUAGES[0])) {
      if (row.isLeadingOn) await stay(page, served.root + address);
      else await page.goto(served.root + address);
      const found = await printed(page);
      if (!isDeepStrictEqual(found, { tools: [], clipped: [], wide: [], colours: INK })) faulty[address] = found;
    }
  });
  assert.deepEqual(faulty, {});
});

test("a meeting is printed whole: its agenda in order, with every decision", async () => {
  await visit({ root: served.root, viewport: PAPER }, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const { address } of placesOf("record: meeting")) {
      await page.goto(served.root + address);
      assert.deepEqual((await printed(page)).tools, [], address);
      const agenda = page.locator("ol.agenda").first();
      assert.deepEqual(await agenda.locator(".ordinal").allInnerTexts(), AGENDA, address);
      const text = await agenda.innerText();
      for (const words of ["Avløpsvannsrensingsanlegg", "offentleglova § 23", "Anbefales.", "4 for, 1 imod"])
        assert.ok(text.includes(words), `${address}: ${words}`);
      const edges = await agenda.locator("li").evaluateAll((items) =>
        items.map((item) => Math.ceil(item.getBoundingClientRect().right)),
      );
      assert.ok(Math.max(...edges) <= PAPER.width, address);
      const pdf = await page.pdf({ format: "A4" });
      assert.ok(pdf.subarray(0, 5).equals(Buffer.from("%PDF-")));
    }
  });
});

/**
 * What would be lost or moves on the open page: borders of fields and buttons, the ring of the focus, the words of a status.
 * @param {Page} page
 */
function smoke(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("body *")];
    const unbordered = [...document.querySelectorAll("input, button")].filter(
      (element) => element.checkVisibility() && getComputedStyle(element).borderTopStyle === "none",
    );
    const unringed = [...document.querySelectorAll("a[href], input, button, summary, [tabindex='0']")].filter((element) => {
      if (!element.checkVisibility()) return false;
      /** @type {HTMLElement} */ (element).focus({ preventScroll: true, focusVisible: true });
      return getComputedStyle(element).outlineStyle === "none";
    });
    const refusing = all.filter((element) => getComputedStyle(element).forcedColorAdjust === "none");
    const moving = all.filter((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
    });
    const wordless = [...document.querySelectorAll(".status")].filter((element) => !element.textContent?.trim());
    const told = (/** @type {Element[]} */ elements) => elements.map((element) => element.outerHTML.slice(0, 80));
    return {
      forced: matchMedia("(forced-colors: active)").matches && matchMedia("(prefers-reduced-motion: reduce)").matches,
      unbordered: told(unbordered),
      unringed: told(unringed),
      refusing: told(refusing),
      moving: told(moving),
      wordless: told(wordless),
      running: document.getAnimations().length,
    };
  });
}

test("in forced colours and with reduced motion every control keeps its shape and nothing moves", async () => {
  const calm = { forced: true, unbordered: [], unringed: [], refusing: [], moving: [], wordless: [], running: 0 };
  await visit({ root: served.root, forcedColors: "active", reducedMotion: "reduce" }, async (page) => {
    for (const { row, address } of PLACES) {
      if (row.isLeadingOn) await stay(page, served.root + address);
      else await page.goto(served.root + address);
      assert.deepEqual(await smoke(page), calm, address);
    }
  });
});
