// Lists that filter in place: what is left, what it comes to, and the address that says the same.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { promisify } from "node:util";
import { addends, folded, left, sumsOf } from "../../layouts/assets/list.js";
import { inBothColours } from "./axe.mjs";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";
import { BINARY, build, buildSite } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const parent = await mkdtemp(path.join(tmpdir(), "glasklar-browser-"));
after(() => rm(parent, { recursive: true, force: true }));
const source = path.join(parent, "demo");
await promisify(execFile)(BINARY, ["demo", source, "--entries", "1200"]);
const folder = await buildSite(source);
const served = await serve(folder);
after(served.close);
/** The sample portal, whose goals are due on several days. */
const portal = await serve(await build());
after(portal.close);

/** A cut list, and a part of it that holds rows of several months. */
const CUT = "tilskud/index.html";
const PART = "tilskud/list/2022.html";

const field = (/** @type {Page} */ page) => page.getByRole("searchbox", { name: "Find i listen" });
const told = (/** @type {Page} */ page) => page.locator(".filter [role=status] p");
const shown = (/** @type {Page} */ page) => page.locator("#rows_ ~ tbody tr:visible");

/** The sums that a page tells of the rows that are left. @param {Page} page */
async function sums(page) {
  const lines = page.locator(".filter [data-line]:visible");
  return Object.fromEntries(await lines.evaluateAll((all) => all.map((one) => [one.dataset.line, one.dataset.minor])));
}

/** What the records of some rows state, added up from the published data rather than from the page. @param {string[]} ids */
async function stated(ids) {
  /** @type {Map<string, bigint>} */
  const sums = new Map();
  const records = (await readFile(path.join(folder, "data/grant.jsonl"), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  const some = records.filter(({ id }) => ids.includes(id));
  assert.equal(some.length, ids.length);
  const lineOf = (/** @type {any} */ { currency, basis, per }) => `${currency}.${basis}.${per ?? "once"}`;
  const there = new Set(some.flatMap(({ id, amount }) => [amount ?? []].flat().map((one) => `${id} ${lineOf(one)}`)));
  for (const { amount, part_of: whole } of some) {
    for (const { currency, basis, per, amount: units } of [amount ?? []].flat()) {
      const line = lineOf({ currency, basis, per });
      if (there.has(`${whole} ${line}`)) continue;
      sums.set(line, (sums.get(line) ?? 0n) + BigInt(Math.round(units * 100)));
    }
  }
  return Object.fromEntries([...sums].map(([line, minor]) => [line, String(minor)]));
}

test("words are compared without case and accents, but å is a letter of its own", () => {
  assert.equal(folded("  Ærø  CAFÉ Ålesund\u00a0Å "), "ærø cafe ålesund å");
  assert.notEqual(folded("Vålse"), folded("Valse"));
});

const row = (/** @type {Partial<Parameters<typeof left>[0][0]>} */ parts) => ({ id: "", text: "", values: {}, sums: [], wholes: [], ...parts });

test("a row is left when it has every word and every value that is chosen", () => {
  const rows = [row({ id: "a", text: "grøn by", values: { status: "ja" } }), row({ id: "b", text: "grøn ø", values: { status: "nej" } })];
  const ids = (/** @type {string} */ words, chosen = {}) => left(rows, words, chosen).map(({ id }) => id);
  assert.deepEqual(ids(""), ["a", "b"]);
  assert.deepEqual(ids("BY grøn"), ["a"]);
  assert.deepEqual(ids("grøn", { status: "nej" }), ["b"]);
  assert.deepEqual(ids("grøn", { status: "" }), ["a", "b"]);
  assert.deepEqual(ids("by ø", { status: "nej" }), []);
});

test("sums are exact, by currency, basis and recurrence, and no part is beside its whole", () => {
  const whole = row({ id: "w", sums: addends("9007199254740993 DKK.decided.once,5 NOK.decided.once") });
  const part = row({ id: "p", sums: addends("3 DKK.decided.once,4 DKK.paid.once"), wholes: ["w"] });
  const yearly = row({ id: "y", sums: addends("2 DKK.decided.year") });
  const all = { "DKK.decided.once": 9007199254740993n, "NOK.decided.once": 5n, "DKK.paid.once": 4n, "DKK.decided.year": 2n };
  assert.deepEqual(Object.fromEntries(sumsOf([whole, part, yearly])), all);
  assert.deepEqual(Object.fromEntries(sumsOf([part])), { "DKK.decided.once": 3n, "DKK.paid.once": 4n });
  assert.deepEqual(addends(undefined), []);
});

test("typing leaves the rows with the words and tells how many there are and what they come to; a reload shows the same", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root + PART);
    const all = await shown(page).count();
    assert.equal(await told(page).textContent(), "");
    assert.deepEqual(await sums(page), {});
    const word = (await shown(page).nth(3).getByRole("rowheader").innerText()).split(" ").at(-1) ?? "";
    await field(page).pressSequentially(word.toUpperCase());
    const texts = await shown(page).allInnerTexts();
    assert.ok(texts.length > 0 && texts.length < all, `${texts.length} of ${all}`);
    assert.ok(texts.every((text) => text.toLowerCase().includes(word.toLowerCase())));
    assert.equal(await told(page).textContent(), `Viser ${texts.length} af ${all}`);
    const ids = await shown(page).evaluateAll((rows) => rows.map(({ id }) => id));
    const before = await sums(page);
    assert.ok(Object.keys(before).length > 0);
    assert.deepEqual(before, await stated(ids));
    assert.equal(new URL(page.url()).searchParams.get("q"), word.toUpperCase());
    await page.reload();
    assert.equal(await field(page).inputValue(), word.toUpperCase());
    assert.equal(await shown(page).count(), texts.length);
    assert.deepEqual(await sums(page), before);
    await shown(page).first().getByRole("link").first().click();
    await page.waitForURL((url) => !url.search);
    await page.goBack();
    await told(page).getByText(`Viser ${texts.length} af ${all}`).waitFor();
    await field(page).press("Control+a");
    await field(page).press("Delete");
    assert.equal(await shown(page).count(), all);
    assert.equal(new URL(page.url()).search, "");
    await field(page).fill("findes slet ikke");
    assert.equal(await told(page).textContent(), "Ingen rækker i listen passer.");
    assert.deepEqual(await sums(page), {});
  });
});

test("a column with few values is chosen from, by keys alone", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root + PART);
    const select = page.locator(".filter select").first();
    const name = (await select.getAttribute("name")) ?? "";
    await field(page).focus();
    await page.keyboard.press("Tab");
    assert.ok(await select.evaluate((element) => element === document.activeElement));
    await page.keyboard.press("ArrowDown");
    const value = await select.inputValue();
    assert.notEqual(value, "");
    assert.equal(new URL(page.url()).searchParams.get(name), value);
    for (const text of await shown(page).allInnerTexts()) assert.ok(text.includes(value));
  });
});

test("a list that goes on elsewhere leads to the search with the same words and its kind", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(served.root + CUT);
    await field(page).fill("klima by");
    await page.getByRole("link", { name: "Søg i hele listen" }).click();
    await page.waitForURL(/soeg\.html/);
    const { searchParams } = new URL(page.url());
    assert.deepEqual([searchParams.get("q"), searchParams.get("kind")], ["klima by", "grant"]);
  });
});

test("a list in several tables, as that of the goals by the day they are due, is filtered as one", async () => {
  await visit({ root: portal.root }, async (page) => {
    await page.goto(`${portal.root}maal/index.html`);
    const rows = page.locator("main [id^=rows] ~ tbody tr");
    const sections = page.locator("main section:has([id^=rows])");
    const all = await rows.count();
    const captions = page.locator("main caption:visible");
    assert.ok((await sections.count()) > 1 && (await captions.count()) === (await sections.count()));
    const word = (await rows.last().getByRole("rowheader").innerText()).split(/\s+/).at(-1) ?? "";
    await field(page).fill(word);
    const texts = await rows.filter({ visible: true }).allInnerTexts();
    assert.ok(texts.length > 0 && texts.length < all, `${texts.length} of ${all}`);
    assert.ok(texts.every((text) => text.toLowerCase().includes(word.toLowerCase())));
    assert.equal(await told(page).textContent(), `Viser ${texts.length} af ${all}`);
    const counts = await sections.evaluateAll((all) => all.map((one) => [one.checkVisibility(), one.querySelectorAll("tbody tr:not([hidden])").length > 0]));
    assert.ok(counts.some(([isShown]) => isShown) && !counts.every(([isShown]) => isShown), "the word stands below one day alone");
    assert.ok(counts.every(([isShown, hasRows]) => isShown === hasRows), JSON.stringify(counts));
    assert.equal(await captions.count(), 0, "what a caption counts is more than is shown");
    await field(page).fill("");
    assert.equal(await rows.filter({ visible: true }).count(), all);
    assert.equal(await captions.count(), await sections.count());
  });
});

test("a list of publishers, each with the number of its entries, is filtered too", async () => {
  await visit({ root: served.root }, async (page) => {
    await page.goto(`${served.root}dokumenter/list/udgiver.html`);
    const all = await shown(page).count();
    const name = await shown(page).last().getByRole("rowheader").innerText();
    await field(page).fill(name);
    assert.deepEqual(await shown(page).getByRole("rowheader").allInnerTexts(), [name]);
    assert.equal(await told(page).textContent(), `Viser 1 af ${all}`);
  });
});

test("axe finds nothing on a filtered list, it does not scroll sideways on a phone, and paper has the rows that are left", async () => {
  await visit({ root: served.root, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto(`${served.root}${PART}?q=1`);
    await told(page).getByText(/^Viser/).waitFor();
    assert.deepEqual(await inBothColours(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    const count = await shown(page).count();
    assert.match((await told(page).textContent()) ?? "", new RegExp(`^Viser ${count} af `));
    await page.emulateMedia({ media: "print" });
    assert.equal(await shown(page).count(), count);
    assert.equal(await field(page).isVisible(), false);
    assert.equal(await told(page).isVisible(), true);
  });
});

test("without JavaScript nothing of it is there, and on a short list neither", async () => {
  await visit({ root: served.root, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${served.root}${PART}?q=1`);
    assert.equal(await page.locator(".filter").count(), 0);
    assert.ok((await shown(page).count()) >= 8);
  });
});
