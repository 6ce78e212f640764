// The site with nothing but a keyboard.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, build } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const served = await serve(await build());
after(served.close);

/**
 * What has the focus, and whether a reader sees that.
 * @param {Page} page
 */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
    const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return {
      name: (element.getAttribute("name") ?? element.textContent ?? "").trim(),
      tag: element.localName,
      html: element.outerHTML.slice(0, 120),
      ring: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
      shown: inside && width > 1 && height > 1,
    };
  });
}

for (const [type, address] of Object.entries(PAGE)) {
  test(`the first stop on the page ${type} leads past its head, and every stop is seen`, async () => {
    await visit({ root: served.root }, async (page) => {
      await page.goto(served.root + address);
      await page.keyboard.press("Tab");
      assert.equal((await focused(page))?.name, "Gå til indholdet");
      await page.keyboard.press("Enter");
      assert.equal((await focused(page))?.tag, "main");

      await page.goto(served.root + address);
      const stops = await page.evaluate(() => {
        const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")];
        return all.filter((element) => element.checkVisibility()).length;
      });
      const seen = [];
      for (let n = 0; n < stops; n += 1) {
        await page.keyboard.press("Tab");
        seen.push(await focused(page));
      }
      for (const stop of seen) {
        assert.ok(stop, "a stop is nowhere");
        assert.ok(stop.ring >= 2 && stop.shown, `${stop.html}: ring ${stop.ring}, shown ${stop.shown}`);
      }
      const places = seen.map((stop) => stop?.name);
      assert.ok(places.indexOf("q") > 0, `search is not among ${places.join(", ")}`);
    });
  });
}

test("a question is asked and its first result opened by keys alone", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root);
    for (const key of ["Tab", "Enter", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "q");
    await page.keyboard.type("24.00.00-A08-1-20");
    await page.keyboard.press("Enter");
    await page.locator("#results > li").first().waitFor();
    for (const key of ["Tab", "Enter", "Tab", "Tab", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "Resultatkontrakt med Bæredygtig Herning 2021");
    await page.keyboard.press("Enter");
    await page.waitForURL(served.root + PAGE.case);
  });
});

test("a second question keeps the focus in its field, and its results follow", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(`${served.root}${PAGE.search}?q=Trondheim`);
    await page.locator("#results > li").first().waitFor();
    await page.getByRole("searchbox").fill("Forskningsrådet");
    await page.keyboard.press("Enter");
    await page.locator("#results a").first().getByText("Forskningsrådet", { exact: true }).waitFor();
    assert.equal((await focused(page))?.name, "q");
    for (const key of ["Tab", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "Forskningsrådet");
  });
});

test("the language switch opens and leads on by keys", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root);
    await page.locator("nav.languages summary").focus();
    for (const key of ["Enter", "Tab", "Tab"]) await page.keyboard.press(key);
    assert.equal((await focused(page))?.name, "Bokmål");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${served.root}nb/index.html`);
  });
});
