// The preview in a browser: pages follow what is written, and errors lie on top until they are mended or closed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import test, { after } from "node:test";
import { visit } from "./browser.mjs";
import { BINARY } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const SETTINGS = 'title = "Prøve"\nbase_url = "https://portal.example/"\n[accessibility]\nstatement = "https://portal.example/was"\n';
const SOURCE = "source: { url: https://kilde.example/ }\n";
const BODY = `---\nname: Byen\n${SOURCE}---\n`;
const GRANT = "content/grants/a.md";

/** A grant whose page is longer than the window. @param {string} title @param {string} [fields] */
const grant = (title, fields = "") =>
  `---\ntitle: ${title}\nfunder: by\nrecipient: by\n${fields}${SOURCE}---\n${"En linje om sagen.\n\n".repeat(200)}`;

const folder = await mkdtemp(path.join(tmpdir(), "glasklar-serve-"));
after(() => rm(folder, { recursive: true, force: true }));

/** Puts a file whole into its place. @param {string} file @param {string} text */
async function write(file, text) {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  const beside = path.join(path.dirname(target), ".new");
  await writeFile(beside, text);
  await rename(beside, target);
}

await write("glasklar.toml", SETTINGS);
await write("content/organisations/by.md", BODY);
await write(GRANT, grant("Den første"));

/** Starts the preview, and gives its address once it is printed. */
async function serve() {
  const server = spawn(BINARY, ["serve", folder, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  after(() => server.kill());
  const printed = [];
  for await (const line of createInterface(server.stderr)) {
    printed.push(line);
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
    if (address) {
      server.stderr.resume();
      return address[0];
    }
  }
  throw new Error(`the preview did not start:\n${printed.join("\n")}`);
}

const root = await serve();
const address = `${root}tilskud/a.html`;

/** @param {Page} page @param {string} name */
const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** @param {Page} page */
const dialog = (page) => page.getByRole("dialog", { name: "1 error" });

test("an open page follows a change and stays where it is read", async () => {
  await visit({ root }, async (page) => {
    await page.goto(address);
    await heading(page, "Den første");
    await page.evaluate(() => scrollTo(0, 1234));
    await write(GRANT, grant("Den anden"));
    await heading(page, "Den anden");
    await page.waitForFunction(() => scrollY === 1234);
    assert.equal(await dialog(page).count(), 0);
  });
});

/** Lets the page believe that its tab is out of sight, or in sight again. @param {Page} page @param {boolean} hidden */
const hide = (page, hidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("a page out of sight lets go of the server, and follows when it is seen again", async () => {
  await visit({ root }, async (page) => {
    await page.goto(address);
    await hide(page, true);
    await write(GRANT, grant("Den tredje"));
    // Asked for without a browser, whose page would load itself anew while it is read.
    while (!(await (await fetch(address)).text()).includes("Den tredje"));
    await heading(page, "Den anden");
    await hide(page, false);
    await heading(page, "Den tredje");
  });
});

test("errors lie on top of the last good page, hold the focus, and are closed by keys", async () => {
  await visit({ root }, async (page) => {
    await page.goto(address);
    await write(GRANT, grant("Den fjerde", "projct: x\n"));
    await dialog(page).waitFor();
    await dialog(page).getByText("content/grants/a.md:5:1", { exact: true }).waitFor();
    await dialog(page).getByText("did you mean `project`?").waitFor();
    await page.getByRole("heading", { level: 1, includeHidden: true, name: "Den tredje" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    assert.equal(await focused(), "1 error");

    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await heading(page, "Den tredje");
    await page.getByRole("complementary", { name: "Preview" }).getByRole("link").focus();
    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Close");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "hidden" });

    await write(GRANT, grant("Den femte"));
    await heading(page, "Den femte");
    assert.equal(await page.locator(".glasklar-preview").count(), 0);
  });
});

test("without JavaScript the errors are shown and closed all the same", async () => {
  await write(GRANT, grant("Den sjette", "projct: x\n"));
  await visit({ root, javaScriptEnabled: false }, async (page) => {
    // Nothing tells such a page that the site has changed.
    do await page.goto(address);
    while ((await dialog(page).count()) === 0);
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await dialog(page).waitFor({ state: "hidden" });
    await heading(page, "Den femte");
  });
});

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The elements of the page in which axe finds something, each with its rule. @param {Page} page */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // @ts-expect-error axe sets itself on the window.
    const found = await window.axe.run(document);
    return found.violations.flatMap((/** @type {{ id: string, nodes: { html: string }[] }} */ { id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  });
}

/** @type {("light" | "dark")[]} */
const SCHEMES = ["light", "dark"];

for (const colorScheme of SCHEMES) {
  test(`axe finds nothing in the errors, in ${colorScheme} colours`, async () => {
    await visit({ root, colorScheme }, async (page) => {
      await page.goto(address);
      await dialog(page).waitFor();
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Escape");
      assert.deepEqual(await violations(page), []);
      await page.goto(`${root}-glasklar/report`);
      await heading(page, "1 error: the site is shown as it was before");
      assert.deepEqual(await violations(page), []);
    });
  });
}
