// The way of a citizen through the Herning case, from a word to the organisation that got the money, and back.

import assert from "node:assert/strict";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { PAGE, build } from "./site.mjs";

const served = await serve(await build());
after(served.close);

const CASE = "Resultatkontrakt med Bæredygtig Herning 2021";
const GRANT = "Tilskud til Bæredygtig Herning 2021";
const ORGANISATION = "Bæredygtig Herning F.M.B.A.";

test("home, search, case, grant, organisation, and back again", async () => {
  await visit({ root: served.root }, async (page) => {
    const heading = page.getByRole("heading", { level: 1 });
    const arrived = async (/** @type {string} */ name) =>
      assert.equal(await heading.getByText(name, { exact: true }).count(), 1, name);
    const follow = async (/** @type {string} */ name) => {
      await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
      await heading.getByText(name, { exact: true }).waitFor();
    };

    await page.goto(served.root);
    const question = await heading.textContent();
    await page.getByRole("search").getByRole("searchbox").fill("bæredygtighed");
    await page.keyboard.press("Enter");
    await page.locator("#results > li").first().waitFor();
    assert.equal(page.url(), `${served.root}${PAGE.search}?q=${encodeURIComponent("bæredygtighed")}`);
    await follow(CASE);
    assert.equal(page.url(), served.root + PAGE.case);
    await follow(GRANT);
    assert.equal(page.url(), served.root + PAGE.grant);
    await follow(ORGANISATION);

    await page.goBack();
    await arrived(GRANT);
    await page.goBack();
    await arrived(CASE);
    await page.goBack();
    await page.locator("#results").getByRole("link", { name: CASE, exact: true }).waitFor();
    assert.equal(await page.getByRole("searchbox").inputValue(), "bæredygtighed");
    await page.goBack();
    assert.equal(await heading.textContent(), question);
  });
});
