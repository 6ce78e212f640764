// The watch that every other test relies on: each kind of fault, planted in a page of our own, must be noticed.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { serve } from "./server.mjs";

/** @type {[string, string, RegExp][]} */
const FAULTS = [
  ["an inline script", "<script>document.title = 'ran'</script>", /console: .*Content Security Policy/],
  ["an inline style", '<p style="color: red">red</p>', /console: .*Content Security Policy/],
  ["an image that is missing", '<img src="missing.png" alt="">', /status 404: .*missing\.png/],
  ["an image from elsewhere", '<img src="http://127.0.0.2:9/" alt="">', /(Content Security Policy|outside the site)/],
  ["an exception", '<script src="throws.js"></script>', /exception: .*planted/],
  ["a warning", '<script src="warns.js"></script>', /console: planted/],
  ["a way out of the sub-path", '<img src="/portal/icon.svg" alt="">', /outside the site/],
];

const folder = await mkdtemp(path.join(tmpdir(), "glasklar-faults-"));
after(() => rm(folder, { recursive: true, force: true }));
const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFile(path.join(folder, name), text);
await write("throws.js", "throw new Error('planted');");
await write("warns.js", "console.warn('planted');");
const served = await serve(folder, "/portal/x/");
after(served.close);

const page = (/** @type {string} */ html) =>
  `<!doctype html><html lang="da"><title>t</title><link rel="icon" href="data:,"><body>${html}</body></html>`;

for (const [name, html, message] of FAULTS) {
  test(`${name} is noticed`, async () => {
    await write("index.html", page(html));
    const seen = visit({ root: served.root }, async (tab) => {
      await tab.goto(served.root);
    });
    await assert.rejects(seen, message);
  });
}

test("a page without fault passes, and an expected fault must occur", async () => {
  await write("index.html", page("<p>whole</p>"));
  const open = (/** @type {RegExp | undefined} */ expected) =>
    visit({ root: served.root, expected }, async (tab) => {
      await tab.goto(served.root);
    });
  await open(undefined);
  await assert.rejects(open(/status 404/), /nothing was met of/);
});
